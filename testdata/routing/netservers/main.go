// Command netservers answers on what is no HTTP: shells over SSH by two libraries, mail, names, a directory, and bare TCP and UDP.
package main

import (
	"database/sql"
	"log"
	"os"

	"example.com/routing/netservers/admin"
	"example.com/routing/netservers/beacon"
	"example.com/routing/netservers/directory"
	"example.com/routing/netservers/mailin"
	"example.com/routing/netservers/store"
	"example.com/routing/netservers/zone"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := store.New(db)
	go admin.Shell(s, ":2222")
	go admin.Anonymous(s, "127.0.0.1:2223")
	go admin.Raw(s, ":2224")
	go admin.Plugged(s, ":2225")
	go mailin.Serve(s, ":2525")
	go mailin.ServeCareless(s, ":2526")
	go zone.Serve(s, ":5353")
	go directory.Serve(s, "127.0.0.1:3893")
	go beacon.Datagrams(s, ":7000")
	log.Fatal(beacon.Lines(s, ":7001"))
}
