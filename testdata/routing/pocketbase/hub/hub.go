// Package hub attaches everything to an app that it embeds.
package hub

import (
	"errors"
	"net/http"
	"os"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"example.com/routing/pocketbase/guard"
)

type Hub struct {
	core.App
	editors func(*core.RequestEvent) error
}

func New(app core.App) *Hub {
	return &Hub{App: app, editors: guard.Only(func(e *core.RequestEvent) bool { return e.Auth.GetString("role") == "editor" })}
}

func (h *Hub) Start() error {
	h.App.OnServe().BindFunc(func(e *core.ServeEvent) error {
		h.routes(e)
		if err := h.cron(); err != nil {
			return err
		}
		return e.Next()
	})
	h.OnRecordCreate("notes").BindFunc(h.defaults)
	app, ok := h.App.(*pocketbase.PocketBase)
	if !ok {
		return errors.New("not an app")
	}
	return app.Start()
}

func (h *Hub) routes(e *core.ServeEvent) {
	e.Router.Bind(guard.Logged())
	open := e.Router.Group("/api/hub")
	open.GET("/info", h.info)
	closed := e.Router.Group("/api/hub")
	closed.Bind(apis.RequireAuth())
	closed.POST("/notes", h.addNote)
	closed.DELETE("/notes/{id}", h.deleteNote).BindFunc(h.editors)
	e.Router.GET("/api/hub/notes", h.notes).Bind(guard.SignedIn(), apis.BodyLimit(1<<20))
	e.Router.GET("/{path...}", apis.Static(os.DirFS("./public"), true))
}

func (h *Hub) info(e *core.RequestEvent) error {
	total, err := h.CountRecords("users")
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]bool{"first": total == 0})
}

type draft struct {
	Title string `json:"title"`
}

func (h *Hub) addNote(e *core.RequestEvent) error {
	var in draft
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("no note", err)
	}
	notes, err := e.App.FindCollectionByNameOrId("notes")
	if err != nil {
		return err
	}
	r := core.NewRecord(notes)
	r.Set("title", in.Title)
	r.Set("author", e.Auth.Id)
	if err := e.App.Save(r); err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

func (h *Hub) deleteNote(e *core.RequestEvent) error {
	r, err := h.FindRecordById("notes", e.Request.PathValue("id"))
	if err != nil {
		return e.NotFoundError("no such note", err)
	}
	return h.Delete(r)
}

func (h *Hub) notes(e *core.RequestEvent) error {
	var list []struct {
		ID    string `db:"id"`
		Title string `db:"title"`
	}
	err := e.App.DB().NewQuery("SELECT id, title FROM notes WHERE tag = {:tag}").Bind(dbx.Params{"tag": e.Request.URL.Query().Get("tag")}).All(&list)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, list)
}

func (h *Hub) cron() error {
	return h.Cron().Add("purge", "0 3 * * *", func() {
		h.DB().Delete("notes", dbx.HashExp{"draft": true}).Execute()
	})
}

func (h *Hub) defaults(e *core.RecordEvent) error {
	e.Record.Set("tag", "new")
	if _, err := h.FindFirstRecordByData("authors", "id", e.Record.GetString("author")); err != nil {
		return err
	}
	return e.Next()
}
