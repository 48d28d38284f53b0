package summary

import (
	"fmt"
	"strconv"
	"strings"
)

// Dump writes p as text, one instruction a line, for tests and debugging. The text is for people; nothing reads it back.
func Dump(p *Package) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s name=%s module=%s dir=%s main=%v\n", p.Path, p.Name, p.Module, p.Dir, p.Main)
	for _, im := range p.Imports {
		fmt.Fprintf(&b, "import %s%s%s %s:%d\n", im.Path, mark(im.Blank, " blank"), mark(im.Own, " own"), p.file(im.File), im.Line)
	}
	for _, e := range p.Embeds {
		fmt.Fprintf(&b, "embed %s\n", e)
	}
	for _, t := range p.Texts {
		fmt.Fprintf(&b, "text %s %s %q\n", t.Var, t.Name, t.Text)
	}
	for _, h := range p.Inherits {
		fmt.Fprintf(&b, "inherit %s %s\n", h.Sym, h.Decl)
	}
	for _, s := range p.Secrets {
		fmt.Fprintf(&b, "secret %s %d %s\n", s.Sym, s.Arg, s.Name)
	}
	for _, n := range p.Idle {
		fmt.Fprintf(&b, "idle %s\n", p.Syms[n])
	}
	for _, s := range p.Skipped {
		fmt.Fprintf(&b, "skipped %s: %s\n", s.What, s.Reason)
	}
	for i := range p.Types {
		p.dumpType(&b, &p.Types[i])
	}
	for i := range p.Funcs {
		b.WriteString(DumpFunc(p, &p.Funcs[i]))
	}
	return b.String()
}

func mark(on bool, s string) string {
	if on {
		return s
	}
	return ""
}

func (p *Package) file(i int32) string {
	if i < 0 {
		return "?"
	}
	return p.Files[i]
}

func (p *Package) typ(i int32) string {
	if i < 0 {
		return "-"
	}
	return p.Types[i].Name
}

var kindNames = [...]string{"other", "basic", "string", "number", "bool", "struct", "pointer", "interface", "func", "slice",
	"array", "map", "chan", "tuple", "typeparam"}

func (p *Package) dumpType(b *strings.Builder, t *Type) {
	fmt.Fprintf(b, "type %s %s%s%s", t.Name, kindNames[t.Kind], mark(t.Named, " named"), mark(t.Own, " own"))
	if t.Elem != "" {
		fmt.Fprintf(b, " of %s", t.Elem)
	}
	if t.File >= 0 {
		fmt.Fprintf(b, " %s:%d", p.file(t.File), t.Line)
	}
	b.WriteByte('\n')
	for _, f := range t.Fields {
		fmt.Fprintf(b, "\t.%s %s%s", f.Name, f.Type, mark(f.Embedded, " embedded"))
		if f.Tag != "" {
			b.WriteString(" " + strconv.Quote(f.Tag))
		}
		b.WriteByte('\n')
	}
	for _, m := range t.Methods {
		fmt.Fprintf(b, "\t%s() = %s", m.Name, m.Sym)
		if len(m.Embed) > 0 {
			fmt.Fprintf(b, " via %s", strings.Join(m.Embed, ", "))
		}
		b.WriteByte('\n')
	}
}

// DumpFunc writes one function of p as text.
func DumpFunc(p *Package, f *Func) string {
	var b strings.Builder
	fmt.Fprintf(&b, "func %s(%s)", f.Sym, p.params(f.Params))
	if len(f.Results) > 0 {
		var rs []string
		for _, r := range f.Results {
			rs = append(rs, p.typ(r))
		}
		fmt.Fprintf(&b, " (%s)", strings.Join(rs, ", "))
	}
	fmt.Fprintf(&b, "%s%s%s", mark(f.Recv, " recv"), mark(f.Export, " export"), mark(f.Generic, " generic"))
	if f.Parent != "" {
		fmt.Fprintf(&b, " in %s", f.Parent)
	}
	if len(f.Free) > 0 {
		fmt.Fprintf(&b, " free(%s)", p.params(f.Free))
	}
	fmt.Fprintf(&b, " %s:%d-%d\n", p.file(f.File), f.Line, f.EndLine)
	for i := range f.Blocks {
		blk := &f.Blocks[i]
		fmt.Fprintf(&b, "%d:", i)
		if len(blk.Preds) > 0 {
			fmt.Fprintf(&b, " from %v", blk.Preds)
		}
		if len(blk.Succs) > 0 {
			fmt.Fprintf(&b, " to %v", blk.Succs)
		}
		b.WriteByte('\n')
		for j := range blk.Instrs {
			b.WriteString(p.dumpInstr(f, &blk.Instrs[j]))
		}
	}
	return b.String()
}

func (p *Package) params(ps []Param) string {
	var out []string
	for _, q := range ps {
		out = append(out, q.Name+" "+p.typ(q.Type))
	}
	return strings.Join(out, ", ")
}
