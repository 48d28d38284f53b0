// Package api has the handlers.
package api

import (
	"database/sql"

	"github.com/valyala/fasthttp"
)

type API struct{ db *sql.DB }

func New(db *sql.DB) *API { return &API{db} }

func (a *API) Get(ctx *fasthttp.RequestCtx) {
	id, _ := ctx.UserValue("id").(string)
	var name string
	if err := a.db.QueryRow("SELECT name FROM cars WHERE id = $1", id).Scan(&name); err != nil {
		ctx.Error("none", fasthttp.StatusNotFound)
		return
	}
	ctx.SetBodyString(name)
}

func (a *API) Add(ctx *fasthttp.RequestCtx) {
	if _, err := a.db.Exec("INSERT INTO cars (name) VALUES ($1)", string(ctx.PostBody())); err != nil {
		ctx.SetStatusCode(fasthttp.StatusInternalServerError)
	}
}

// Plain switches on the path itself.
func Plain(ctx *fasthttp.RequestCtx) {
	switch string(ctx.Path()) {
	case "/healthz":
		ctx.SetStatusCode(fasthttp.StatusOK)
	default:
		ctx.Error("none", fasthttp.StatusNotFound)
	}
}
