// Command files opens files by their flags: what is only read is not written.
package main

import (
	"io"
	"net/http"
	"os"
)

func open(name string, flag int) (*os.File, error) { return os.OpenFile(name, flag, 0o644) }

func main() {
	http.HandleFunc("GET /read", func(w http.ResponseWriter, r *http.Request) {
		f, err := os.OpenFile("/data/a.txt", os.O_RDONLY, 0)
		if err != nil {
			return
		}
		defer f.Close()
		io.Copy(w, f)
	})
	http.HandleFunc("GET /readhelper", func(w http.ResponseWriter, r *http.Request) {
		f, err := open("/data/b.txt", os.O_RDONLY)
		if err != nil {
			return
		}
		defer f.Close()
		io.Copy(w, f)
	})
	http.HandleFunc("GET /append", func(w http.ResponseWriter, r *http.Request) {
		f, err := open("/data/c.txt", os.O_APPEND|os.O_WRONLY|os.O_CREATE)
		if err != nil {
			return
		}
		defer f.Close()
		io.Copy(f, r.Body)
	})
	http.HandleFunc("GET /rw", func(w http.ResponseWriter, r *http.Request) {
		f, err := os.OpenFile("/data/d.txt", os.O_RDWR|os.O_CREATE, 0)
		if err != nil {
			return
		}
		defer f.Close()
	})
	http.ListenAndServe(":8080", nil)
}
