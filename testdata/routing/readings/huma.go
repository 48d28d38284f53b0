package main

import (
	"context"
	"log"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/danielgtaylor/huma/v2/conditional"
	"github.com/go-chi/chi/v5"
)

// paged is part of several inputs.
type paged struct {
	Page int `query:"page"`
}

type asked struct {
	paged
	conditional.Params
	ID    string `path:"id"`
	Q     string `query:"q"`
	Trace string `header:"X-Trace"`
	Theme string `cookie:"theme"`
}

type sent struct{ Body note }

type raw struct{ RawBody []byte }

type upload struct {
	RawBody huma.MultipartFormFiles[struct {
		Picture huma.FormFile `form:"picture" contentType:"image/png"`
		Name    string        `form:"name"`
	}]
}

type none struct{}

func byHuma() http.Handler {
	r := chi.NewMux()
	api := humachi.New(r, huma.DefaultConfig("notes", "1"))
	huma.Get(api, "/huma/{id}", func(ctx context.Context, in *asked) (*none, error) {
		log.Println(in.ID, in.Q, in.Trace, in.Theme, in.Page)
		if in.HasConditionalParams() {
			return nil, in.PreconditionFailed("", in.IfModifiedSince)
		}
		return nil, nil
	})
	huma.Post(api, "/huma/json", func(ctx context.Context, in *sent) (*none, error) {
		log.Println(in.Body.Title)
		return nil, nil
	})
	huma.Post(api, "/huma/raw", func(ctx context.Context, in *raw) (*none, error) {
		log.Println(len(in.RawBody))
		return nil, nil
	})
	huma.Post(api, "/huma/file", func(ctx context.Context, in *upload) (*none, error) {
		f := in.RawBody.Data()
		log.Println(f.Picture.Filename, f.Name)
		return nil, nil
	})
	return r
}
