package main

import (
	"log"
	"net/http"

	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
	"github.com/zeromicro/go-zero/rest/pathvar"
)

// change is filled by httpx.Parse from all parts of a request.
type change struct {
	ID     string `path:"id"`
	Tag    string `form:"tag,optional"`
	Tenant string `header:"X-Tenant"`
	Title  string `json:"title"`
}

func byZero(port int) *rest.Server {
	s := rest.MustNewServer(rest.RestConf{Port: port})
	s.AddRoute(rest.Route{Method: http.MethodPost, Path: "/zero/:id", Handler: func(w http.ResponseWriter, r *http.Request) {
		var c change
		if httpx.Parse(r, &c) == nil {
			log.Println(c.ID, c.Tag, c.Tenant, c.Title)
		}
	}})
	s.AddRoute(rest.Route{Method: http.MethodGet, Path: "/zero/:id/vars", Handler: func(w http.ResponseWriter, r *http.Request) {
		log.Println(pathvar.Vars(r)["id"])
	}})
	return s
}
