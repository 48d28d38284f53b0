// Package controller answers.
package controller

import (
	"context"

	"github.com/gogf/gf/v2/net/ghttp"

	"example.com/routing/goframe/api"
	"example.com/routing/goframe/logic"
)

type Notes struct{ l *logic.Notes }

func New(l *logic.Notes) *Notes { return &Notes{l} }

func (n *Notes) Add(ctx context.Context, req *api.AddReq) (res *api.AddRes, err error) {
	id, err := n.l.Add(ctx, req.Title, req.Body)
	return &api.AddRes{Id: id}, err
}

func (n *Notes) List(ctx context.Context, req *api.ListReq) (res *api.ListRes, err error) {
	titles, err := n.l.Titles(ctx, req.Tag)
	return &api.ListRes{Titles: titles}, err
}

func (n *Notes) Remove(r *ghttp.Request) {
	if err := n.l.Remove(r.Context(), r.GetRouter("id").Int64()); err != nil {
		r.Response.WriteStatus(500)
	}
}

// Export answers in whole.
func Export(r *ghttp.Request) {
	titles, _ := logic.New().Titles(r.Context(), r.GetQuery("tag").String())
	r.Response.WriteJson(titles)
}

// Tags is kept as a struct, not as a pointer to one: the framework binds the methods of its address.
var Tags = tagsController{}

// base is run before each of its requests, and answers none.
type base struct{ name string }

func (b *base) Init(r *ghttp.Request) { b.name = r.GetQuery("as").String() }

func (b *base) Shut(r *ghttp.Request) {}

type tagsController struct{ base }

func (c *tagsController) List(ctx context.Context, req *api.TagsReq) (res *api.TagsRes, err error) {
	return &api.TagsRes{}, nil
}
