package inlineupload

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// wayOut is a way on which stored content reaches a browser.
type wayOut struct {
	use      *dfd.Use
	handling handling
	words    string
	maybe    bool // of a path that is not known: whether it is this content is not certain
	goes     goes
	said     *dfd.Use // the header that says how it is shown, where there is one
}

// goes is what a way out tells the browser's type by.
type goes int

const (
	byAnswer goes = iota // what the answer says, or the bytes
	byName               // the name of the file
	byType               // the type that is stored with the object
)

// handling is what the browser is told to do with the content.
type handling int

const (
	attached handling = iota
	untold            // could not be followed
	inline
)

// waysOut lists every way on which content of the store that a write goes to leaves it.
func waysOut(f *judge.Facts, w *dfd.Use) []wayOut {
	var out []wayOut
	for _, u := range f.Uses {
		if !judge.Live(u) {
			continue
		}
		switch {
		case u.Role == "presign" && u.Op != "write" && sameStore(u, w):
			out = append(out, link(u, w))
		case u.Op == "write" && judge.IsObject(u) && sameStore(u, w) && strings.HasPrefix(judge.Text(u.Args["acl"]), "public-read"):
			out = append(out, wayOut{use: u, handling: handedOut(w, w), words: "the object's public URL", goes: byType})
		}
	}
	return append(out, answers(f, w)...)
}

// link is a presigned link as a way out: by the type that is stored, unless the link names another one.
func link(u, w *dfd.Use) wayOut {
	out := wayOut{use: u, handling: handedOut(u, w), words: "a presigned link", goes: byType}
	if v := u.Args["responsetype"]; v != nil {
		out.goes, out.handling = byAnswer, min(out.handling, typed(v))
	}
	return out
}

// handedOut judges how a bucket hands out what a write stores: by what the link says, else by what is stored with the object.
func handedOut(link, w *dfd.Use) handling {
	if v := link.Args["disposition"]; v != nil {
		return disposition(v)
	}
	return disposition(w.Args["disposition"])
}

// answers lists the answers that send content of the store.
func answers(f *judge.Facts, w *dfd.Use) []wayOut {
	var out []wayOut
	reads := f.Served(func(u *dfd.Use) bool {
		return u.Op == "read" && (judge.IsObject(u) || judge.IsFile(u)) && sameStore(u, w) && sameFolder(u, w) || sendsFile(u) && judge.IsFile(w) && sameFolder(u, w)
	})
	for _, same := range judge.By(reads, func(r judge.Hit) string { return r.Entry.ID }) {
		e := same[0].Entry
		for _, h := range f.From(e.ID) {
			if h.Use.Role != "respond" || h.Reach.Failed {
				continue
			}
			sent, sure, body := false, false, bodyOf(h)
			for _, r := range same {
				if sendsFile(h.Use) && h.Use.ID != r.Use.ID { // it sends its own
					continue
				}
				carries, certain := body.sends(h, r)
				sent = sent || carries
				sure = sure || certain && (judge.IsObject(w) || sendsChosen(r.Use) && beginAlike(r.Use.Args["path"], w.Args["path"]) || knownPaths(r.Use, w) && rooted(r.Use.Args["path"]) && rooted(w.Args["path"]))
			}
			if sent {
				handling, said := told(f, h)
				out = append(out, wayOut{use: h.Use, said: said, handling: handling, words: "the answer of " + e.Title(), maybe: !sure, goes: answersBy(h.Use)})
			}
		}
	}
	return out
}

func sameStore(a, b *dfd.Use) bool { return a.Element != "" && a.Element == b.Element }

// sameFolder reports whether what is written under one path may be read under another: as far as both are known, they begin alike.
func sameFolder(read, written *dfd.Use) bool {
	if !knownPaths(read, written) {
		return true
	}
	a, b := read.Args["path"], written.Args["path"]
	return slices.ContainsFunc(a.Text, func(x string) bool {
		return slices.ContainsFunc(b.Text, func(y string) bool { return alikePaths(x, y) })
	})
}

// knownPaths reports whether it is known how both paths begin.
func knownPaths(read, written *dfd.Use) bool {
	a, b := read.Args["path"], written.Args["path"]
	return a != nil && b != nil && !a.Unknown && !b.Unknown && len(a.Text) > 0 && len(b.Text) > 0
}

// beginAlike reports whether paths begin with the same element, or what is read may be anywhere: a folder of the configuration is not
// certain to be the one that a path given as a whole lies in.
func beginAlike(read, written *dfd.Value) bool {
	if read == nil || len(read.Text) == 0 {
		return true
	}
	if written == nil || len(written.Text) == 0 {
		return slices.ContainsFunc(read.Text, func(t string) bool { return strings.Trim(t, "{}/.") == "" })
	}
	first := func(t string) string {
		t, _, _ = strings.Cut(strings.TrimPrefix(t, "./"), "/")
		return t
	}
	return slices.ContainsFunc(read.Text, func(x string) bool {
		return slices.ContainsFunc(written.Text, func(y string) bool { return first(x) == first(y) })
	})
}

// rooted reports whether every text of a path begins with something fixed.
func rooted(path *dfd.Value) bool {
	return !slices.ContainsFunc(path.Text, func(t string) bool { return t == "" || strings.HasPrefix(strings.TrimPrefix(t, "./"), "{") })
}

