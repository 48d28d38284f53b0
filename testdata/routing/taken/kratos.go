package main

import (
	"log"

	"github.com/go-kratos/kratos/v2"
	"github.com/go-kratos/kratos/v2/transport/http"
	"github.com/go-kratos/kratos/v2/transport/http/binding"
)

type asked struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// byKratos has routes that are not generated.
func byKratos() {
	s := http.NewServer(http.Address(":8088"))
	r := s.Route("/")
	r.POST("/kratos/{id}/form", func(c http.Context) error {
		var a asked
		if err := c.BindForm(&a); err != nil {
			return err
		}
		log.Println(a.Title, c.Header().Get("X-Trace"))
		_, head, err := c.Request().FormFile("picture")
		if err != nil {
			return err
		}
		theme, err := c.Request().Cookie("theme")
		if err != nil {
			return err
		}
		log.Println(c.Vars().Get("id"), head.Filename, theme.Value)
		return nil
	})
	r.POST("/kratos/json", func(c http.Context) error {
		var a asked
		if err := http.DefaultRequestDecoder(c.Request(), &a); err != nil {
			return err
		}
		log.Println(a.Title)
		return nil
	})
	r.GET("/kratos/find", func(c http.Context) error {
		var a asked
		if err := binding.BindQuery(c.Query(), &a); err != nil {
			return err
		}
		log.Println(a.Title)
		return nil
	})
	if err := kratos.New(kratos.Server(s)).Run(); err != nil {
		log.Fatal(err)
	}
}
