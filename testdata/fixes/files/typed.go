package main

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"

	"github.com/google/uuid"
)

// asked is what a body asks for: a value of type uuid.UUID is 16 bytes, and is written in letters that lead nowhere.
type asked struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`

	folder string // filled from no body
}

// filed fills itself from what was sent.
type filed struct{ name string }

func (f *filed) UnmarshalJSON(b []byte) error {
	f.name = strings.Trim(string(b), `"`)
	return nil
}

func typed(mux *http.ServeMux) {
	mux.HandleFunc("POST /fixed/uuid-type", body(func(w http.ResponseWriter, a asked) { send(w, filepath.Join(dir, a.ID.String())) }))
	mux.HandleFunc("POST /flaw/beside-uuid", body(func(w http.ResponseWriter, a asked) { send(w, filepath.Join(dir, a.ID.String(), a.Name)) }))
	mux.HandleFunc("POST /fixed/own-field", body(func(w http.ResponseWriter, a asked) { send(w, filepath.Join(dir, a.folder)) }))
	mux.HandleFunc("POST /flaw/fills-itself", func(w http.ResponseWriter, r *http.Request) {
		var f filed
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&f); err != nil {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, f.name))
	})
}

// body serves what f does with the body of a request.
func body(f func(w http.ResponseWriter, a asked)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var a asked
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&a); err != nil {
			refuse(w)
			return
		}
		f(w, a)
	}
}