// alikePaths reports whether two paths, whose gaps may be anything, may be one.
func alikePaths(a, b string) bool {
	x, _, open := strings.Cut(strings.TrimPrefix(a, "./"), "{}")
	y, _, other := strings.Cut(strings.TrimPrefix(b, "./"), "{}")
	switch {
	case open && other:
		return strings.HasPrefix(x, y) || strings.HasPrefix(y, x)
	case open:
		return strings.HasPrefix(y, x)
	case other:
		return strings.HasPrefix(x, y)
	}
	return x == y
}

// sendsChosen reports whether an answer sends a file that the caller names, or of which nothing is known.
func sendsChosen(u *dfd.Use) bool {
	v := u.Args["path"]
	return sendsFile(u) && (v == nil || len(judge.Inputs(v)) > 0)
}

// answersBy says what an answer goes by: one that sends a file by its path goes by its name.
func answersBy(u *dfd.Use) goes {
	if sendsFile(u) {
		return byName
	}
	return byAnswer
}

func sendsFile(u *dfd.Use) bool { return u.Role == "respond" && u.Attr["kind"] == "file" }

// body is what an answer may carry of what a store holds.
type body struct {
	whatever bool               // by its kind, whatever was read
	read     map[dfd.Place]bool // what was read there
	some     bool               // something that was read somewhere
}

func bodyOf(h judge.Hit) body {
	b := body{whatever: slices.Contains([]string{"stream", "file", "data"}, h.Use.Attr["kind"])}
	if b.whatever || h.Use.Attr["kind"] == "json" || h.Use.Attr["kind"] == "error" {
		return b
	}
	for _, o := range h.Use.Args["body"].From("store") {
		if o.Place.File == "" {
			b.some = true
			continue
		}
		if b.read == nil {
			b.read = map[dfd.Place]bool{}
		}
		b.read[judge.Spot(o.Place)] = true
	}
	return b
}

// sends reports whether an answer carries what was read: by kind, or by where its body comes from. It is not sure where the body is one
// of all that was read somewhere.
func (b body) sends(h, read judge.Hit) (sent, sure bool) {
	if h.Use.ID == read.Use.ID || b.whatever || b.read[judge.Spot(read.Use.Place)] {
		return true, true
	}
	return b.some, false
}

// told judges what an answer tells the browser: its own kind, or the headers that are set before it on every path. said is where a
// header says how the content is shown.
func told(f *judge.Facts, h judge.Hit) (best handling, said *dfd.Use) {
	if h.Use.Attr["kind"] == "attachment" || h.Use.Attr["disposition"] == "attachment" || strings.HasSuffix(h.Use.Symbol, "Attachment") {
		return attached, nil
	}
	best = typed(h.Use.Args["contenttype"])
	for _, u := range f.Headers(h) {
		switch strings.ToLower(judge.Text(u.Args["name"])) {
		case "content-disposition":
			best, said = min(best, disposition(u.Args["value"])), u
		case "content-security-policy":
			if judge.StopsScript(judge.Text(u.Args["value"])) {
				best = attached
			}
		case "content-type":
			best = min(best, typed(u.Args["value"]))
		}
	}
	if best == inline && (said != nil && elsewhere(f, h, said) || said == nil && unnamed(f, h)) {
		best = untold
	}
	return best, said
}

// unnamed reports whether headers are set whose names were not followed: those of a list that another function made.
func unnamed(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.From(h.Reach.Entry), func(o judge.Hit) bool {
		v := o.Use.Args["name"]
		return o.Use.Role == "set-header" && !f.InMiddleware(o) && (v == nil || v.Unknown || len(v.Text) == 0)
	})
}

// elsewhere reports whether a policy that stops scripts is set on some ways, where it is said how the content is shown: it may be set on
// those that show it.
func elsewhere(f *judge.Facts, h judge.Hit, said *dfd.Use) bool {
	return slices.ContainsFunc(f.From(h.Reach.Entry), func(o judge.Hit) bool {
		return o.Use.Role == "set-header" && o.Use.Place.Func == said.Place.Func &&
			strings.EqualFold(judge.Text(o.Use.Args["name"]), "content-security-policy") && judge.StopsScript(judge.Text(o.Use.Args["value"]))
	})
}

// shown reports whether a browser shows what it is told to be of a type as text, whatever it is.
func shown(t string) bool {
	t, _, _ = strings.Cut(strings.ToLower(t), ";")
	return slices.Contains([]string{"text/plain", "text/csv", "text/css", "text/markdown", "text/vtt"}, strings.TrimSpace(t))
}

// typed judges a type that the browser is told.
func typed(v *dfd.Value) handling {
	switch {
	case judge.Text(v) != "" && (!runs(judge.Text(v)) || shown(judge.Text(v))):
		return attached
	case v != nil && judge.Text(v) == "" && len(v.From("sniffed", "input")) == 0 && (v.Unknown || len(v.Origins) > 0): // a type that was kept, or found out
		return untold
	}
	return inline
}

// disposition judges a Content-Disposition: attached only if every alternative is.
func disposition(v *dfd.Value) handling {
	switch {
	case v == nil:
		return inline
	case slices.ContainsFunc(v.Text, func(t string) bool {
		return !strings.HasPrefix(strings.ToLower(t), "attachment") && !strings.HasPrefix(t, "{}")
	}):
		return inline
	case v.Unknown || len(v.Text) == 0 || slices.ContainsFunc(v.Text, func(t string) bool { return strings.HasPrefix(t, "{}") }):
		return untold
	}
	return attached
}

func count(list []string) string {
	if len(list) == 1 {
		return "1 type"
	}
	return fmt.Sprintf("%d types", len(list))
}
