package link

import (
	"path"

	"github.com/gostride/gostride/dfd"
)

// placeID interns the place of an instruction; 0 is no place.
func (l *linker) placeID(i *inst, at int32) int32 {
	if i == nil || at < 0 {
		return 0
	}
	return l.intern(i.at(at))
}

func (l *linker) funcPlace(g *fn) int32 {
	return l.intern(dfd.Place{File: g.file(), Line: int(g.f.Line), Func: g.name})
}

func (l *linker) intern(p dfd.Place) int32 {
	if id, ok := l.placeIDs[p]; ok {
		return id
	}
	id := int32(len(l.places))
	l.places = append(l.places, p)
	l.placeIDs[p] = id
	return id
}

// place gives the interned place back.
func (l *linker) place(id int32) dfd.Place { return l.places[id] }

// path gives a file of the package, relative to the analysed root.
func (p *pkgInfo) path(file int32) string {
	if file < 0 || int(file) >= len(p.p.Files) {
		return ""
	}
	if p.files == nil {
		p.files = make([]string, len(p.p.Files))
	}
	if p.files[file] == "" {
		p.files[file] = path.Join(p.p.Dir, p.p.Files[file])
	}
	return p.files[file]
}

// file is the path of the function's file, relative to the analysed root.
func (g *fn) file() string { return g.p.path(g.f.File) }

// at gives the place of an instruction.
func (i *inst) at(n int32) dfd.Place {
	in := i.fn.code[n]
	for k := n; in.Line == 0 && k > 0 && i.fn.block[k-1] == i.fn.block[n]; k-- {
		in.Line = i.fn.code[k-1].Line
	}
	file, line := i.fn.f.Place(&in)
	if line == 0 {
		file, line = i.fn.f.File, i.fn.f.Line
	}
	return dfd.Place{File: i.fn.p.path(file), Line: int(line), Func: i.fn.name}
}
