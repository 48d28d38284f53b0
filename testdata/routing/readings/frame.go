package main

import (
	"context"
	"log"

	"github.com/gogf/gf/v2/frame/g"
	"github.com/gogf/gf/v2/net/ghttp"
)

// ChangeReq is filled by goframe from all parts of a request.
type ChangeReq struct {
	g.Meta `path:"/frame/{id}/change" method:"post"`
	Id     string            `in:"path" json:"id"`
	Tag    string            `in:"query" json:"tag"`
	Tenant string            `in:"header" p:"X-Tenant"`
	Theme  string            `in:"cookie" json:"theme"`
	Title  string            `json:"title"`
	Pic    *ghttp.UploadFile `json:"pic" type:"file"`
}

type ChangeRes struct{}

type changes struct{}

func (changes) Change(ctx context.Context, req *ChangeReq) (*ChangeRes, error) {
	log.Println(req.Id, req.Tag, req.Tenant, req.Theme, req.Title, req.Pic.Filename)
	return nil, nil
}

func byFrame() *ghttp.Server {
	s := g.Server()
	s.SetAddr(":8091")
	s.BindHandler("GET:/frame/{id}", func(r *ghttp.Request) {
		log.Println(r.GetRouter("id"), r.GetQuery("q"), r.GetHeader("X-Trace"), r.Cookie.Get("theme"))
	})
	s.BindHandler("POST:/frame/form", func(r *ghttp.Request) { log.Println(r.GetForm("name"), r.Get("age")) })
	s.BindHandler("POST:/frame/raw", func(r *ghttp.Request) { log.Println(r.GetBody()) })
	s.BindHandler("POST:/frame/json", func(r *ghttp.Request) {
		var n note
		_ = r.Parse(&n)
		log.Println(n.Title)
	})
	s.BindHandler("POST:/frame/file", func(r *ghttp.Request) {
		f := r.GetUploadFile("picture")
		name, err := f.Save("/data/")
		log.Println(f.Filename, name, err)
	})
	s.Group("/", func(group *ghttp.RouterGroup) { group.Bind(changes{}) })
	return s
}
