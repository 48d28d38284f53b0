package link

import (
	"slices"
	"strconv"

	"github.com/gostride/gostride/analyzers/summary"
)

// What a program does where nobody has set anything: a flag has its default, a variable of the environment is empty, a file of
// settings leaves everything out. Conditions that only settings decide come out in one way then: if cfg.NoAuth { return next }.

// usual is what a value may be where nothing is set. What has no value is "false", "0", "" or "nil" by its type; what is a pointer to
// something is "nonnil".
type usual struct {
	texts []string
	any   bool // it may be anything
	by    []string
}

var anyValue = usual{any: true}

func is(texts ...string) usual { return usual{texts: texts} }

// or is one of two values.
func (u usual) or(v usual) usual {
	out := usual{any: u.any || v.any, by: slices.Concat(u.by, v.by), texts: slices.Concat(u.texts, v.texts)}
	for _, list := range []*[]string{&out.by, &out.texts} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	out.any = out.any || len(out.texts) > maxUsual
	return out
}

const (
	maxUsual      = 8    // values that one may have
	maxUsualDepth = 24   // calls and operands that are followed
	maxUsualSteps = 4000 // the same for one condition
)

// unset finds out what values are where nothing is set.
type unset struct {
	l       *linker
	busy    map[unsetKey]bool
	memo    map[unsetKey]usual
	reached map[*inst][]bool
	stores  map[cellKey][]callAt
	held    map[cellKey]usual       // what is stored there
	reads   map[int32][]settingRead // by place
	tables  []tableFlag             // the flags of libraries' tables; nil until they are asked for
	steps   int
	cut     bool // something rests on what is still being found out
}

type unsetKey struct {
	i *inst
	r summary.Ref
	n int32 // -1, or the result of the function that is asked for
}

// value gives what an operand is.
func (d *unset) value(i *inst, r summary.Ref, depth int) usual {
	if d.steps++; depth > maxUsualDepth || d.steps > maxUsualSteps {
		return anyValue
	}
	switch r.Kind() {
	case summary.RefNil:
		return is("nil")
	case summary.RefConst:
		return is(i.fn.p.p.Consts[r.Index()].Text)
	case summary.RefFunc, summary.RefGlobal:
		return is("nonnil")
	case summary.RefParam:
		return d.once(unsetKey{i.whole(), r, -1}, func() usual { return d.passed(i.whole(), r.Index(), depth+1) })
	case summary.RefReg:
		if at := i.fn.def[r.Index()]; at >= 0 {
			return d.once(unsetKey{i, r, -1}, func() usual { return d.instr(i, at, depth+1) })
		}
	}
	return anyValue
}

// once finds out something that is not being found out: a value that rests on itself is nothing more.
func (d *unset) once(k unsetKey, find func() usual) usual {
	if u, ok := d.memo[k]; ok {
		return u
	}
	if d.busy[k] {
		d.cut = true
		return usual{}
	}
	d.busy[k] = true
	outer := d.cut
	d.cut = false
	u := find()
	delete(d.busy, k)
	if !d.cut || len(d.busy) == 0 {
		d.memo[k] = u
	}
	d.cut = d.cut && len(d.busy) > 0 || outer
	return u
}

// passed is what all callers pass.
func (d *unset) passed(i *inst, n, depth int) usual {
	if i.merged || i.root || len(i.callers) == 0 {
		return anyValue
	}
	u, k := usual{}, len(i.args)-n
	for _, c := range i.callers {
		calls := d.l.callsOf(c, i)
		for _, at := range calls {
			args := c.fn.code[at].Args
			if k > len(args) {
				return anyValue
			}
			if d.reach(c.whole())[c.fn.block[at]] {
				u = u.or(d.value(c, args[len(args)-k], depth))
			}
		}
		if len(calls) == 0 || u.any {
			return anyValue
		}
	}
	return u
}

