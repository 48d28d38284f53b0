// Package presign judges links that grant access to an object by themselves.
//
// In: uses of the role presign with their lifetime (the library's default where none is given), and uses of the role log
// that a link reaches. Out: presigned-link (I), one row a call: open above the limit, with the caller's lifetime or where
// the link is logged; mitigated within it.
package presign

import (
	"slices"
	"time"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "presign", Rules: []*stride.Rule{Link}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := f.Fed(func(u *dfd.Use) bool { return u.Role == "presign" && u.Op != "write" && u.Op != "delete" })
	groups := judge.By(hits, func(h judge.Hit) string {
		l := lifetime(p, h.Use)
		return h.Use.Place.Func + h.Use.Symbol + string(l.standing) + l.text
	})
	var out []stride.Finding
	for _, same := range groups {
		out = append(out, row(f, same))
	}
	return out
}

// standing is what can be said of a lifetime.
type standing string

const (
	short   standing = "short"
	long    standing = "long"
	chosen  standing = "chosen" // by the caller
	unclear standing = "unclear"
)

// life is a link's lifetime: how it stands, and in words.
type life struct {
	standing standing
	text     string
}

// lifetime judges how long a link is good. Of several constants the longest counts.
func lifetime(p *dfd.Program, u *dfd.Use) life {
	v := u.Args["expires"]
	if v == nil {
		d, ok := judge.ParseDuration(u.Attr["default_expires"])
		if !ok {
			return life{unclear, "not given"}
		}
		return within(p, d, " (default of the library)")
	}
	if in := judge.Inputs(v); len(in) > 0 {
		return life{chosen, "chosen by the " + judge.Described(in)}
	}
	var worst time.Duration
	for _, t := range judge.Alternatives(v) {
		if d, ok := judge.ParseDuration(t + u.Attr["default_unit"]); ok {
			worst = max(worst, d)
		}
	}
	settings := judge.List(judge.Configured(v))
	switch {
	case worst > 0 && settings != "":
		return within(p, worst, ", default of the setting "+settings)
	case worst > 0 && !v.Unknown && len(v.From("unknown", "store")) == 0:
		return within(p, worst, "")
	case settings != "":
		return life{unclear, "from the setting " + settings}
	}
	return life{unclear, "could not be followed"}
}

func within(p *dfd.Program, d time.Duration, words string) life {
	if d > judge.DurationLimit(p, judge.PresignedLink) {
		return life{long, judge.Duration(d) + words}
	}
	return life{short, judge.Duration(d) + words}
}

// loggedAt finds where a link is written to the log: by its own place where the log's origin names it, else on the same
// entry points.
func loggedAt(f *judge.Facts, hits []judge.Hit) []judge.Hit {
	u := hits[0].Use
	var out []judge.Hit
	for _, l := range f.Reached(judge.Role("log")) {
		same := slices.ContainsFunc(hits, func(h judge.Hit) bool { return h.Entry == l.Entry })
		if same && judge.Mentions(l.Use.Args, func(o dfd.Origin) bool {
			return o.Kind == "presigned" && (o.Place.File == "" || o.Place.File == u.Place.File && o.Place.Line == u.Place.Line)
		}) {
			out = append(out, l)
		}
	}
	return out
}
