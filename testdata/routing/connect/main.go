// Command connect serves a connect service behind an interceptor that is an object, with health and reflection, over HTTP/2
// without TLS; beside it a plain handler behind ordinary middleware.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"

	"connectrpc.com/connect"
	"connectrpc.com/grpchealth"
	"connectrpc.com/grpcreflect"
	"golang.org/x/net/http2"
	"golang.org/x/net/http2/h2c"

	"example.com/routing/connect/auth"
	"example.com/routing/connect/notes"
	"example.com/routing/connect/notesv1/notesv1connect"
	"example.com/routing/connect/store"
)

func handler(db *sql.DB) http.Handler {
	st := store.New(db)
	mux := http.NewServeMux()
	a := auth.New(os.Getenv("TOKEN_KEY"), notesv1connect.NotesListProcedure)
	path, h := notesv1connect.NewNotesHandler(notes.New(st), connect.WithInterceptors(auth.NewLogger(), a), connect.WithReadMaxBytes(1<<20))
	mux.Handle(path, h)
	mux.Handle(grpchealth.NewHandler(grpchealth.NewStaticChecker(notesv1connect.NotesName)))
	mux.Handle(grpcreflect.NewHandlerV1(grpcreflect.NewStaticReflector(notesv1connect.NotesName)))
	mux.Handle("GET /export", a.Require(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		list, err := st.Tagged(r.Context(), r.URL.Query().Get("tag"))
		if err != nil {
			http.Error(w, "no", http.StatusInternalServerError)
			return
		}
		for _, n := range list {
			fmt.Fprintln(w, n.Title)
		}
	})))
	return mux
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	srv := &http.Server{Addr: ":8080", Handler: h2c.NewHandler(handler(db), &http2.Server{})}
	log.Fatal(srv.ListenAndServe())
}
