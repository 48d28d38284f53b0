// Command answers has one helper that answers for many handlers, of which some pass it the text of an error and others a text of their own:
// more than are kept apart. Rules: error-leak.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
)

type answer struct {
	Message string
	Detail  any
}

// reply answers for all handlers.
func reply(w http.ResponseWriter, status int, message string, detail any) {
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(answer{message, detail}); err != nil {
		log.Print(err)
	}
}

func refuse(w http.ResponseWriter, message string) { reply(w, http.StatusBadRequest, message, nil) }

func broken(w http.ResponseWriter, err error) {
	reply(w, http.StatusInternalServerError, "broken", err.Error())
}

// problem is what handlers return, with a text made of what they say.
type problem struct {
	Status  int
	Message string
	inside  error
}

func (p *problem) Error() string { return p.Message }

func problemf(status int, format string, args ...any) *problem {
	return &problem{Status: status, Message: fmt.Sprintf(format, args...)}
}

func (p *problem) because(err error) *problem {
	p.inside = err
	return p
}

type handler func(r *http.Request) error

// ServeHTTP answers what a handler returns: the texts of problems, nothing of other errors.
func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := h(r)
	if p, ok := err.(*problem); ok {
		log.Print(p.inside)
		reply(w, p.Status, p.Message, nil)
	} else if err != nil {
		refuse(w, "broken")
	}
}

// flaw makes a handler that answers with what the file system says.
func flaw(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile(name); err != nil {
			broken(w, err)
		}
	}
}

func main() {
	http.HandleFunc("/fixed/tea", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/tea"); err != nil {
			log.Print(err)
			refuse(w, "no tea")
		}
	})
	http.HandleFunc("/flaw/tea", func(w http.ResponseWriter, r *http.Request) {
		if err := os.Remove("/srv/tea"); err != nil {
			broken(w, err)
		}
	})
	http.HandleFunc("/fixed/rice", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/rice"); err != nil {
			log.Print(err)
			refuse(w, "no rice")
		}
	})
	http.HandleFunc("/flaw/rice", func(w http.ResponseWriter, r *http.Request) {
		if err := os.Remove("/srv/rice"); err != nil {
			broken(w, err)
		}
	})
	http.HandleFunc("/fixed/salt", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/salt"); err != nil {
			log.Print(err)
			refuse(w, "no salt")
		}
	})
	http.HandleFunc("/flaw/salt", func(w http.ResponseWriter, r *http.Request) {
		if err := os.Remove("/srv/salt"); err != nil {
			broken(w, err)
		}
	})
	http.HandleFunc("/fixed/corn", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/corn"); err != nil {
			log.Print(err)
			refuse(w, "no corn")
		}
	})
	http.HandleFunc("/flaw/corn", func(w http.ResponseWriter, r *http.Request) {
		if err := os.Remove("/srv/corn"); err != nil {
			broken(w, err)
		}
	})
	http.HandleFunc("/fixed/oats", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/oats"); err != nil {
			log.Print(err)
			refuse(w, "no oats")
		}
	})
	http.HandleFunc("/flaw/oats", func(w http.ResponseWriter, r *http.Request) {
		if err := os.Remove("/srv/oats"); err != nil {
			broken(w, err)
		}
	})
	http.HandleFunc("/fixed/figs", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/figs"); err != nil {
			log.Print(err)
			refuse(w, "no figs")
		}
	})
	http.HandleFunc("/flaw/figs", func(w http.ResponseWriter, r *http.Request) {
		if err := os.Remove("/srv/figs"); err != nil {
			broken(w, err)
		}
	})
	http.HandleFunc("/fixed/plum", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/plum"); err != nil {
			log.Print(err)
			refuse(w, "no plum")
		}
	})
	http.HandleFunc("/fixed/pear", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/pear"); err != nil {
			log.Print(err)
			refuse(w, "no pear")
		}
	})
	http.HandleFunc("/fixed/lime", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/lime"); err != nil {
			log.Print(err)
			refuse(w, "no lime")
		}
	})
	http.HandleFunc("/fixed/kiwi", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/kiwi"); err != nil {
			log.Print(err)
			refuse(w, "no kiwi")
		}
	})
	http.HandleFunc("/fixed/leek", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/leek"); err != nil {
			log.Print(err)
			refuse(w, "no leek")
		}
	})
	http.HandleFunc("/fixed/kale", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/kale"); err != nil {
			log.Print(err)
			refuse(w, "no kale")
		}
	})
	http.HandleFunc("/fixed/beet", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/beet"); err != nil {
			log.Print(err)
			refuse(w, "no beet")
		}
	})
	http.HandleFunc("/fixed/peas", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/peas"); err != nil {
			log.Print(err)
			refuse(w, "no peas")
		}
	})
	http.HandleFunc("/fixed/dill", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/dill"); err != nil {
			log.Print(err)
			refuse(w, "no dill")
		}
	})
	http.HandleFunc("/fixed/mint", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/mint"); err != nil {
			log.Print(err)
			refuse(w, "no mint")
		}
	})
	http.HandleFunc("/fixed/sage", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/sage"); err != nil {
			log.Print(err)
			refuse(w, "no sage")
		}
	})
	http.HandleFunc("/fixed/wine", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/wine"); err != nil {
			log.Print(err)
			refuse(w, "no wine")
		}
	})
	http.HandleFunc("/fixed/milk", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/milk"); err != nil {
			log.Print(err)
			refuse(w, "no milk")
		}
	})
	http.HandleFunc("/fixed/soup", func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.ReadFile("/srv/soup"); err != nil {
			log.Print(err)
			refuse(w, "no soup")
		}
	})
	http.Handle("/fixed/problem", handler(func(r *http.Request) error {
		if err := os.Remove("/srv/problem"); err != nil {
			return problemf(http.StatusInternalServerError, "%s is broken", "this").because(err)
		}
		return nil
	}))
	http.HandleFunc("/flaw/made", flaw("/srv/made"))
	http.HandleFunc("/flaw/more", flaw("/srv/more"))
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
