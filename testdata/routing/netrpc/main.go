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

	_ "github.com/jackc/pgx/v5/stdlib"

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
	if len(os.Args) > 1 {
		list(db)
		return
	}
	go jsonServer(db)
	log.Fatal(http.ListenAndServe("127.0.0.1:1234", nil))
}

func jsonServer(db *sql.DB) {
	srv := audit(db)
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

func audit(db *sql.DB) *rpc.Server {
	srv := rpc.NewServer()
	if err := srv.RegisterName("Audit", &arith.Audit{DB: db}); err != nil {
		log.Fatal(err)
	}
	return srv
}
