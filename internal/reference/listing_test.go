//go:build integration

package reference

import (
	"context"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gostride/gostride/dfd"
)

// silentOnes have no listing of their own at run time: their framework keeps none, or they are consumers, command lines and
// users of stores.
var silentOnes = []string{"httprouter", "beego", "netservers", "zrpc", "ogen", "eitherrouter", "fx", "consumers", "connect", "fleet", "lambda", "grpcopts", "inputs", "netrpc", "wsocket", "twirp", "pocketbase", "goswagger", "oapistd", "routepattern", "routeparts", "fallback", "routechain",
	"clicobra", "cliflag", "clikong", "cliurfave", "cloudqueues", "gormtables", "kafka", "natsjobs", "pubsubrouter", "rabbit", "redisq",
	"schedules", "sqltext", "workers"}

// listingTime is how long a program may take to be built and to list its routes.
const listingTime = 4 * time.Minute

// TestListing runs each program whose framework can list what it serves, and compares that listing with the entry points that
// were found.
func TestListing(t *testing.T) {
	for _, name := range routingPrograms(t, routing) {
		if slices.Contains(silentOnes, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			p := linkedProgram(t, routing, name)
			ctx, cancel := context.WithTimeout(t.Context(), listingTime)
			defer cancel()
			cmd := exec.CommandContext(ctx, "go", "run", "./"+name, "routes")
			cmd.Dir, cmd.WaitDelay = routing, time.Second
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			found := map[string]bool{}
			for _, e := range p.EntryPoints {
				if e.Kind != "cli" { // the command that serves
					found[called(e)+" "+e.Path] = true
				}
			}
			seen := map[string]bool{}
			for line := range strings.Lines(string(out)) {
				method, path, ok := strings.Cut(strings.TrimSpace(line), " ")
				if !ok || strings.ToUpper(method) != method || !strings.HasPrefix(path, "/") {
					continue // what the framework says besides
				}
				path = spelled(path)
				if name == "gorestful" && !found[method+" "+path] { // to its matching a slash at the end is no difference
					path = strings.TrimSuffix(path, "/")
				}
				key := method + " " + path
				switch {
				case found[key]:
				case found["ANY "+path]:
					key = "ANY " + path
				case method == "HEAD" && found["GET "+path]: // comes with GET
					continue
				default:
					t.Errorf("the framework lists %s, which was not found", key)
				}
				seen[key] = true
			}
			for key := range found {
				if !seen[key] {
					t.Errorf("%s was found, and the framework does not list it", key)
				}
			}
		})
	}
}

// called is the method of an entry point as the programs list it.
func called(e *dfd.EntryPoint) string {
	if e.Kind == "grpc" {
		return "GRPC"
	}
	return e.Method
}

var (
	named   = regexp.MustCompile(`:(\w+)\??`)
	caught  = regexp.MustCompile(`\*(\w+)`)
	rest    = regexp.MustCompile(`\{(\w+):(?:\*|path)\}`)
	typed   = regexp.MustCompile(`\{(\w+):[^}]*\}`)
	anyTail = regexp.MustCompile(`/?\*$`)
)

// spelled is a framework's pattern in the spelling of the model file.
func spelled(path string) string {
	path = rest.ReplaceAllString(path, "{$1...}")
	path = typed.ReplaceAllString(path, "{$1}")
	path = caught.ReplaceAllString(path, "{$1...}")
	path = anyTail.ReplaceAllString(path, "/{path...}")
	return named.ReplaceAllString(path, "{$1}")
}
