//go:build integration

package reference

import (
	"cmp"
	"context"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gostride/gostride/dfd"
)

// silentOnes have no listing of their own at run time, each with the reason.
var silentOnes = map[string]string{
	"httprouter":   "its Router keeps a tree that nothing lists",
	"morerouters":  "none of its routers lists its routes",
	"ownrouter":    "httprouter's, as before",
	"muxwithin":    "gorilla/mux walks its own routes, not those of a router that is the handler of one",
	"ownchains":    "a ServeMux', which lists none",
	"connect":      "a handler is a path and an http.Handler, served by a ServeMux",
	"ogen":         "the generated server finds the path of a request, and lists none",
	"oapistd":      "routes are a ServeMux', which lists none",
	"routepattern": "routes are a ServeMux' and those of routers with programs of their own",
	"routeparts":   "routes of routers that have programs of their own",
	"eitherrouter": "chi's, which has a program of its own; which router has the check is decided at run time",
	"fx":           "routes of a router that has a program of its own",
	"fleet":        "several programs",
	"inputs":       "routes of frameworks that have programs of their own",
	"readings":     "as inputs",
	"taken":        "as inputs",
	"gateway":      "grpc-gateway's ServeMux keeps its patterns to itself",
	"remotes":      "a ServeMux', which lists none",
	"pocketbase":   "its router says whether it has a route (HasRoute), and lists none",
	"lambda":       "one handler a function, called by the platform",
	"wsocket":      "one handler, what it reads is the program's",
	"sshnobody":    "listeners of connections",
	"netservers":   "listeners of connections: TCP, UDP, DNS, SMTP, SSH",
	"cliflag":      "package flag knows flags, and no commands",
	"consumers":    "consumers: which topics are read is a call's argument, and kept nowhere",
	"cloudqueues":  "consumers, as before",
	"kafka":        "consumers, as before",
	"natsjobs":     "consumers, as before",
	"mqtt":         "consumers, as before",
	"nsq":          "consumers, as before",
	"rabbit":       "consumers, as before",
	"redisq":       "consumers; asynq's ServeMux finds handlers and lists none",
	"pubsubrouter": "watermill lists its handlers by the names that the program gives them, not by topic",
	"workers":      "river, Temporal and asynq keep what is registered to themselves",
	"schedules":    "cron lists its entries by what comes next, not by what was written",
	"skiplist":     "fiber's, which has a program of its own; who is let by is decided at run time",
	"standin":      "a ServeMux', which lists none",
	"examples":     "as before",
	"authunless":   "chi's, which has a program of its own; which routes are there is a setting",
	"wrapped":      "a ServeMux', which lists none",
	"proxies":      "as before",
	"fallback":     "gin's, chi's and gorilla's, which have programs of their own; none lists what it hands over to another",
	"echo3":        "it lists the routes that answer 404 in each group with middleware, too",
	"gormgen":      "a user of stores",
	"gormtables":   "a user of stores",
	"sqltext":      "a user of stores",
}

// listed says which entry points the listing of a program's framework knows. Those of the others are all but the command that serves.
var listed = map[string]func(e *dfd.EntryPoint) bool{
	"clicobra":  func(e *dfd.EntryPoint) bool { return e.Kind == "cli" },
	"cliurfave": func(e *dfd.EntryPoint) bool { return e.Kind == "cli" },
	"clikong":   func(e *dfd.EntryPoint) bool { return e.Kind == "cli" },
	"netrpc": func(e *dfd.EntryPoint) bool {
		return e.Method == "RPC"
	},
	"twirp": func(e *dfd.EntryPoint) bool { return e.Method == "POST" },
	"mcp":   func(e *dfd.EntryPoint) bool { return e.Method == "MCP" },
}

// listing says which package of a program lists, where it is not the program's folder.
var listing = map[string]string{"goswagger": "goswagger/cmd/notes"}

// listingTime is how long a program may take to be built and to list its routes.
const listingTime = 4 * time.Minute

// TestListing runs each program whose framework can list what it serves, and compares that listing with the entry points that
// were found.
func TestListing(t *testing.T) {
	for _, name := range routingPrograms(t, routing) {
		if silentOnes[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			p := linkedProgram(t, routing, name)
			ctx, cancel := context.WithTimeout(t.Context(), listingTime)
			defer cancel()
			cmd := exec.CommandContext(ctx, "go", "run", "-tags", "listing", "./"+cmp.Or(listing[name], name), "routes") // the tag is for those that would be other programs with it
			cmd.Dir, cmd.WaitDelay = routing, time.Second
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			knows := listed[name]
			if knows == nil {
				knows = func(e *dfd.EntryPoint) bool { return e.Kind != "cli" }
			}
			found := map[string]bool{}
			for _, e := range p.EntryPoints {
				if knows(e) {
					found[strings.TrimSpace(called(e)+" "+e.Path)] = true
				}
			}
			seen := map[string]bool{}
			for line := range strings.Lines(string(out)) {
				method, path, ok := strings.Cut(strings.TrimSpace(line), " ")
				if ok && (method == "CLI" || method == "RPC" || method == "MCP") && found[method+" "+path] {
					seen[method+" "+path] = true
					continue
				}
				if !ok || strings.ToUpper(method) != method || !strings.HasPrefix(path, "/") && method != "CLI" && method != "RPC" && method != "MCP" {
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
				case method == "ANY" && anyOf(found, path, seen): // a controller, which has some of the methods
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

// anyOf says that something was found at a path whatever its method, and notes it as seen.
func anyOf(found map[string]bool, path string, seen map[string]bool) bool {
	some := false
	for key := range found {
		if _, at, _ := strings.Cut(key, " "); at == path {
			some, seen[key] = true, true
		}
	}
	return some
}

// called is the method of an entry point as the programs list it.
func called(e *dfd.EntryPoint) string {
	if e.Kind == "cli" {
		return "CLI"
	}
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
