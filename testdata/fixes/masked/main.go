// Command masked copies settings that have parts: what is written to a part of the copy is in the copy alone. Rules: path-read.
package main

import (
	"log"
	"net/http"
	"os"
)

type settings struct {
	Name  string
	Paths struct{ Dir string }
}

func load() *settings {
	s := &settings{Name: "shop"}
	s.Paths.Dir = "/srv"
	return s
}

func read(w http.ResponseWriter, s *settings) {
	b, err := os.ReadFile(s.Paths.Dir + "/motd")
	if err == nil {
		_, err = w.Write(b)
	}
	if err != nil {
		log.Print(err)
	}
}

func main() {
	http.HandleFunc("/fixed/copy", func(w http.ResponseWriter, r *http.Request) {
		s := load()
		shown := *s
		shown.Paths.Dir = r.FormValue("dir")
		log.Print(shown)
		read(w, s)
	})
	http.HandleFunc("/flaw/copy", func(w http.ResponseWriter, r *http.Request) {
		own := *load()
		own.Paths.Dir = r.FormValue("dir")
		read(w, &own)
	})
	http.HandleFunc("/flaw/same", func(w http.ResponseWriter, r *http.Request) {
		s := load()
		also := s
		also.Paths.Dir = r.FormValue("dir")
		read(w, s)
	})
	http.HandleFunc("/flaw/later", func(w http.ResponseWriter, r *http.Request) {
		s := load()
		s.Paths.Dir = r.FormValue("dir")
		own := *s
		own.Name = "mine"
		read(w, &own)
	})
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
