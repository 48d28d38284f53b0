package judge

import (
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Uploads lists the hits that store content of a request as an object or a file.
func (f *Facts) Uploads() []Hit {
	var out []Hit
	for _, h := range f.Fed(func(u *dfd.Use) bool {
		return u.Op == "write" && (IsObject(u) || IsFile(u)) && !strings.Contains(u.Symbol, ".Mkdir")
	}) {
		if f.Stores(h) {
			out = append(out, h)
		}
	}
	return out
}

// Stores reports whether a write stores content of the request: by its body, or, for a file that is opened for writing,
// because the same function copies such content afterwards.
func (f *Facts) Stores(h Hit) bool {
	u := h.Use
	if h.Entry != nil && Asks(h.Entry) {
		return false
	}
	if u.Args["body"] != nil {
		return len(Content(u.Args["body"])) > 0
	}
	if !IsFile(u) || u.Args["path"] == nil {
		return false
	}
	for _, c := range f.From(h.Reach.Entry) {
		if copies(c.Use) && c.Use.Place.Func == u.Place.Func && c.Use.Order > u.Order {
			return true
		}
	}
	return false
}

// copies reports whether a use copies content of a request somewhere.
func copies(u *dfd.Use) bool {
	return u.Role == "decode" && u.Attr["kind"] == "copy" && len(Content(u.Args["from"])) > 0
}
