package summary

// list reads a number and as many elements; nil for none.
func list[T any](d *decoder, read func(*T)) []T {
	n := d.len()
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		if read(&out[i]); d.err != nil {
			return nil
		}
	}
	return out
}

func (d *decoder) strings() []string {
	return list(d, func(s *string) { *s = d.string() })
}

func (d *decoder) ints() []int32 {
	return list(d, func(v *int32) { *v = d.int() })
}

func (d *decoder) pkg() *Package {
	d.table()
	p := &Package{}
	for _, s := range []*string{&p.Path, &p.Name, &p.Module, &p.Dir} {
		*s = d.string()
	}
	p.Main = d.byte()&1 != 0
	p.Files = d.strings()
	p.Made = d.ints()
	p.Syms = d.strings()
	p.Embeds = d.strings()
	p.Imports = list(d, d.imp)
	p.Skipped = list(d, func(s *Skipped) {
		s.What = d.string()
		s.Reason = d.string()
	})
	p.Ignores = list(d, func(g *Ignore) {
		if at := d.ints(); len(at) == 4 {
			g.File, g.Line, g.From, g.To = at[0], at[1], at[2], at[3]
		} else {
			d.fail()
		}
		g.Rules = d.strings()
		g.Reason = d.string()
		g.Problem = d.string()
	})
	p.Texts = list(d, func(t *Text) {
		if s := d.strings(); len(s) == 3 {
			t.Var, t.Name, t.Text = s[0], s[1], s[2]
		} else {
			d.fail()
		}
	})
	p.Inherits = list(d, func(h *Inherit) {
		if s := d.strings(); len(s) == 2 {
			h.Sym, h.Decl = s[0], s[1]
		} else {
			d.fail()
		}
	})
	p.Secrets = list(d, func(x *Secret) {
		if s := d.strings(); len(s) == 2 {
			x.Sym, x.Name = s[0], s[1]
		} else {
			d.fail()
		}
		x.Arg = d.int()
	})
	p.Idle = d.ints()
	p.Types = list(d, d.typ)
	p.Consts = list(d, func(c *Const) {
		c.Kind = Kind(d.byte())
		c.Text = d.string()
		c.Type = d.int()
	})
	p.TypeArgs = list(d, func(a *[]int32) { *a = d.ints() })
	p.Funcs = d.funcs()
	return p
}

func (d *decoder) imp(im *Import) {
	im.Path = d.string()
	b := d.byte()
	im.Blank, im.Own = b&1 != 0, b&2 != 0
	im.File = d.int()
	im.Line = d.int()
}

func (d *decoder) typ(t *Type) {
	t.Name = d.string()
	t.Kind = Kind(d.byte())
	b := d.byte()
	t.Named, t.Own = b&1 != 0, b&2 != 0
	t.Elem = d.string()
	t.File = d.int()
	t.Line = d.int()
	t.Methods = list(d, func(m *Method) {
		m.Name = d.string()
		m.Sym = d.string()
		m.Embed = d.strings()
	})
	t.Fields = list(d, func(f *Field) {
		f.Name = d.string()
		f.Type = d.string()
		f.Tag = d.string()
		f.Embedded = d.byte()&1 != 0
	})
}
