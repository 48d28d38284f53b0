package link

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// rowsGuard tells what a check of the number of changed rows decides: where the statement's own condition is a limit, a quota.
func (a *assembly) rowsGuard(d *dfd.Guard, g guard) {
	l := a.l
	if g.row != nil && l.chainCompares(g.h.recv, 0) {
		d.Kind = "quota"
	}
	l.eachObj(g.subject, func(o int32) {
		ob := &l.objs[o]
		if ob.hit == nil || ob.hit.i == nil || d.Use != "" && d.Kind == "quota" {
			return
		}
		for _, r := range ob.hit.rows {
			if r.Role != "sql" && r.Role != "orm" {
				continue
			}
			u := a.makeUse(ob.hit.i, ob.hit.at, ob.hit, r).u
			d.Use = u.ID
			if i := strings.Index(strings.ToUpper(u.SQL), "WHERE"); i >= 0 && strings.Contains(u.SQL[i:], "<") {
				d.Kind = "quota"
			}
		}
	})
}

// takesOff says that a statement changes rows that a comparison leaves: none are changed where the limit is reached.
func (l *linker) takesOff(h *hit, r *catalog.Row) bool {
	texts, _ := l.texts(l.arg(&site{}, h, r, "query"))
	return slices.ContainsFunc(texts, func(t string) bool {
		_, where, ok := strings.Cut(strings.ToUpper(t), "WHERE")
		return ok && strings.HasPrefix(strings.TrimSpace(strings.ToUpper(t)), "UPDATE") && strings.Contains(where, "<")
	})
}

// chainCompares says that a chain of an ORM's calls has a condition that compares what is there with a limit.
func (l *linker) chainCompares(s set, depth int) bool {
	found := false
	l.eachObj(s, func(o int32) {
		ob := &l.objs[o]
		if found || depth > 12 || ob.kind != oHandle || ob.hit == nil || ob.row == nil || ob.row.Role != "derive" {
			return
		}
		texts, _ := l.texts(l.arg(&site{}, ob.hit, ob.row, "where"))
		found = slices.ContainsFunc(texts, func(t string) bool { return strings.ContainsAny(t, "<>") && !strings.Contains(t, "<>") }) ||
			l.chainCompares(l.content(o, l.strs.get("parent")), depth+1)
	})
	return found
}

// sizeValue says of a limit on a size that it may be another: nothing is known of it on one of the ways by which it comes, as where a
// library without a model fills in the setting.
func (a *assembly) sizeValue(d *dfd.Guard, g guard) {
	v := d.Args["limit"]
	if v == nil || g.h == nil || g.h.i == nil || g.row == nil {
		return
	}
	in := &g.h.i.fn.code[g.h.at]
	for _, p := range g.row.Args["limit"] {
		if n := p.Index + len(in.Args) - len(g.h.args); p.Base == "arg" && !p.Spread && n >= 0 && n < len(in.Args) && a.l.partOpen(g.h.i, in.Args[n], 0) {
			v.Unknown = true
		}
	}
}

// partOpen says that nothing is known of a number on one of the ways by which it comes.
func (l *linker) partOpen(i *inst, r summary.Ref, depth int) bool {
	d := i.fn.defOf(r)
	if d < 0 || depth > 4 {
		return false
	}
	in := &i.fn.code[d]
	switch in.Op {
	case summary.OpPhi, summary.OpConvert, summary.OpBin:
		for n, x := range in.Args {
			if in.Op == summary.OpPhi && l.closedInto(i, i.fn.block[d], n) {
				continue
			}
			if x.Kind() == summary.RefReg && l.get(i, x) == 0 || l.partOpen(i, x, depth+1) {
				return true
			}
		}
	}
	return false
}

// rateValue words a limiter's rate as "N per DURATION", and says by what it tells callers apart.
func (a *assembly) rateValue(d *dfd.Guard, g guard) {
	number := func(name string) (int64, bool) {
		if v := d.Args[name]; v != nil && len(v.Text) == 1 {
			n, err := strconv.ParseFloat(v.Text[0], 64)
			return int64(n), err == nil
		}
		return 0, false
	}
	limit, ok := number("limit")
	window, okW := number("window")
	rate, okR := number("rate")
	burst, okB := number("burst")
	switch {
	case ok && okW:
		d.Value = perWindow(limit, window)
	case okR && okW:
		d.Value = perWindow(rate, window)
	case okR && rate <= 0 && a.interval(g):
		d.Value = "unlimited"
	case okR && okB && burst > 0 && a.interval(g):
		d.Value = perWindow(burst, rate*burst)
	case okR && rate > 0 && a.interval(g):
		d.Value = perWindow(1, rate)
	case okR:
		d.Value = perWindow(rate, int64(time.Second))
	}
	if k := a.libraryKey(g); k != nil {
		d.Args["key"] = k
	}
	if d.Args["key"] == nil {
		if k := a.limiterKey(g); k != nil {
			d.Args["key"] = k
		}
	}
}

func perWindow(n, window int64) string {
	return strconv.FormatInt(n, 10) + " per " + time.Duration(window).String()
}

// interval says that the limiter's rate is a time between two events.
func (a *assembly) interval(g guard) bool {
	found := false
	if g.h == nil {
		return false
	}
	for _, i := range a.l.insts {
		i.eachRow(func(_ int32, _ *hit, r *catalog.Row) {
			found = found || r.Attr["kind"] == "interval" && r.Library == g.row.Library
		})
	}
	return found
}

