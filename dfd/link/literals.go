package link

import (
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// A key that stands in the source is taken out where it stands, which may be far from where a token is signed or checked with it.

// placeLiterals says of the literals of a key where they stand, where that is one place.
func (l *linker) placeLiterals(v *dfd.Value) {
	if v == nil {
		return
	}
	for n := range v.Origins {
		if o := &v.Origins[n]; o.Kind == "const" && o.Place.File == "" && len(o.Name) > 1 {
			o.Place = l.literalPlaces()[o.Name]
		}
	}
}

// literalPlaces gives the places of texts that are written into something, converted or passed at one place of the program only.
func (l *linker) literalPlaces() map[string]dfd.Place {
	if l.standing != nil {
		return l.standing
	}
	l.standing = map[string]dfd.Place{}
	seen := map[*fn]bool{}
	for _, i := range l.insts {
		if i = i.whole(); seen[i.fn] {
			continue
		}
		seen[i.fn] = true
		for at := range i.fn.code {
			for _, r := range i.fn.code[at].Args {
				if r.Kind() != summary.RefConst {
					continue
				}
				text, p := i.fn.p.p.Consts[r.Index()].Text, i.at(int32(at))
				if was, again := l.standing[text]; again && (was.File != p.File || was.Line != p.Line) {
					p = dfd.Place{}
				}
				l.standing[text] = p
			}
		}
	}
	return l.standing
}
