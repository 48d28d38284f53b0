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
	return (h.Entry == nil || !Asks(h.Entry)) && len(f.Stored(h)) > 0
}

// Stored returns the content of the request that a write stores.
func (f *Facts) Stored(h Hit) []dfd.Origin {
	u := h.Use
	if u.Args["body"] != nil {
		return Content(u.Args["body"])
	}
	if !IsFile(u) || u.Args["path"] == nil {
		return nil
	}
	var out []dfd.Origin
	for _, c := range f.From(h.Reach.Entry) {
		if copies(c.Use) && c.Use.Place.Func == u.Place.Func && c.Use.Order > u.Order {
			out = append(out, Content(c.Use.Args["from"])...)
		}
	}
	return out
}

// copies reports whether a use copies content of a request somewhere.
func copies(u *dfd.Use) bool {
	return u.Role == "decode" && u.Attr["kind"] == "copy" && len(Content(u.Args["from"])) > 0
}
