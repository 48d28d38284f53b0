// Command netrpc serves values with net/rpc: over HTTP on one port, as JSON on connections of another.
package main

import (
	"database/sql"
	"log"
	"net"
	"net/http"
	"net/rpc"
	"net/rpc/jsonrpc"
	"os"

	"example.com/routing/netrpc/arith"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	if err := rpc.Register(&arith.Ledger{DB: db}); err != nil {
		log.Fatal(err)
	}
	rpc.HandleHTTP()
	go jsonServer(db)
	log.Fatal(http.ListenAndServe("127.0.0.1:1234", nil))
}

func jsonServer(db *sql.DB) {
	srv := rpc.NewServer()
	if err := srv.RegisterName("Audit", &arith.Audit{DB: db}); err != nil {
		log.Fatal(err)
	}
	ln, err := net.Listen("tcp", ":1235")
	if err != nil {
		log.Fatal(err)
	}
	for {
		conn, err := ln.Accept()
		if err != nil {
			continue
		}
		go srv.ServeCodec(jsonrpc.NewServerCodec(conn))
	}
}
