// Command taken reads what inputs and readings do not: kinds of input of frameworks whose programs are about something else, and the
// readers of a framework that are less used.
package main

import (
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/valyala/fasthttp"
)

// note is what is sent as JSON.
type note struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

func main() {
	go byHertz().Spin()
	go func() { log.Fatal(byFiber().Listen(":8081")) }()
	go func() { log.Fatal(fasthttp.ListenAndServe(":8082", byFastHTTP)) }()
	go func() { log.Fatal(byEcho4().Start(":8083")) }()
	go func() { log.Fatal(byEcho5().Start(":8084")) }()
	go func() { log.Fatal(http.ListenAndServe(":8085", byChi())) }()
	go func() { log.Fatal(http.ListenAndServe(":8086", sockets())) }()
	go func() { log.Fatal(http.ListenAndServe(":8089", byOAPI())) }()
	go func() {
		h, err := byOgen()
		if err == nil {
			log.Fatal(http.ListenAndServe(":8091", h))
		}
	}()
	port, _ := strconv.Atoi(os.Getenv("ZERO_PORT"))
	go byZero(port).Start()
	go byKratos()
	if os.Getenv("AWS_LAMBDA_FUNCTION_NAME") != "" {
		gateway()
		return
	}
	log.Fatal(byPocketBase())
}
