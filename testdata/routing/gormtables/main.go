// Command gormtables keeps its types in tables whose names gorm makes, tags or methods say.
package main

import (
	"log"
	"net/http"
	"os"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"example.com/routing/gormtables/model"
)

type server struct{ db *gorm.DB }

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	http.HandleFunc("GET /people", s.people)
	http.HandleFunc("GET /keys", s.keys)
	http.HandleFunc("POST /audit", s.audit)
	http.HandleFunc("GET /named", s.named)
	http.HandleFunc("DELETE /categories", s.categories)
	http.HandleFunc("GET /raw", s.raw)
	http.HandleFunc("GET /joined", s.joined)
	http.HandleFunc("GET /everything", s.everything)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func (s *server) people(http.ResponseWriter, *http.Request) {
	var list []model.Person
	s.db.Preload("Keys").Where("age > ?", 18).Find(&list)
}

func (s *server) keys(http.ResponseWriter, *http.Request) {
	var k model.APIKey
	s.db.First(&k)
}

func (s *server) audit(_ http.ResponseWriter, r *http.Request) {
	s.db.Create(&model.Audit{What: r.FormValue("what")})
}

func (s *server) named(http.ResponseWriter, *http.Request) {
	var n int64
	s.db.Table("visits").Count(&n)
}

func (s *server) categories(http.ResponseWriter, *http.Request) {
	s.db.Where("hidden").Delete(&model.Category{})
}

func (s *server) joined(http.ResponseWriter, *http.Request) {
	var list []model.Person
	s.db.Joins("LEFT JOIN visits ON visits.person_id = people.id").Where("age > ?", 18).Find(&list)
}

func (s *server) everything(http.ResponseWriter, *http.Request) {
	var list []model.Person
	s.db.Preload(clause.Associations).Find(&list)
}

func (s *server) raw(http.ResponseWriter, *http.Request) {
	var n int
	s.db.Raw("SELECT count(*) FROM people").Scan(&n)
}
