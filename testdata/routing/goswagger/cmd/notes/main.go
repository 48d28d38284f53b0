// Command notes serves what go-swagger generated, with two ways to prove who calls.
package main

import (
	"database/sql"
	"log"
	"os"

	"github.com/go-openapi/loads"
	_ "github.com/jackc/pgx/v5/stdlib"

	"example.com/routing/goswagger/guard"
	"example.com/routing/goswagger/restapi"
	"example.com/routing/goswagger/restapi/operations"
	"example.com/routing/goswagger/restapi/operations/admin"
	"example.com/routing/goswagger/store"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	spec, err := loads.Embedded(restapi.SwaggerJSON, restapi.FlatSwaggerJSON)
	if err != nil {
		log.Fatal(err)
	}
	api := operations.NewNotesAPI(spec)
	g := guard.New(db, os.Getenv("OPERATOR_HASH"))
	api.KeyAuth = g.Token
	api.OperatorAuth = g.Operator
	api.AdminPurgeHandler = admin.PurgeHandlerFunc(store.New(db).Purge)
	server := restapi.NewServer(api)
	defer server.Shutdown()
	server.Port = 8080
	restapi.Use(db)
	server.ConfigureAPI()
	if len(os.Args) > 1 {
		list(spec, api, server)
		return
	}
	if err := server.Serve(); err != nil {
		log.Fatal(err)
	}
}
