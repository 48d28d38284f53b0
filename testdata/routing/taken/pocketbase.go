package main

import (
	"log"
	"net/http"

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/core"
)

// byPocketBase reads by what a request event embeds.
func byPocketBase() error {
	app := pocketbase.New()
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/pocket/{id}", func(e *core.RequestEvent) error {
			theme, err := e.Request.Cookie("theme")
			if err != nil {
				return err
			}
			log.Println(e.Request.PathValue("id"), e.Request.URL.Query().Get("q"), e.Request.Header.Get("X-Trace"), theme.Value, e.Request.FormValue("name"))
			files, err := e.FindUploadedFiles("picture")
			if err != nil || len(files) == 0 {
				return err
			}
			log.Println(files[0].OriginalName)
			return e.NoContent(http.StatusNoContent)
		})
		e.Router.POST("/pocket/json", func(e *core.RequestEvent) error {
			var n note
			if err := e.BindBody(&n); err != nil {
				return err
			}
			log.Println(n.Title)
			return e.NoContent(http.StatusNoContent)
		})
		return e.Next()
	})
	return app.Start()
}
