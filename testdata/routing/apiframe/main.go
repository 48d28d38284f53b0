// Command apiframe mounts endpoints that say by a method where they are asked for.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/apiframe/apiendpoint"
	"github.com/riverqueue/apiframe/apierror"
)

type note struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// get gives one note.
type get struct {
	apiendpoint.Endpoint[getRequest, note]
	db *sql.DB
}

type getRequest struct {
	ID string `json:"-"`
}

func (r *getRequest) ExtractRaw(raw *http.Request) error {
	r.ID = raw.PathValue("id")
	return nil
}

func (*get) Meta() *apiendpoint.EndpointMeta {
	return &apiendpoint.EndpointMeta{Pattern: "GET /notes/{id}", StatusCode: http.StatusOK}
}

func (e *get) Execute(ctx context.Context, req *getRequest) (*note, error) {
	n := note{ID: req.ID}
	err := e.db.QueryRowContext(ctx, "SELECT title FROM notes WHERE id = $1", req.ID).Scan(&n.Title)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, apierror.NewNotFoundf("no note %s", req.ID)
	}
	return &n, err
}

// add keeps a note.
type add struct {
	apiendpoint.Endpoint[note, note]
	db *sql.DB
}

func (*add) Meta() *apiendpoint.EndpointMeta {
	return &apiendpoint.EndpointMeta{Pattern: "POST /notes", StatusCode: http.StatusCreated}
}

func (e *add) Execute(ctx context.Context, req *note) (*note, error) {
	_, err := e.db.ExecContext(ctx, "INSERT INTO notes (id, title) VALUES ($1, $2)", req.ID, req.Title)
	return req, err
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	all := []apiendpoint.EndpointInterface{
		apiendpoint.Mount(mux, &get{db: db}, nil),
		apiendpoint.Mount(mux, &add{db: db}, nil),
	}
	if len(os.Args) > 1 {
		for _, e := range all {
			fmt.Println(e.Meta().Pattern)
		}
		return
	}
	log.Fatal(http.ListenAndServe(":8080", mux))
}
