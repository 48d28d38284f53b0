// Command huma routes with huma v2 over chi: short registrations, whole operations with middleware of their own, a value with
// methods that register, a stream of events, and the documents that huma adds.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/danielgtaylor/huma/v2/sse"
	"github.com/go-chi/chi/v5"
)

type in struct {
	ID string `path:"id"`
}

type out struct{ Body struct{ OK bool } }

type tick struct{ N int }

func get(ctx context.Context, i *in) (*out, error)         { return &out{}, nil }
func save(ctx context.Context, i *struct{}) (*out, error)  { return &out{}, nil }
func remove(ctx context.Context, i *in) (*struct{}, error) { return nil, nil }
func mine(ctx context.Context, i *struct{}) (*out, error)  { return &out{}, nil }
func find(ctx context.Context, i *struct{}) (*out, error)  { return &out{}, nil }

func ticks(ctx context.Context, i *struct{}, send sse.Sender) { send.Data(tick{1}) }

// server registers by methods of its own.
type server struct{}

func (s *server) RegisterReports(api huma.API) {
	huma.Get(api, "/reports/{id}", get)
}

func (s *server) RegisterTicks(api huma.API) {
	sse.Register(api, huma.Operation{Method: http.MethodGet, Path: "/ticks"}, map[string]any{"tick": tick{}}, ticks)
}

func (s *server) Close() {}

// wrapped is the API with a method of its own.
type wrapped struct {
	huma.API
	adapter huma.Adapter
}

func (w *wrapped) Adapter() huma.Adapter { return w.adapter }

// registrars are what other files add, to be run once there is an API.
var registrars []func(huma.API)

func init() {
	registrars = append(registrars, func(api huma.API) { huma.Put(api, "/added/{id}", get) })
}

func routes() chi.Router {
	r := chi.NewMux()
	config := huma.DefaultConfig("things", "1.0.0")
	config.DocsPath = "/help"
	api := humachi.New(r, config)
	callers := newCallers(api, []byte(os.Getenv("KEY")))
	api.UseMiddleware(callers.find)
	huma.Get(api, "/things/{id}", get)
	huma.Post(api, "/things", save)
	huma.Register(api, huma.Operation{OperationID: "remove", Method: http.MethodDelete, Path: "/things/{id}", Middlewares: huma.Middlewares{callers.require}}, remove)
	huma.Register(api, huma.Operation{Method: http.MethodGet, Path: "/mine", Middlewares: huma.Middlewares{callers.require}}, mine)
	huma.Register(api, huma.Operation{Method: http.MethodGet, Path: "/find", Middlewares: func() huma.Middlewares {
		if os.Getenv("ANYBODY_FINDS") != "" {
			return huma.Middlewares{}
		}
		return huma.Middlewares{callers.require}
	}()}, find)
	huma.AutoRegister(api, &server{})
	for _, register := range registrars {
		register(&wrapped{API: api, adapter: api.Adapter()})
	}
	return r
}

func main() {
	r := routes()
	if len(os.Args) > 1 {
		if err := chi.Walk(r, func(method, path string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
			fmt.Println(method, path)
			return nil
		}); err != nil {
			log.Fatal(err)
		}
		return
	}
	log.Fatal(http.ListenAndServe(":8080", r))
}