func (d *unset) instr(i *inst, at int32, depth int) usual {
	in := &i.fn.code[at]
	switch in.Op {
	case summary.OpConvert, summary.OpMakeInterface, summary.OpAssert:
		return d.value(i, in.Args[0], depth)
	case summary.OpAlloc, summary.OpMake, summary.OpClosure, summary.OpFieldAddr, summary.OpElemAddr:
		return is("nonnil")
	case summary.OpUn:
		return d.value(i, in.Args[0], depth).each(func(t string) usual {
			switch t {
			case "true":
				return is("false")
			case "false":
				return is("true")
			}
			return anyValue
		})
	case summary.OpBin:
		return d.compared(i, in, depth)
	case summary.OpPhi:
		return d.phi(i, at, in, depth)
	case summary.OpLoad, summary.OpLoadField:
		return d.read(i, at, in, depth)
	case summary.OpCall:
		return d.call(i, at, 0, depth)
	case summary.OpExtract:
		if c := i.fn.defOf(in.Args[0]); c >= 0 && i.fn.code[c].Op == summary.OpCall {
			return d.call(i, c, in.N, depth)
		}
	}
	return anyValue
}

// each puts together what a function makes of each value.
func (u usual) each(f func(string) usual) usual {
	if u.any {
		return anyValue
	}
	out := usual{by: u.by}
	for _, t := range u.texts {
		out = out.or(f(t))
	}
	return out
}

// compared is what a comparison comes to.
func (d *unset) compared(i *inst, in *summary.Instr, depth int) usual {
	op := i.fn.p.p.Syms[in.Sym]
	if op != "==" && op != "!=" && op != ">" && op != "<" {
		return anyValue
	}
	x, y := d.value(i, in.Args[0], depth), d.value(i, in.Args[1], depth)
	return x.each(func(a string) usual {
		return y.each(func(b string) usual {
			switch {
			case a == "nonnil" && b == a:
				return anyValue
			case op == "==" || op == "!=":
				return is(truth((a == b) == (op == "==")))
			}
			m, err := strconv.Atoi(a)
			n, wrong := strconv.Atoi(b)
			if err != nil || wrong != nil {
				return anyValue
			}
			return is(truth(op == "<" && m < n || op == ">" && m > n))
		})
	}).or(usual{by: slices.Concat(x.by, y.by)})
}

func truth(v bool) string {
	if v {
		return "true"
	}
	return "false"
}

// phi is what a value is by the ways that are taken.
func (d *unset) phi(i *inst, at int32, in *summary.Instr, depth int) usual {
	b, reach := i.fn.block[at], d.reach(i.whole())
	u := usual{}
	for k, p := range i.fn.f.Blocks[b].Preds {
		if k >= len(in.Args) || !reach[p] || !d.leads(i.whole(), p, b) {
			continue
		}
		u = u.or(d.value(i, in.Args[k], depth)).or(usual{by: d.decides(i.whole(), p)})
	}
	return u
}

// leads says that a block may be left for another one.
func (d *unset) leads(i *inst, from, to int32) bool {
	for k, s := range i.fn.f.Blocks[from].Succs {
		if s == to && !d.closed(i, from, k) {
			return true
		}
	}
	return false
}

// closed says that a branch is not taken where nothing is set.
func (d *unset) closed(i *inst, b int32, k int) bool {
	v, _, ok := d.branch(i, b)
	return ok && v == (k == 1)
}

// decides names the settings by which a block is left in one way only.
func (d *unset) decides(i *inst, b int32) []string {
	_, by, _ := d.branch(i, b)
	return by
}

// branch gives how the condition at the end of a block comes out.
func (d *unset) branch(i *inst, b int32) (v bool, by []string, ok bool) {
	cond := i.fn.condition(b)
	if len(i.fn.f.Blocks[b].Succs) != 2 || cond.Kind() == summary.RefNil {
		return false, nil, false
	}
	if len(d.busy) == 0 {
		d.steps = 0
	}
	u := d.value(i, cond, maxUsualDepth/2)
	if u.any || len(u.texts) != 1 || len(u.by) == 0 {
		return false, nil, false
	}
	return u.texts[0] == "true", u.by, true
}

// reach marks the blocks of a function that are reached where nothing is set.
func (d *unset) reach(i *inst) []bool {
	if r := d.reached[i]; r != nil {
		return r
	}
	all := make([]bool, len(i.fn.f.Blocks))
	for b := range all {
		all[b] = true
	}
	d.reached[i] = all // while it is being found out
	out := make([]bool, len(all))
	for work := []int32{0}; len(work) > 0; {
		b := work[len(work)-1]
		if work = work[:len(work)-1]; out[b] {
			continue
		}
		out[b] = true
		for k, s := range i.fn.f.Blocks[b].Succs {
			if !d.closed(i, b, k) {
				work = append(work, s)
			}
		}
	}
	d.reached[i] = out
	return out
}
