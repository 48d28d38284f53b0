package main

import (
	"log"
	"net/http"

	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
)

type upload struct {
	ID   string `path:"id"`
	Name string `form:"name"`
}

// byZero reads a file and a cookie from the request that go-zero passes on.
func byZero(port int) *rest.Server {
	s := rest.MustNewServer(rest.RestConf{Port: port})
	s.AddRoute(rest.Route{Method: http.MethodPost, Path: "/zero/:id/file", Handler: func(w http.ResponseWriter, r *http.Request) {
		var u upload
		if httpx.ParsePath(r, &u) != nil || httpx.ParseForm(r, &u) != nil {
			return
		}
		_, head, err := r.FormFile("picture")
		if err != nil {
			return
		}
		theme, err := r.Cookie("theme")
		if err == nil {
			log.Println(u.ID, u.Name, head.Filename, theme.Value)
		}
	}})
	s.AddRoute(rest.Route{Method: http.MethodGet, Path: "/zero/find", Handler: func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.URL.Query().Get("q"))
	}})
	return s
}
