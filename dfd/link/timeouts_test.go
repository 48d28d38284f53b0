package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestServerTimeouts: a server has a timeout where it is certain that it is set, and not to zero. What an empty setting leaves
// out is not known.
func TestServerTimeouts(t *testing.T) {
	cases := []struct{ name, timeout, verdict, value string }{
		{"a constant", `5 * time.Second`, "present", "ReadTimeout"},
		{"zero", `0`, "absent", ""},
		{"from the environment", `fromEnv()`, "unknown", "ReadTimeout"},
		{"with a default", `orDefault()`, "present", "ReadTimeout"},
		{"filled in by something without a model", `filled()`, "unknown", "ReadTimeout"},
		{"one of two, one of them none", `either()`, "unknown", "ReadTimeout"},
		{"for writing only, the other one from the environment", `fromEnv(), WriteTimeout: time.Second`, "unknown", "WriteTimeout, ReadTimeout"},
		{"set later", "}\n\ts.ReadTimeout = time.Second\n\t_ = struct{}{", "present", "ReadTimeout"},
		{"set behind a condition", "}\n\tif os.Getenv(\"STRICT\") != \"\" {\n\t\ts.ReadTimeout = time.Second\n\t}\n\t_ = struct{}{", "unknown", "ReadTimeout"},
		{"for headers, the other one from the environment", `fromEnv(), ReadHeaderTimeout: time.Second`, "present", "ReadHeaderTimeout"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if !strings.HasPrefix(c.timeout, "}") { // else the literal ends there
				c.timeout = ", ReadTimeout: " + c.timeout
			}
			p := linked(t, lowertest.Module(t, strings.Replace(timeoutServer, ", TIMEOUT", c.timeout, 1)))
			for _, x := range p.Controls {
				if x.Kind == "timeout" && x.Scope == "global" {
					if x.Verdict != c.verdict || x.Value != c.value {
						t.Errorf("timeouts are %s (%s), want %s (%s)", x.Verdict, x.Value, c.verdict, c.value)
					}
					return
				}
			}
			t.Error("no control for the server's timeouts")
		})
	}
}

const timeoutServer = `
-- main.go --
package main

import (
	"net/http"
	"os"
	"reflect"
	"strconv"
	"time"
)

func main() {
	http.HandleFunc("GET /", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello")) })
	s := &http.Server{Addr: ":8080", TIMEOUT}
	_ = s.ListenAndServe()
}

func fromEnv() time.Duration {
	n, _ := strconv.Atoi(os.Getenv("TIMEOUT"))
	return time.Duration(n) * time.Second
}

func filled() time.Duration {
	var cfg struct{ Timeout time.Duration }
	reflect.ValueOf(&cfg).Elem().Field(0).SetInt(5)
	return cfg.Timeout
}

func orDefault() time.Duration {
	if os.Getenv("TIMEOUT") == "" {
		return 5 * time.Second
	}
	return fromEnv()
}

func either() time.Duration {
	if os.Getenv("SLOW") != "" {
		return 0
	}
	return time.Second
}
`
