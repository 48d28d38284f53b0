// Command letters has a route for each way in which programs look at each letter of a text before it becomes part of a command, and for
// each in which they only seem to. Rules: command-injection.
package main

import (
	"errors"
	"log"
	"net/http"
	"os/exec"
	"strings"
	"unicode"
)

func on(path string, f func(id string)) {
	http.HandleFunc(path, func(_ http.ResponseWriter, r *http.Request) { f(r.FormValue("id")) })
}

func shell(s string) { exec.Command("sh", "-c", s).Run() }

func bad(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

type filter interface{ Bad(r rune) bool }

type hex struct{}

func (hex) Bad(r rune) bool {
	if r >= '0' && r <= '9' || r >= 'a' && r <= 'f' {
		return false
	}
	return true
}

func check(id string) error {
	for _, r := range id {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' {
			return errors.New("bad")
		}
	}
	return nil
}

func plain(id string) bool {
	for _, r := range id {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') {
			return false
		}
	}
	return true
}

func bytesOnly(id string) bool {
	for i := 0; i < len(id); i++ {
		c := id[i]
		switch {
		case c >= 'a' && c <= 'z':
		case c == '-':
		default:
			return false
		}
	}
	return true
}

func stripped(id string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, id)
}

const allowed = "abcdefghijklmnopqrstuvwxyz0123456789"

func trimmed(id string) bool { return strings.Trim(id, allowed) == "" }

func each(id string) bool {
	for _, r := range id {
		if !strings.ContainsRune(allowed, r) {
			return false
		}
	}
	return true
}

// some is true of a text that has a letter.
func some(id string) bool {
	for _, r := range id {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// first looks at the first letter only.
func first(id string) bool {
	for _, r := range id {
		return unicode.IsLetter(r)
	}
	return false
}

// skipped lets everything through that is behind a dash.
func skipped(id string) bool {
	for _, r := range id {
		if r == '-' {
			break
		}
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

func counted(id string) (n int) {
	for _, r := range id {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func main() {
	var f filter = hex{}
	on("GET /fixed/indexfunc", func(id string) {
		if strings.IndexFunc(id, bad) != -1 {
			return
		}
		shell("x " + id)
	})
	on("GET /fixed/indexfunc-ge", func(id string) {
		if strings.IndexFunc(id, bad) >= 0 {
			return
		}
		shell("x " + id)
	})
	on("GET /fixed/indexfunc-method", func(id string) {
		if strings.IndexFunc(id, f.Bad) != -1 {
			return
		}
		shell("x " + id)
	})
	on("GET /fixed/containsfunc", func(id string) {
		if strings.ContainsFunc(id, bad) {
			return
		}
		shell("x " + id)
	})
	on("GET /fixed/check", func(id string) {
		if check(id) != nil {
			return
		}
		shell("x " + id)
	})
	on("GET /fixed/plain", func(id string) {
		if !plain(id) {
			return
		}
		shell("x " + id)
	})
	on("GET /fixed/bytes", func(id string) {
		if !bytesOnly(id) {
			return
		}
		shell("x " + id)
	})
	on("GET /fixed/stripped", func(id string) { shell("x " + stripped(id)) })
	on("GET /fixed/trim", func(id string) {
		if !trimmed(id) {
			return
		}
		shell("x " + id)
	})
	on("GET /fixed/each", func(id string) {
		if !each(id) {
			return
		}
		shell("x " + id)
	})
	on("GET /flaw/containsfunc", func(id string) {
		if strings.ContainsFunc(id, unicode.IsSpace) {
			return
		}
		shell("x " + id)
	})
	on("GET /flaw/only-logged", func(id string) {
		if strings.IndexFunc(id, bad) != -1 {
			log.Print("odd")
		}
		shell("x " + id)
	})
	on("GET /flaw/inverted", func(id string) {
		if strings.IndexFunc(id, bad) == -1 {
			return
		}
		shell("x " + id)
	})
	on("GET /flaw/upper", func(id string) {
		shell("x " + strings.Map(unicode.ToUpper, id))
	})
	on("GET /flaw/some", func(id string) {
		if !some(id) {
			return
		}
		shell("x " + id)
	})
	on("GET /flaw/first", func(id string) {
		if !first(id) {
			return
		}
		shell("x " + id)
	})
	on("GET /flaw/skipped", func(id string) {
		if !skipped(id) {
			return
		}
		shell("x " + id)
	})
	on("GET /flaw/counted", func(id string) {
		if counted(id) == len(id) {
			return
		}
		shell("x " + id)
	})
	on("GET /flaw/late", func(id string) {
		shell("x " + id)
		if !plain(id) {
			return
		}
	})
	on("GET /flaw/another", func(id string) {
		if !plain(strings.ToLower("a")) {
			return
		}
		shell("x " + id)
	})
	on("GET /flaw/spaces", func(id string) {
		if strings.IndexFunc(id, func(r rune) bool { return r == ' ' }) >= 0 {
			return
		}
		shell("x " + id)
	})
	on("GET /flaw/trimmed-end", func(id string) { shell("x " + strings.TrimFunc(id, bad)) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}
