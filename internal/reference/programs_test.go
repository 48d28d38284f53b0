package reference

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
)

type programFile struct {
	Listeners   []struct{ Address string }
	Entrypoints []expectedEntry
	Stores      []string
	Externals   []struct{ Kind, Name, Func string }
	Flows       []expectedFlow
	Optional    []string // technologies that neither reward nor punish
}

type expectedEntry struct {
	Kind, Method, Path, Handler string
	Methods                     []string
	Optional                    bool
	Auth                        *struct {
		Verdict, Scheme string
		Roles, Accept   []string
		Optional        bool
	}
}

type expectedFlow struct {
	Entry, Tech, Op, Sink, Via string
	Optional                   bool
}

// TestPrograms: each program of testdata/programs has the entry points, stores, third parties and flows that its expect.yaml
// lists, and no others.
func TestPrograms(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testdata, "programs", "*", "expect.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d programs found (%v)", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var want programFile
			readYAML(t, file, &want)
			m := analyse(t, "programs/"+name, "").Model
			checkPlaces(t, m)
			checkEntries(t, m, want)
			checkParties(t, m, want)
			checkFlows(t, m, want)
		})
	}
}

// title is how an expectation names an entry point: "GET /users/{id}", the path alone where there is no HTTP method.
func title(kind, method, path string) string {
	if kind == "" || kind == "http" {
		return method + " " + path
	}
	return path
}

func checkEntries(t *testing.T, m *dfd.Model, want programFile) {
	t.Helper()
	got := map[string]*dfd.EntryPoint{}
	for _, e := range m.EntryPoints {
		got[title(e.Kind, e.Method, e.Path)] = e
	}
	for _, w := range want.Entrypoints {
		name := title(w.Kind, w.Method, w.Path)
		e := got[name]
		delete(got, name)
		switch {
		case e == nil && !w.Optional:
			t.Errorf("entry point %s is missing", name)
		case e == nil || w.Optional:
		case e.Handler != w.Handler:
			t.Errorf("%s is handled by %s, want %s", name, e.Handler, w.Handler)
		case w.Kind != "" && e.Kind != w.Kind:
			t.Errorf("%s is %s, want %s", name, e.Kind, w.Kind)
		default:
			checkAuth(t, name, e, w)
		}
		if e != nil && len(w.Methods) > 0 && !slices.Equal(w.Methods, e.Methods) {
			t.Errorf("%s tells methods %v apart, want %v", name, e.Methods, w.Methods)
		}
	}
	for name, e := range got {
		t.Errorf("%s is no entry point (%s)", name, e.Handler)
	}
}

func checkAuth(t *testing.T, name string, e *dfd.EntryPoint, w expectedEntry) {
	t.Helper()
	a := w.Auth
	if a == nil || slices.Contains(a.Accept, e.Auth.Verdict) {
		return
	}
	scheme := e.Auth.Scheme
	if e.Auth.Optional && len(e.Auth.Schemes) > 0 {
		scheme = e.Auth.Schemes[0]
	}
	if e.Auth.Verdict != a.Verdict || scheme != a.Scheme || e.Auth.Optional != a.Optional || !slices.Equal(e.Auth.Roles, a.Roles) {
		t.Errorf("%s: authentication is %s by %s, optional %v, roles %v; want %s by %s, optional %v, roles %v",
			name, e.Auth.Verdict, scheme, e.Auth.Optional, e.Auth.Roles, a.Verdict, a.Scheme, a.Optional, a.Roles)
	}
}

// checkParties: listeners, stores and third parties.
func checkParties(t *testing.T, m *dfd.Model, want programFile) {
	t.Helper()
	var addresses, wanted []string
	for _, l := range m.Listeners {
		addresses = append(addresses, l.Address)
	}
	for _, l := range want.Listeners {
		wanted = append(wanted, l.Address)
	}
	same(t, "listeners", addresses, wanted)
	var stores []string
	for _, e := range m.Elements {
		if e.Kind == "store" && !slices.Contains(want.Optional, e.Tech) {
			stores = append(stores, e.Tech)
		}
	}
	same(t, "stores", stores, want.Stores)
	for _, x := range want.Externals {
		if !slices.ContainsFunc(m.Elements, func(e *dfd.Element) bool {
			return e.Kind == "external" && e.Subkind == x.Kind && slices.Contains(words(e.Name), strings.ToLower(x.Name)) &&
				slices.ContainsFunc(e.Evidence, func(p dfd.Place) bool { return p.Func == x.Func })
		}) {
			t.Errorf("no third party %s %s, called by %s", x.Kind, x.Name, x.Func)
		}
	}
}

// words of a name as people say it: "SMTP server", "command /usr/bin/rsvg-convert".
func words(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '/' || r == ',' })
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("%s are %v, want %v", what, got, want)
	}
}

// seenFlow is one way by which an entry point takes part in a flow.
type seenFlow struct {
	entry, tech, op string
	via             dfd.Via
	found           bool
}

// sinkOf is the function that holds the call.
func (s seenFlow) sinkOf() string { return s.via.Site.Func }

func (s seenFlow) String() string {
	return fmt.Sprintf("%s: %s %s in %s", s.entry, s.tech, s.op, s.sinkOf())
}

func (s seenFlow) is(w expectedFlow) bool {
	passes := func(p dfd.Place) bool { return p.Func == w.Via }
	return s.entry == w.Entry && s.tech == w.Tech && s.op == w.Op && (w.Sink == "" || s.sinkOf() == w.Sink) &&
		(w.Via == "" || slices.ContainsFunc(s.via.Trace, passes))
}

func checkFlows(t *testing.T, m *dfd.Model, want programFile) {
	t.Helper()
	seen := flowsOf(m)
	for _, w := range want.Flows {
		found := false
		for _, s := range seen {
			if s.is(w) {
				s.found, found = true, true
			}
		}
		if !found && !w.Optional {
			t.Errorf("no flow %s: %s %s in %s %s", w.Entry, w.Tech, w.Op, w.Sink, w.Via)
		}
	}
	for _, s := range seen {
		if !s.found && !slices.Contains(want.Optional, s.tech) {
			t.Errorf("unexpected flow %s", s)
		}
	}
}

// flowsOf lists the flows to and from stores and third parties, once for each entry point and place.
func flowsOf(m *dfd.Model) []*seenFlow {
	var out []*seenFlow
	for _, f := range m.Flows {
		end := m.Element(f.From)
		if end == nil || end.Kind == "process" {
			end = m.Element(f.To)
		}
		if end == nil || end.Kind == "process" || end.Tech == "" && (end.Subkind == "browser" || end.Subkind == "client" || end.Subkind == "user") {
			continue
		}
		tech := end.Tech
		if end.Kind == "external" && f.Op != "consume" {
			tech = end.Subkind
		}
		via := f.Via
		if len(via) == 0 {
			for _, id := range f.EntryPoints {
				via = append(via, dfd.Via{EntryPoint: id, Site: f.Site})
			}
		}
		for _, v := range via {
			if e := m.Entry(v.EntryPoint); e != nil {
				out = append(out, &seenFlow{entry: title(e.Kind, e.Method, e.Path), tech: tech, op: f.Op, via: v})
			}
		}
	}
	return out
}
