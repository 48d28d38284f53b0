package main

import (
	"github.com/kataras/iris/v12"
	"github.com/kataras/iris/v12/mvc"
)

// accounts is a controller: its methods are routes by their names, one is told a path of its own.
type accounts struct {
	Ctx   iris.Context
	Store store
}

func (c *accounts) BeforeActivation(b mvc.BeforeActivation) {
	b.Handle("GET", "/export/{kind}", "Exported", require)
}

func (c *accounts) Get() []string                         { return c.Store.names() }
func (c *accounts) GetBy(id int64) string                 { return c.Store.name(id) }
func (c *accounts) PostSignIn() string                    { return c.Ctx.FormValue("name") }
func (c *accounts) GetFollowersBy(name string) []string   { return nil }
func (c *accounts) DeleteByPostsBy(id, post int64)        {}
func (c *accounts) GetFilesByWildcard(path string) string { return path }
func (c *accounts) AnySettings() string                   { return "" }
func (c *accounts) Exported() string                      { return c.Ctx.Params().Get("kind") }
func (c *accounts) Name() string                          { return "no route" }

// store is what the controller is given by its type.
type store interface {
	names() []string
	name(id int64) string
}
