// Command wsocket upgrades requests to websockets, with gorilla's and coder's library, and reads messages in a loop.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"example.com/routing/wsocket/auth"
	"example.com/routing/wsocket/chat"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	room := chat.NewRoom(db)
	guard := auth.Bearer([]byte(os.Getenv("TOKEN_KEY")))
	mux := http.NewServeMux()
	mux.Handle("GET /ws", guard(http.HandlerFunc(room.Gorilla)))
	mux.HandleFunc("GET /feed", room.Coder)
	mux.HandleFunc("GET /ticket", room.Ticketed)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
