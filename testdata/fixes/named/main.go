// Command named keeps uploads under names that it puts together letter by letter, or seems to. Rules: upload-overwrite.
package main

import (
	crand "crypto/rand"
	"io"
	"log"
	"math/rand"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	dir     = "/srv/files"
	letters = "abcdefghijklmnopqrstuvwxyz"
)

// drawn writes letters one by one.
func drawn(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(letters[rand.Intn(len(letters))])
	}
	return b.String()
}

// filled fills a slice of letters.
func filled(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}

// runes picks runes of a list.
func runes(n int) string {
	list, b := []rune(letters), make([]rune, n)
	for i := range b {
		b[i] = list[rand.Intn(len(list))]
	}
	return string(b)
}

// folded maps random bytes to letters.
func folded(n int) string {
	b := make([]byte, n)
	crand.Read(b)
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	return string(b)
}

// joined puts one letter in front of the others.
func joined(n int) string {
	s := ""
	for range n {
		s = string(letters[rand.Intn(len(letters))]) + s
	}
	return s
}

// counted takes the first letters: it is always the same.
func counted(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[i%len(letters)]
	}
	return string(b)
}

// words picks one of few words.
var words = []string{"red", "green", "blue"}

func main() {
	mux := http.NewServeMux()
	add := func(path string, name func(n int) string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { keep(w, r, name(12)) })
	}
	add("POST /fixed/drawn", drawn)
	add("POST /fixed/filled", filled)
	add("POST /fixed/runes", runes)
	add("POST /fixed/folded", folded)
	add("POST /fixed/joined", joined)
	add("POST /flaw/counted", counted)
	mux.HandleFunc("POST /flaw/bare", func(w http.ResponseWriter, r *http.Request) { keep(w, r, "") })
	mux.HandleFunc("POST /flaw/words", func(w http.ResponseWriter, r *http.Request) { keep(w, r, words[rand.Intn(len(words))]) })
	mux.HandleFunc("POST /fixed/new", func(w http.ResponseWriter, r *http.Request) {
		store(w, r, os.O_CREATE|os.O_EXCL|os.O_WRONLY)
	})
	mux.HandleFunc("POST /flaw/append", func(w http.ResponseWriter, r *http.Request) {
		store(w, r, os.O_CREATE|os.O_APPEND|os.O_WRONLY)
	})
	s := &http.Server{Addr: ":8080", Handler: mux, ReadTimeout: time.Minute}
	log.Fatal(s.ListenAndServe())
}

// keep stores a file by its own name behind another one.
func keep(w http.ResponseWriter, r *http.Request, front string) {
	f, h, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	defer f.Close()
	dst, err := os.Create(filepath.Join(dir, front+h.Filename))
	if err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
		return
	}
	defer dst.Close()
	io.Copy(dst, io.LimitReader(f, 1<<20))
}

// store stores a file by its own name, opened as asked.
func store(w http.ResponseWriter, r *http.Request, flags int) {
	f, h, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	defer f.Close()
	dst, err := os.OpenFile(filepath.Join(dir, h.Filename), flags, 0o600)
	if err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
		return
	}
	defer dst.Close()
	io.Copy(dst, io.LimitReader(f, 1<<20))
}
