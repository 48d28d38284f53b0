//go:build listing

package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
)

var (
	service = regexp.MustCompile(`Service (\w+)`)
	method  = regexp.MustCompile(`align=left font=fixed>(\w+)\(`)
)

// list prints the methods on the page that net/rpc has for people who debug, which each of its servers can serve.
func list(db *sql.DB) {
	audit(db).HandleHTTP("/audit", "/debug/audit")
	for _, page := range []string{"/debug/rpc", "/debug/audit"} {
		w := httptest.NewRecorder()
		http.DefaultServeMux.ServeHTTP(w, httptest.NewRequest("GET", page, nil))
		name := ""
		for line := range strings.Lines(w.Body.String()) {
			if m := service.FindStringSubmatch(line); m != nil {
				name = m[1]
			}
			if m := method.FindStringSubmatch(line); m != nil {
				fmt.Println("RPC " + name + "." + m[1])
			}
		}
	}
}
