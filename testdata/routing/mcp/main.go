// Command mcp gives language models tools that work on notes, over HTTP or the standard input.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/mark3labs/mcp-go/server"

	"example.com/routing/mcp/notes"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := server.NewMCPServer("notes", "1.0.0")
	notes.New(db).Register(s)
	if len(os.Args) > 1 && os.Args[1] == "routes" {
		for name := range s.ListTools() {
			fmt.Println("MCP", name)
		}
		for uri := range s.ListResources() {
			fmt.Println("MCP", uri)
		}
		return
	}
	if len(os.Args) > 1 && os.Args[1] == "stdio" {
		log.Fatal(server.ServeStdio(s))
	}
	log.Fatal(server.NewStreamableHTTPServer(s).Start(":8080"))
}
