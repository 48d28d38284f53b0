// Command twirp serves what twirp generated: one service behind a hook, one that is open, and one behind an interceptor and
// under a prefix of its own.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/twitchtv/twirp"

	"example.com/routing/twirp/guard"
	"example.com/routing/twirp/notes"
	"example.com/routing/twirp/notespb"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	svc := notes.New(db)
	mux := http.NewServeMux()
	n := notespb.NewNotesServer(svc, twirp.WithServerHooks(twirp.ChainHooks(guard.Logged(), guard.Hooks())))
	mux.Handle(n.PathPrefix(), guard.Token([]byte(os.Getenv("TOKEN_KEY")), n))
	f := notespb.NewFeedServer(svc)
	mux.Handle(f.PathPrefix(), f)
	a := notespb.NewAdminServer(svc, twirp.WithServerInterceptors(guard.Operators(os.Getenv("OPERATOR_KEY"))), twirp.WithServerPathPrefix("/internal"))
	mux.Handle(a.PathPrefix(), guard.Key(a))
	if len(os.Args) > 1 {
		list(n, f, a)
		return
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) })
	log.Fatal(http.ListenAndServe(":8080", mux))
}
