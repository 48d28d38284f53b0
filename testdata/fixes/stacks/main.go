// Command stacks has a route for each way in which the stack of a panic gets to a caller, or to the log alone. Rules: stack-leak.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"runtime"
	"runtime/debug"
)

// job keeps what came of some work.
type job struct {
	failed error
	Error  string         `json:"error"`
	Output map[string]any `json:"output"`
}

func (j *job) finish(out map[string]any, err error) {
	j.Output = out
	if err != nil {
		j.failed, j.Error = err, err.Error()
	}
}

func (j *job) tell(work func() (map[string]any, error)) {
	defer func() {
		if r := recover(); r != nil {
			j.finish(nil, fmt.Errorf("panic: %v\n%s", r, string(debug.Stack())))
		}
	}()
	j.finish(work())
}

func (j *job) keep(work func() (map[string]any, error)) {
	defer func() {
		if r := recover(); r != nil {
			log.Printf("panic: %v\n%s", r, debug.Stack())
			j.finish(nil, errors.New("panic"))
		}
	}()
	j.finish(work())
}

func work() (map[string]any, error) { return map[string]any{"n": 1}, nil }

func answer(w http.ResponseWriter, j *job) {
	if j.failed != nil {
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(map[string]any{"error": j.failed.Error()})
		return
	}
	json.NewEncoder(w).Encode(j)
}

func tells(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if x := recover(); x != nil {
				http.Error(w, fmt.Sprintf("%v\n%s", x, debug.Stack()), http.StatusInternalServerError)
			}
		}()
		next(w, r)
	}
}

func logs(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if x := recover(); x != nil {
				log.Printf("%v\n%s", x, debug.Stack())
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		next(w, r)
	}
}

func buffered(w http.ResponseWriter) {
	buf := make([]byte, 1<<16)
	n := runtime.Stack(buf, false)
	w.Write(buf[:n])
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /flaw/job", func(w http.ResponseWriter, _ *http.Request) {
		j := &job{}
		j.tell(work)
		answer(w, j)
	})
	mux.HandleFunc("POST /fixed/job", func(w http.ResponseWriter, _ *http.Request) {
		j := &job{}
		j.keep(work)
		answer(w, j)
	})
	page := func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "hello") }
	mux.HandleFunc("GET /flaw/recovered", tells(page))
	mux.HandleFunc("GET /fixed/recovered", logs(page))
	mux.HandleFunc("GET /flaw/buffer", func(w http.ResponseWriter, _ *http.Request) { buffered(w) })
	mux.HandleFunc("GET /fixed/logged", func(w http.ResponseWriter, _ *http.Request) {
		debug.PrintStack()
		fmt.Fprintln(w, "hello")
	})
	log.Fatal(http.ListenAndServe(":8080", mux))
}
