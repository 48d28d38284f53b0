package main

import (
	"log"
	"net/http"

	"golang.org/x/net/websocket"
)

// sockets reads messages by x/net's package, as bytes and as JSON.
func sockets() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /socket/json", websocket.Handler(func(c *websocket.Conn) {
		var n note
		for websocket.JSON.Receive(c, &n) == nil {
			log.Println(n.Title, n.Text)
		}
	}))
	mux.Handle("GET /socket/bytes", websocket.Handler(func(c *websocket.Conn) {
		buf := make([]byte, 512)
		for {
			n, err := c.Read(buf)
			if err != nil {
				return
			}
			log.Println(string(buf[:n]))
		}
	}))
	return mux
}
