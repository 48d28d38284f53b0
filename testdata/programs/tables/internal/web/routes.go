// Package web serves the library. Its routes stand in tables, so that they can
// be read at a glance.
package web

import (
	"context"
	"fmt"
	"net/http"

	"example.com/samples/programs/tables/internal/books"
)

const (
	apiRoot = "/api"
	latest  = 2
)

// Shelf is where the books are.
type Shelf interface {
	All(ctx context.Context) ([]books.Book, error)
	Find(ctx context.Context, isbn string) (books.Book, error)
	Add(ctx context.Context, b books.Book) error
	Lend(ctx context.Context, isbn, reader string) error
	Return(ctx context.Context, isbn string) error
	Discard(ctx context.Context, isbn string) error
}

// Config says where the operator's routes are and what opens the librarians'.
type Config struct {
	OpsPath string
	Token   string
}

type library struct {
	cfg   Config
	shelf Shelf
}

type middleware func(http.Handler) http.Handler

// route is one line of a table.
type route struct {
	method string
	path   string
	handle func(*library, http.ResponseWriter, *http.Request)
	staff  bool // librarians only
}

// common are the routes that every version of the interface has.
var common = []route{
	{http.MethodGet, "/books", (*library).list, false},
	{http.MethodGet, "/books/{isbn}", (*library).get, false},
	{http.MethodPost, "/books", (*library).add, true},
	{http.MethodDelete, "/books/{isbn}", (*library).discard, true},
}

// loans are the routes that version 2 has brought.
var loans = []route{
	{method: http.MethodPut, path: "/books/{isbn}/loan", handle: (*library).lend, staff: true},
	{method: http.MethodDelete, path: "/books/{isbn}/loan", handle: (*library).takeBack, staff: true},
}

// NewMux returns all routes of the library.
func NewMux(cfg Config, shelf Shelf) http.Handler {
	l := &library{cfg: cfg, shelf: shelf}
	mux := http.NewServeMux()

	l.register(mux, apiRoot+"/v1", common)
	l.register(mux, fmt.Sprintf("%s/v%d", apiRoot, latest), append(common, loans...))

	for path, h := range map[string]http.HandlerFunc{
		"/live":    l.live,
		"/ready":   l.ready,
		"/version": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, latest) },
	} {
		mux.Handle("GET "+cfg.OpsPath+path, h)
	}

	// The reading room's screens and the desk show the same pages.
	roomPages(mux, "/room", l)
	roomPages(mux, "/desk", l, l.requireStaff)

	for _, rt := range []struct {
		pattern string
		h       http.Handler
		wrap    []middleware
	}{
		{"GET /feed", http.HandlerFunc(l.feed), nil},
		{"POST /import", http.HandlerFunc(l.bulk), []middleware{limitBody(5 << 20), l.requireStaff}},
	} {
		h := rt.h
		for _, mw := range rt.wrap {
			h = mw(h)
		}
		mux.Handle(rt.pattern, h)
	}
	return mux
}

// register adds the routes of a table below prefix.
func (l *library) register(mux *http.ServeMux, prefix string, table []route) {
	for _, rt := range table {
		var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			rt.handle(l, w, r)
		})
		if rt.staff {
			h = l.requireStaff(h)
		}
		mux.Handle(fmt.Sprintf("%s %s%s", rt.method, prefix, rt.path), h)
	}
}

// roomPages adds the pages for a screen below prefix, wrapped in mws.
func roomPages(mux *http.ServeMux, prefix string, l *library, mws ...middleware) {
	pages := map[string]http.HandlerFunc{
		"new":    l.newBooks,
		"random": l.randomBook,
	}
	for name, page := range pages {
		var h http.Handler = page
		for _, mw := range mws {
			h = mw(h)
		}
		mux.Handle("GET "+prefix+"/"+name, h)
	}
}
