package judge

import (
	"strings"

	"github.com/gostride/gostride/dfd"
)

// segments gives the places where parts of a path are read by a router that cleans it first, unless the program tells it not to.
func segments(p *dfd.Program) map[dfd.Place]bool {
	at := make(map[dfd.Place]bool)
	for _, u := range p.Uses {
		if u.Role == "setting" && u.Attr["kind"] == "raw-path" {
			return nil
		}
		if u.Role == "input" && u.Attr["kind"] == "segments" {
			at[Spot(u.Place)] = true
		}
	}
	return at
}

// InSegment reports whether an input is one element of a cleaned path: it has no slash and is not "..". A pattern of the route's own
// may let more through.
func (f *Facts) InSegment(h Hit, o dfd.Origin) bool {
	return h.Entry != nil && InputKind(o) == "path" && f.segments[Spot(o.Place)] && !strings.ContainsAny(h.Entry.Path, ":*") && !strings.Contains(h.Entry.Path, "...")
}
