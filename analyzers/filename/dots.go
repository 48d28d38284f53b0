package filename

import (
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// climbs reports whether an input that is one element of a path may be ".." where that leads elsewhere: with more of the path behind
// it, or where whole folders are listed or removed. Elsewhere it names the folder above, which opens as no file. Gaps of a path are
// taken for other values as far as there are any.
func climbs(f *judge.Facts, h judge.Hit, s sink) bool {
	if s.object { // a key is a text
		return false
	}
	name := h.Use.Args[s.arg]
	whole := folders(h.Use)
	if len(name.Text) == 0 {
		return whole
	}
	others := fillers(f, h, name)
	for _, t := range name.Text {
		parts := strings.Split(t, "/")
		gaps := 0
		for n, part := range parts {
			if part == "{}" && (whole || n < len(parts)-1) {
				gaps++
			}
		}
		if gaps > others {
			return true
		}
	}
	return false
}

// fillers counts what may fill the gaps of a path besides elements that the caller chose. Settings have gaps of their own.
func fillers(f *judge.Facts, h judge.Hit, name *dfd.Value) int {
	seen := map[string]bool{}
	for _, o := range name.Origins {
		if o.Kind == "const" || o.Kind == "config" || o.Kind == "input" && f.Element(h, o) {
			continue
		}
		seen[o.Kind+" "+o.Name] = true
	}
	n := len(seen)
	if name.Unknown {
		n++
	}
	return n
}

// folders reports whether a call takes a folder as a whole.
func folders(u *dfd.Use) bool {
	for _, what := range []string{"RemoveAll", "ReadDir", "Readdir", "WalkDir", ".Walk", ".Glob"} {
		if strings.Contains(u.Symbol, what) {
			return true
		}
	}
	return false
}
