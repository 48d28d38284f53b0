package main

import (
	"fmt"
	"net/http/httptest"

	"github.com/go-openapi/analysis"
	"github.com/go-openapi/loads"

	"example.com/routing/goswagger/restapi"
	"example.com/routing/goswagger/restapi/operations"
)

// list prints the operations of the embedded specification that the API has a handler for, and the documents that it answers with.
func list(spec *loads.Document, api *operations.NotesAPI, server *restapi.Server) {
	api.Init()
	for method, paths := range analysis.New(spec.Spec()).Operations() {
		for path := range paths {
			if _, ok := api.HandlerFor(method, path); ok {
				fmt.Println(method, spec.BasePath()+path)
			}
		}
	}
	for _, path := range []string{spec.BasePath() + "/docs", "/swagger.json"} {
		w := httptest.NewRecorder()
		server.GetHandler().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code == 200 {
			fmt.Println("GET", path)
		}
	}
}
