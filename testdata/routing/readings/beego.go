package main

import (
	"encoding/json"
	"log"

	"github.com/beego/beego/v2/server/web"
)

type notes struct{ web.Controller }

func (c *notes) Get() {
	log.Println(c.Ctx.Input.Param(":id"), c.Ctx.Input.Query("q"), c.Ctx.Input.Header("X-Trace"), c.Ctx.GetCookie("theme"))
	log.Println(c.GetString("page"))
}

func (c *notes) Form() {
	var f struct {
		Name string `form:"name"`
	}
	_ = c.ParseForm(&f)
	log.Println(f.Name, c.GetString("age"))
}

func (c *notes) JSON() {
	var n note
	_ = json.Unmarshal(c.Ctx.Input.RequestBody, &n)
	log.Println(n.Title)
}

func (c *notes) Bound() {
	var n note
	_ = c.BindJSON(&n)
	log.Println(n.Title)
}

func (c *notes) File() {
	f, h, err := c.GetFile("picture")
	if err == nil {
		defer f.Close()
		err = c.SaveToFile("picture", "/data/"+h.Filename)
	}
	log.Println(err)
}

func byBeego() {
	web.Router("/beego/:id", &notes{}, "get:Get")
	web.Router("/beego/form", &notes{}, "post:Form")
	web.Router("/beego/json", &notes{}, "post:JSON")
	web.Router("/beego/bound", &notes{}, "post:Bound")
	web.Router("/beego/file", &notes{}, "post:File")
}
