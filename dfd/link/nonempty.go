package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// filled says that a text is certainly not empty where an instruction stands: it was compared on every way there, in the function or
// by all its callers, or made of something that is not.
func (l *linker) filled(i *inst, at int32, r summary.Ref, depth int) bool {
	if depth > 6 {
		return false
	}
	i = i.whole()
	r = i.fn.plain(r)
	if l.comparedFilled(i, at, r) {
		return true
	}
	switch r.Kind() {
	case summary.RefConst:
		return i.fn.p.p.Consts[r.Index()].Text != ""
	case summary.RefParam:
		return l.passedFilled(i, r.Index(), depth)
	}
	d := i.fn.defOf(r)
	if d < 0 {
		return false
	}
	switch in := &i.fn.code[d]; in.Op {
	case summary.OpBin:
		return i.fn.p.p.Syms[in.Sym] == "+" && (l.filled(i, d, in.Args[0], depth+1) || l.filled(i, d, in.Args[1], depth+1))
	case summary.OpLoad:
		if k := i.fn.lastStore(d, in.Args[0]); k >= 0 {
			return l.filled(i, k, i.fn.code[k].Args[1], depth+1)
		}
	case summary.OpSlice:
		return i.fn.fixedArray(i.fn.defOf(in.Args[0]))
	case summary.OpCall:
		return l.madeFilled(i, d, depth)
	}
	return false
}

// madeFilled: what a hash gives has a length of its own, and what encodes something gives a text for it.
func (l *linker) madeFilled(i *inst, at int32, depth int) bool {
	hits, args := i.modelled(at), i.fn.code[at].Args
	for _, h := range hits {
		if h.sym >= 0 && strings.HasSuffix(l.syms.list[h.sym], ".EncodeToString") && len(args) > 0 && l.filled(i, at, args[len(args)-1], depth+1) {
			continue
		}
		if len(h.rows) == 0 || h.rows[0].Role != "hash" && h.rows[0].Role != "kdf" {
			return false
		}
	}
	return len(hits) > 0
}

// fixedArray says that an instruction makes an array of a length of its own.
func (g *fn) fixedArray(at int32) bool {
	if at < 0 || g.code[at].Op != summary.OpAlloc || g.code[at].Type < 0 || g.emptyArray(at) {
		return false
	}
	return writtenArray(g.p.p.Types[g.code[at].Type].Name)
}

// comparedFilled says that a branch on the way says so.
func (l *linker) comparedFilled(i *inst, at int32, r summary.Ref) bool {
	g := i.fn
	for x, dom := g.block[at], g.dominators(); x >= 0; x = dom[x] {
		if b, is := g.branch(x); b >= 0 && g.saysFilled(g.condition(b), is, r) {
			return true
		}
	}
	return false
}

// saysFilled says that a condition that came out so means that a text is not empty: t != "", len(t) > 0.
func (g *fn) saysFilled(cond summary.Ref, is bool, r summary.Ref) bool {
	d := g.defOf(cond)
	if d < 0 {
		return false
	}
	in := &g.code[d]
	if in.Op == summary.OpUn {
		return g.saysFilled(in.Args[0], !is, r)
	}
	if in.Op != summary.OpBin || in.Args[1].Kind() != summary.RefConst {
		return false
	}
	op, c := g.p.p.Syms[in.Sym], g.p.p.Consts[in.Args[1].Index()]
	if !is {
		op = negated[op]
	}
	if g.plain(in.Args[0]) == r {
		return c.Kind == summary.KindString && (op == "!=" && c.Text == "" || op == "==" && c.Text != "")
	}
	ln := g.defOf(in.Args[0])
	if ln < 0 || g.code[ln].Op != summary.OpCall || g.code[ln].N&summary.CallMode != summary.CallBuiltin || len(g.code[ln].Args) != 1 || g.plain(g.code[ln].Args[0]) != r {
		return false
	}
	switch op {
	case "!=":
		return c.Text == "0"
	case ">":
		return true
	case ">=", "==":
		return c.Text != "0"
	}
	return false
}

// passedFilled says that all callers pass a text that is not empty.
func (l *linker) passedFilled(i *inst, n, depth int) bool {
	if i.merged || len(i.callers) == 0 {
		return false
	}
	for _, c := range i.callers {
		places := i.callersAt(c)
		for at := range places {
			r, ok := (&must{l: l, i: c}).argument(at, n)
			if !ok {
				r, ok = l.handedOn(c, at, i, n)
			}
			if !ok || !l.filled(c, at, r, depth+1) {
				return false
			}
		}
		if len(places) == 0 {
			return false
		}
	}
	return true
}

// handedOn gives the operand that a library passes on as a parameter of a function of the program's, where its model says so.
func (l *linker) handedOn(c *inst, at int32, t *inst, n int) (summary.Ref, bool) {
	in := &c.fn.code[at]
	if t.fn.f.Recv {
		n--
	}
	for _, h := range c.modelled(at) {
		for _, r := range h.rows {
			pass := r.Args["pass"+itoa(n)]
			if r.Role != "callback" || len(pass) != 1 || pass[0].Base != "arg" || len(pass[0].Fields) > 0 {
				continue
			}
			k := pass[0].Index
			if in.N&summary.CallRecv != 0 || in.N&summary.CallMode != summary.CallStatic {
				k++
			}
			if k < len(in.Args) {
				return in.Args[k], true
			}
		}
	}
	return 0, false
}
