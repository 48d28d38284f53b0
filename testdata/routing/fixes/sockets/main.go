// Command sockets has a pair of routes for each thing that holds back what comes by a websocket. Rules: websocket-limits websocket-origin.
package main

import (
	"log"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

var (
	same      = websocket.Upgrader{}
	everybody = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return true }}
)

// echo takes connections over and has their messages read.
func echo(up *websocket.Upgrader, read func(*websocket.Conn)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		read(conn)
	}
}

func open(conn *websocket.Conn) {
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}

func held(conn *websocket.Conn) {
	conn.SetReadLimit(4096)
	conn.SetReadDeadline(time.Now().Add(time.Minute))
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
		conn.SetReadDeadline(time.Now().Add(time.Minute))
	}
}

func main() {
	http.HandleFunc("GET /flaw/any-size", echo(&same, open))
	http.HandleFunc("GET /flaw/any-origin", echo(&everybody, held))
	http.HandleFunc("GET /fixed/socket", echo(&same, held))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
