// Command huma routes with huma v2 over chi: short registrations, and one with a whole operation.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"
)

type in struct {
	ID string `path:"id"`
}

type out struct{ Body struct{ OK bool } }

func get(ctx context.Context, i *in) (*out, error)         { return &out{}, nil }
func save(ctx context.Context, i *struct{}) (*out, error)  { return &out{}, nil }
func remove(ctx context.Context, i *in) (*struct{}, error) { return nil, nil }

func routes() (http.Handler, huma.API) {
	r := chi.NewMux()
	api := humachi.New(r, huma.DefaultConfig("things", "1.0.0"))
	huma.Get(api, "/things/{id}", get)
	huma.Post(api, "/things", save)
	huma.Register(api, huma.Operation{OperationID: "remove", Method: http.MethodDelete, Path: "/things/{id}"}, remove)
	return r, api
}

func main() {
	h, api := routes()
	if len(os.Args) > 1 {
		for path, item := range api.OpenAPI().Paths {
			for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "DELETE": item.Delete, "PUT": item.Put} {
				if op != nil {
					fmt.Println(method, path)
				}
			}
		}
		return
	}
	log.Fatal(http.ListenAndServe(":8080", h))
}
