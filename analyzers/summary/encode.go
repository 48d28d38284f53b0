package summary

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"sync"
)

// Version is the first byte of a blob. It changes whenever the layout does.
const Version = 7

// Encode turns p into a blob: the version, the length of the body and the compressed body. Equal packages give equal bytes.
func Encode(p *Package) []byte {
	e := &encoder{index: map[string]uint64{}}
	e.pkg(p)

	var body []byte
	body = binary.AppendUvarint(body, uint64(len(e.strs)))
	for _, s := range e.strs {
		body = binary.AppendUvarint(body, uint64(len(s)))
	}
	for _, s := range e.strs {
		body = append(body, s...)
	}
	return deflate(append(body, e.buf...))
}

// deflate makes a blob of a body.
func deflate(body []byte) []byte {
	var out bytes.Buffer
	out.WriteByte(Version)
	out.Write(binary.AppendUvarint(nil, uint64(len(body))))
	w := writers.Get().(*flate.Writer)
	defer writers.Put(w)
	w.Reset(&out)
	w.Write(body) // a bytes.Buffer does not fail
	w.Close()
	return out.Bytes()
}

// writers keeps compressors: each has a megabyte of tables.
var writers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err) // only for an unknown level
	}
	return w
}}

// encoder collects the body; every string is written once, in the order of first use.
type encoder struct {
	buf   []byte
	strs  []string
	index map[string]uint64
}

func (e *encoder) uint(v uint64)  { e.buf = binary.AppendUvarint(e.buf, v) }
func (e *encoder) int(v int32)    { e.buf = binary.AppendVarint(e.buf, int64(v)) }
func (e *encoder) len(n int)      { e.uint(uint64(n)) }
func (e *encoder) byte(b byte)    { e.buf = append(e.buf, b) }
func (e *encoder) bits(b ...bool) { e.byte(pack(b...)) }

func (e *encoder) string(s string) {
	i, ok := e.index[s]
	if !ok {
		i = uint64(len(e.strs))
		e.index[s] = i
		e.strs = append(e.strs, s)
	}
	e.uint(i)
}

func (e *encoder) strings(ss []string) {
	e.len(len(ss))
	for _, s := range ss {
		e.string(s)
	}
}

func (e *encoder) ints(vs []int32) {
	e.len(len(vs))
	for _, v := range vs {
		e.int(v)
	}
}

// pack puts up to eight flags into a byte, the first in the lowest bit.
func pack(flags ...bool) (b byte) {
	for i, f := range flags {
		if f {
			b |= 1 << i
		}
	}
	return b
}

func (e *encoder) pkg(p *Package) {
	for _, s := range []string{p.Path, p.Name, p.Module, p.Dir} {
		e.string(s)
	}
	e.bits(p.Main)
	e.strings(p.Files)
	e.ints(p.Made)
	e.strings(p.Syms)
	e.strings(p.Embeds)
	e.len(len(p.Imports))
	for _, im := range p.Imports {
		e.string(im.Path)
		e.bits(im.Blank, im.Own)
		e.int(im.File)
		e.int(im.Line)
	}
	e.len(len(p.Skipped))
	for _, s := range p.Skipped {
		e.string(s.What)
		e.string(s.Reason)
	}
	e.len(len(p.Ignores))
	for _, g := range p.Ignores {
		e.ints([]int32{g.File, g.Line, g.From, g.To})
		e.strings(g.Rules)
		e.string(g.Reason)
		e.string(g.Problem)
	}
	e.len(len(p.Texts))
	for _, t := range p.Texts {
		e.strings([]string{t.Var, t.Name, t.Text})
	}
	e.len(len(p.Inherits))
	for _, h := range p.Inherits {
		e.strings([]string{h.Sym, h.Decl})
	}
	e.len(len(p.Secrets))
	for _, s := range p.Secrets {
		e.strings([]string{s.Sym, s.Name})
		e.int(s.Arg)
	}
	e.ints(p.Idle)
	e.types(p.Types)
	e.len(len(p.Consts))
	for _, c := range p.Consts {
		e.byte(byte(c.Kind))
		e.string(c.Text)
		e.int(c.Type)
	}
	e.len(len(p.TypeArgs))
	for _, a := range p.TypeArgs {
		e.ints(a)
	}
	e.funcs(p.Funcs)
}

func (e *encoder) types(ts []Type) {
	e.len(len(ts))
	for i := range ts {
		t := &ts[i]
		e.string(t.Name)
		e.byte(byte(t.Kind))
		e.bits(t.Named, t.Own)
		e.string(t.Elem)
		e.int(t.File)
		e.int(t.Line)
		e.len(len(t.Methods))
		for _, m := range t.Methods {
			e.string(m.Name)
			e.string(m.Sym)
			e.strings(m.Embed)
		}
		e.len(len(t.Fields))
		for _, f := range t.Fields {
			e.string(f.Name)
			e.string(f.Type)
			e.string(f.Tag)
			e.bits(f.Embedded)
		}
	}
}