// verifyOptions lists the options in effect at a verification, where all of them could be read.
func (a *assembly) verifyOptions(i *inst, at int32, _ *hit, r *catalog.Row, u *dfd.Use) {
	if len(r.Args["options"]) == 0 && r.Attr["options"] == "" {
		return
	}
	set := map[string]bool{}
	if v := u.Args["options"]; v != nil {
		for _, t := range v.Text {
			set[t] = true
		}
	}
	for _, t := range i.calls[at] { // a key function that looks at the token's method
		for k := range t.fn.code {
			in := &t.fn.code[k]
			if (in.Op == summary.OpLoadField || in.Op == summary.OpFieldAddr) && in.Sym >= 0 && strings.HasSuffix(t.fn.p.p.Syms[in.Sym], ".Token.Method") && len(t.fn.f.Blocks) > 1 {
				set["methods"] = true
			}
		}
	}
	names := keysOf(set)
	sort.Strings(names)
	u.Attr["options"] = strings.Join(names, ",")
}

// requirements finds configuration that the program does not start without: compared with "", and on equality it returns an
// error or panics.
func (l *linker) requirements() {
	l.required = map[string]bool{}
	for _, i := range l.insts {
		for b := range i.fn.f.Blocks {
			instrs := i.fn.f.Blocks[b].Instrs
			if len(instrs) == 0 || instrs[len(instrs)-1].Op != summary.OpIf || len(i.fn.f.Blocks[b].Succs) != 2 {
				continue
			}
			x, branch, ok := i.emptyTest(instrs[len(instrs)-1].Args[0])
			if !ok || !l.hasOrigin(l.get(i, x), "config") || !l.fails(i, i.fn.f.Blocks[b].Succs[branch], 0) {
				continue
			}
			for _, a := range l.sets.list[l.get(i, x)] {
				if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "config" {
					l.required[l.origins.list[k.x].name] = true
				}
			}
		}
	}
}

// emptyTest recognises v == "", len(v) == 0, len(v) < n, and the reverse, and gives the branch taken where v is empty.
func (i *inst) emptyTest(cond summary.Ref) (x summary.Ref, branch int, ok bool) {
	if cond.Kind() != summary.RefReg || i.fn.def[cond.Index()] < 0 {
		return 0, 0, false
	}
	in := &i.fn.code[i.fn.def[cond.Index()]]
	if in.Op != summary.OpBin || in.Args[1].Kind() != summary.RefConst {
		return 0, 0, false
	}
	c := i.fn.p.p.Consts[in.Args[1].Index()]
	op := i.fn.p.p.Syms[in.Sym]
	x = in.Args[0]
	if c.Kind == summary.KindNumber && x.Kind() == summary.RefReg && i.fn.def[x.Index()] >= 0 {
		if ln := &i.fn.code[i.fn.def[x.Index()]]; ln.Op == summary.OpCall && ln.N&summary.CallMode == summary.CallBuiltin && len(ln.Args) == 1 {
			x = ln.Args[0]
		}
	} else if c.Text != "" {
		return 0, 0, false
	}
	switch op {
	case "==", "<", "<=":
		return x, 0, true
	case "!=", ">", ">=":
		return x, 1, true
	}
	return 0, 0, false
}

// fails says that a block ends in a panic or the return of an error.
func (l *linker) fails(i *inst, b int32, depth int) bool {
	blk := &i.fn.f.Blocks[b]
	if len(blk.Instrs) == 0 || depth > 3 {
		return false
	}
	switch last := &blk.Instrs[len(blk.Instrs)-1]; last.Op {
	case summary.OpPanic:
		return true
	case summary.OpReturn:
		n := len(last.Args)
		return n > 0 && i.fn.endsInError() && l.must(i, false).value(last.Args[n-1], wantNil, 0).top
	case summary.OpJump:
		return l.fails(i, blk.Succs[0], depth+1)
	}
	return false
}

// endsInError says that the last of a function's results is an error.
func (g *fn) endsInError() bool {
	n := len(g.f.Results)
	return n > 0 && g.f.Results[n-1] >= 0 && g.p.p.Types[g.f.Results[n-1]].Name == "error"
}

// dead notes the modelled calls of functions that nothing reaches: what the program could do to a table counts.
func (a *assembly) dead() {
	l, first := a.l, len(a.l.insts)
	for _, p := range l.pkgs {
		for n := range p.p.Funcs {
			g := l.fnNamed(p.p.Funcs[n].Sym)
			if g == nil || g.cost&mayEffect == 0 || len(g.insts) > 0 || g.n > 0 || p.p.Funcs[n].Parent != "" {
				continue
			}
			args := make([]set, len(g.f.Params))
			for k, prm := range g.f.Params {
				args[k] = l.paramSet(l.typ(p, prm.Type), false)
			}
			l.eval(l.newInstance(g, args, -1, nil))
		}
	}
	for _, i := range l.insts[first:] { // what they call, and the functions that they pass on
		i.eachRow(func(at int32, h *hit, r *catalog.Row) {
			if storeRoles[r.Role] != "" || r.Role == "bucket-admin" {
				a.deadUse(a.makeUse(i, at, h, r))
			}
		})
	}
}

// deadUse ties a use that nothing reaches to its store, where the diagram has it.
func (a *assembly) deadUse(u *usedBy) {
	for _, t := range u.techs {
		if e := a.elements["store:"+t]; e != nil && u.u.Element == "" {
			u.u.Element = e.ID
		}
	}
}
