// Command gqlgen serves a schema, with a directive on the fields that need a role.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/99designs/gqlgen/graphql/playground"

	"example.com/routing/gqlgen/auth"
	"example.com/routing/gqlgen/graph"
	"example.com/routing/gqlgen/store"
)

func main() {
	if len(os.Args) > 1 {
		list()
		return
	}
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	c := graph.Config{Resolvers: &graph.Resolver{Store: store.New(db)}}
	c.Directives.HasRole = auth.HasRole
	srv := handler.New(graph.NewExecutableSchema(c))
	srv.AddTransport(transport.POST{})
	srv.AddTransport(transport.Websocket{KeepAlivePingInterval: 10 * time.Second})
	srv.Use(extension.FixedComplexityLimit(200))

	mux := http.NewServeMux()
	mux.Handle("GET /", playground.Handler("notes", "/query"))
	mux.Handle("/query", auth.Middleware([]byte(os.Getenv("TOKEN_KEY")))(srv))
	log.Fatal(http.ListenAndServe(":8080", mux))
}

// list names what the generated code asks the program to resolve.
func list() {
	fmt.Println("GET /")
	fmt.Println("ANY /query")
	root := reflect.TypeOf((*graph.ResolverRoot)(nil)).Elem()
	for n := range root.NumMethod() {
		object := root.Method(n)
		fields := object.Type.Out(0)
		for k := range fields.NumMethod() {
			name := fields.Method(k).Name
			name = strings.ToLower(name[:1]) + name[1:]
			switch object.Name {
			case "Query", "Mutation", "Subscription":
				fmt.Println(strings.ToUpper(object.Name), "/query#"+name)
			default:
				fmt.Println("QUERY", "/query#"+object.Name+"."+name)
			}
		}
	}
}
