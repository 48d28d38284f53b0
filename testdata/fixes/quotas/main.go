// Command quotas has a route for each way in which programs take what is stored off a caller's quota, and for each in which they only
// seem to. Rules: storage-exhaustion.
package main

import (
	"database/sql"
	"errors"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/google/uuid"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

var errFull = errors.New("no room left")

type account struct {
	ID          string
	Used, Quota int64
}

type server struct {
	db  *sql.DB
	orm *gorm.DB
}

// upload stores what is sent, if take says that there is room.
func upload(take func(id string, size int64) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 20<<20)
		if err := take(r.Header.Get("X-Account"), r.ContentLength); err != nil {
			w.WriteHeader(http.StatusInsufficientStorage)
			return
		}
		f, err := os.Create("/srv/" + uuid.NewString())
		if err != nil {
			return
		}
		defer f.Close()
		io.Copy(f, r.Body)
	}
}

func (s *server) returning(id string, size int64) error {
	var left int64
	return s.db.QueryRow("UPDATE accounts SET used = used + $2 WHERE id = $1 AND used + $2 <= quota RETURNING quota - used", id, size).Scan(&left)
}

func (s *server) counted(id string, size int64) error {
	res := s.orm.Model(&account{}).Where("id = ? AND used + ? <= quota", id, size).Update("used", gorm.Expr("used + ?", size))
	if err := res.Error; err != nil {
		return err
	}
	if res.RowsAffected == 0 {
		return errFull
	}
	return nil
}

func (s *server) always(id string, size int64) error {
	var left int64
	return s.db.QueryRow("UPDATE accounts SET used = used + $2 WHERE id = $1 RETURNING quota - used", id, size).Scan(&left)
}

func (s *server) unread(id string, size int64) error {
	return s.orm.Model(&account{}).Where("id = ? AND used + ? <= quota", id, size).Update("used", gorm.Expr("used + ?", size)).Error
}

func (s *server) unlimited(id string, size int64) error {
	res := s.orm.Model(&account{}).Where("id = ?", id).Update("used", gorm.Expr("used + ?", size))
	if err := res.Error; err != nil {
		return err
	}
	if res.RowsAffected == 0 {
		return errFull
	}
	return nil
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	orm, err := gorm.Open(postgres.Open(os.Getenv("DSN")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, orm}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /fixed/returning", upload(s.returning))
	mux.HandleFunc("POST /fixed/counted", upload(s.counted))
	mux.HandleFunc("POST /flaw/always", upload(s.always))
	mux.HandleFunc("POST /flaw/unread", upload(s.unread))
	mux.HandleFunc("POST /flaw/unlimited", upload(s.unlimited))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
