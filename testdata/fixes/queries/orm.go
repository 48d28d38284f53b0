package main

import (
	"log"
	"net/http"
	"os"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type account struct {
	ID   int
	Name string
}

// orm has conditions that are handed on as a value of which the function does not know the type.
func orm(mux *http.ServeMux) {
	db, err := gorm.Open(postgres.Open(os.Getenv("DSN")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	mux.HandleFunc("GET /flaw/orm-text", found(db, func(name string) any { return "name = '" + name + "'" }))
	mux.HandleFunc("GET /flaw/orm-text-beside", func(w http.ResponseWriter, r *http.Request) {
		var a account
		db.Where(account{Name: r.FormValue("name")}).Where("id = " + r.FormValue("id")).First(&a)
		w.Write([]byte(a.Name))
	})
	mux.HandleFunc("GET /flaw/orm-scope", scoped(db, func(r *http.Request) func(*gorm.DB) *gorm.DB {
		return func(tx *gorm.DB) *gorm.DB { return tx.Order("name " + r.FormValue("dir")) }
	}))
	mux.HandleFunc("GET /flaw/orm-scopes", func(w http.ResponseWriter, r *http.Request) {
		var a account
		db.Scopes(whole, func(tx *gorm.DB) *gorm.DB { return tx.Where("name = '" + r.FormValue("name") + "'") }).First(&a)
		w.Write([]byte(a.Name))
	})
	mux.HandleFunc("GET /flaw/orm-dropped", func(w http.ResponseWriter, r *http.Request) {
		var a account
		tx := db.Session(&gorm.Session{}).Select("id")
		tx.Or("name = '" + r.FormValue("name") + "'")
		tx.First(&a)
		w.Write([]byte(a.Name))
	})
	mux.HandleFunc("GET /fixed/orm-other", func(w http.ResponseWriter, r *http.Request) {
		var a account
		tx := db.Select("id")
		db.Select("name").Where("name = '" + r.FormValue("name") + "'") // of another statement, which is never sent
		tx.First(&a)
		w.Write([]byte(a.Name))
	})
	mux.HandleFunc("GET /fixed/orm-scope", scoped(db, func(r *http.Request) func(*gorm.DB) *gorm.DB {
		return func(tx *gorm.DB) *gorm.DB {
			dir := r.FormValue("dir")
			if dir != "asc" && dir != "desc" {
				dir = "desc"
			}
			return whole(tx).Where("name = ?", r.FormValue("name")).Order("name " + dir)
		}
	}))
	mux.HandleFunc("GET /fixed/orm-struct", found(db, func(name string) any { return account{Name: name} }))
	mux.HandleFunc("GET /fixed/orm-pointer", found(db, func(name string) any { return &account{Name: name} }))
	mux.HandleFunc("GET /fixed/orm-map", found(db, func(name string) any {
		m := map[string]any{"id": 0}
		m["name"] = name
		return m
	}))
}

func found(db *gorm.DB, where func(name string) any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var a account
		db.Select("id").Where(where(r.FormValue("name"))).First(&a)
		w.Write([]byte(a.Name))
	}
}

func whole(tx *gorm.DB) *gorm.DB { return tx.Where("id > 0") }

func scoped(db *gorm.DB, scope func(*http.Request) func(*gorm.DB) *gorm.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var a account
		db.Scopes(scope(r)).First(&a)
		w.Write([]byte(a.Name))
	}
}
