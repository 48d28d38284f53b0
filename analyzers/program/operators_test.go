package program_test

// operators are programs that serve what is meant for operators where something says so.
var operators = []breaking{
	{
		name: "metrics where a setting says so", rule: "metrics-exposed", want: "to-confirm",
		src: `package main

import (
	"expvar"
	"flag"
	"net/http"
	"os"
)

type config struct {
	Metrics bool
	Path    string
	ready   bool
}

func load() config {
	var c config
	flag.BoolVar(&c.Metrics, "metrics", false, "serve metrics")
	c.Path = os.Getenv("METRICS_PATH")
	c.ready = true
	return c
}

func mount(mux *http.ServeMux, c config) {
	if c.Metrics {
		mux.Handle("/metrics", expvar.Handler())
	}
}

func main() {
	c := load()
	flag.Parse()
	mux := http.NewServeMux()
	mount(mux, c)
	http.ListenAndServe(":8080", mux)
}
`,
		edits: []edit{
			{"always", []string{"	if c.Metrics {\n\t\tmux.Handle(\"/metrics\", expvar.Handler())\n\t}", "	mux.Handle(\"/metrics\", expvar.Handler())"}, "open"},
			{"the other way round", []string{"if c.Metrics {", "if !c.Metrics {"}, "open"},
			{"something of the program's own", []string{"if c.Metrics {", "if c.ready {"}, "open"},
			{"by a path that may be empty", []string{"if c.Metrics {\n\t\tmux.Handle(\"/metrics\"", "if c.Path != \"\" {\n\t\tmux.Handle(c.Path"}, "to-confirm"},
			{"returned before", []string{"	if c.Metrics {\n\t\tmux.Handle(\"/metrics\", expvar.Handler())\n\t}", "	if c.Path == \"\" {\n\t\treturn\n\t}\n\tmux.Handle(\"/metrics\", expvar.Handler())"}, "to-confirm"},
			{"a server of its own, where a setting says so", []string{"	mount(mux, c)\n", "	if c.Metrics {\n\t\tgo http.ListenAndServe(\":9090\", expvar.Handler())\n\t}\n"}, "to-confirm"},
			{"a server of its own", []string{"	mount(mux, c)\n", "	_ = c\n\tgo http.ListenAndServe(\":9090\", expvar.Handler())\n"}, "open"},
			{"something else where a setting says so", []string{"	if c.Metrics {\n\t\tmux.Handle(\"/metrics\", expvar.Handler())\n\t}", "	if c.Metrics {\n\t\tmux.Handle(\"/x\", http.NotFoundHandler())\n\t}\n\tmux.Handle(\"/metrics\", expvar.Handler())"}, "open"},
		},
	},
}
