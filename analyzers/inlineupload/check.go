// Package inlineupload asks of uploaded content: will a browser run it?
//
// In: writes of a request's content with the content type that is stored, the allow-lists that hold on the way there, and
// every way out of the same store (presigned links, answers that send its content) with its disposition; records that hold content beside
// the type that its sender gave it, and the answers that show it under that type. Out:
// inline-upload (E), one row a write: open, mitigated, or a question where no way out is seen.
package inlineupload

import (
	"fmt"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "inlineupload", Rules: []*stride.Rule{Inline}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var all []upload
	ways := make(map[*dfd.Use][]wayOut) // of a write, however many entry points get there
	for _, h := range f.Uploads() {
		if _, known := ways[h.Use]; !known {
			ways[h.Use] = waysOut(f, h.Use)
		}
		all = append(all, upload{hit: h, kind: storedType(f, h), outs: ways[h.Use]})
	}
	var out []stride.Finding
	for _, same := range judge.By(all, upload.alike) {
		out = append(out, row(f, same))
	}
	return append(out, kept(f)...)
}

// upload is one write of a request's content on one entry point's way.
type upload struct {
	hit  judge.Hit
	kind contentType
	outs []wayOut
}

// alike is the key that uploads are one row by: call and verdict.
func (u upload) alike() string {
	return fmt.Sprint(u.hit.Use.Element, u.hit.Use.Place.Func, u.hit.Use.Symbol, u.kind.standing, u.kind.words, u.kind.byName, u.harmless(), u.handled(), u.sure())
}
