package cookies

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Libraries of sessions set their cookie themselves. Models say which flags it has where nothing is said (attribute flags), and which
// fields set them (settings of kind cookie, of the same jar): Options.Secure. Options that are replaced as a whole have what is set in them.

// kept reports session cookies of libraries without Secure or HttpOnly, one row a library and process.
func kept(f *judge.Facts) []stride.Finding {
	hits := f.Served(func(u *dfd.Use) bool { return (u.Role == "session" || u.Role == "session-get") && u.Attr["jar"] != "" })
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return h.Use.Attr["jar"] + strings.Join(h.Entry.Processes, ",") }) {
		u, entries := same[0].Use, judge.Entries(same)
		said := settings(f, u.Attr["jar"])
		lacks := judge.List(left(u.Attr["flags"], said))
		if lacks == "" {
			continue
		}
		at := u.Place
		if len(said) > 0 {
			at = said[0].Place
		}
		find := f.Finding(Flags, same)
		find.Evidence = append([]dfd.Place{at}, find.Evidence...)
		find.Title = "The session cookie of " + judge.Routes(entries) + " is set without " + lacks
		find.Action = "In " + judge.In(at) + ", set " + lacks + " in the options of the sessions that " + judge.CallOf(u) + " gives."
		find.Controls = []*dfd.Control{f.Control("cookie-flags", "weak", "without "+lacks, entries, at)}
		out = append(out, find)
	}
	return out
}

// settings are what is said of a library's session cookie.
func settings(f *judge.Facts, jar string) []*dfd.Use {
	var out []*dfd.Use
	for _, u := range f.Uses {
		if u.Role == "setting" && u.Attr["kind"] == "cookie" && u.Attr["jar"] == jar && judge.Live(u) {
			out = append(out, u)
		}
	}
	return out
}

// left lists the flags that the cookie certainly lacks: off by default, or since other options took the default's place, and set to
// nothing but false.
func left(byDefault string, said []*dfd.Use) []string {
	replaced := slices.ContainsFunc(said, func(u *dfd.Use) bool { return u.Attr["option"] == "all" })
	var lacks []string
	for _, flag := range []struct{ option, word string }{{"secure", "Secure"}, {"httponly", "HttpOnly"}} {
		off, other := false, false
		for _, u := range said {
			if u.Attr["option"] != flag.option {
				continue
			}
			if t := judge.Text(u.Args["value"]); t == "false" {
				off = true
			} else {
				other = true
			}
		}
		on := !replaced && slices.Contains(strings.Fields(byDefault), flag.option)
		if !other && (off || !on) {
			lacks = append(lacks, flag.word)
		}
	}
	return lacks
}
