package link

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gostride/gostride/analyzers/summary"
)

// speller runs small functions about letters: comparisons, branches, and calls of functions like itself. What it does not understand
// is a value of no kind.
type speller struct {
	l     *linker
	steps int
	depth int
	turn  *letterLoop // where the body of a loop is run
}

type litKind uint8

const (
	litNone litKind = iota
	litNumber
	litText
	litBool
	litIndex // the number of the turn
	litTurn  // what a range over a text hands out
)

// lit is a value that is known.
type lit struct {
	kind litKind
	n    int64
	s    string
	b    bool
}

const spellerSteps = 600

// callOwn calls a function of the program's. Parameters before the letter are receivers.
func (s *speller) callOwn(i *inst, g *fn, args []lit) lit {
	if s.depth > 4 || len(g.f.Blocks) == 0 || len(args) > len(g.f.Params) {
		return lit{}
	}
	inner := &speller{l: s.l, steps: s.steps, depth: s.depth + 1}
	params := append(make([]lit, len(g.f.Params)-len(args)), args...)
	out, _ := inner.run(i, g, params, map[int32]lit{}, 0, -1)
	s.steps = inner.steps
	return out
}

// ending is how a run ends.
type ending uint8

const (
	lost     ending = iota // something was not understood
	returned               // with a value
	turned                 // at the head of the loop
	left                   // outside the loop
)

// run goes through a function from a block on, to what it returns, or to where the turn of a loop ends.
func (s *speller) run(i *inst, g *fn, params []lit, regs map[int32]lit, b, from int32) (lit, ending) {
	get := func(r summary.Ref) lit { return s.value(g, params, regs, r) }
	for {
		next := int32(-1)
		for k := range g.f.Blocks[b].Instrs {
			if s.steps++; s.steps > spellerSteps {
				return lit{}, lost
			}
			in := &g.f.Blocks[b].Instrs[k]
			switch in.Op {
			case summary.OpPhi:
				if n := slices.Index(g.f.Blocks[b].Preds, from); n >= 0 && n < len(in.Args) {
					regs[in.Dst] = get(in.Args[n])
				}
				if s.turn != nil && b == s.turn.head && s.turn.index == in.Dst {
					regs[in.Dst] = lit{kind: litIndex}
				}
			case summary.OpReturn:
				if len(in.Args) == 1 {
					return get(in.Args[0]), returned
				}
				return lit{}, returned
			case summary.OpPanic:
				return lit{}, left
			case summary.OpJump:
				next = g.f.Blocks[b].Succs[0]
			case summary.OpIf:
				c := get(in.Args[0])
				switch {
				case c.kind == litBool && c.b:
					next = g.f.Blocks[b].Succs[0]
				case c.kind == litBool:
					next = g.f.Blocks[b].Succs[1]
				case s.turn != nil && b == s.turn.head:
					next = s.turn.body
				default:
					return lit{}, lost
				}
			default:
				if in.Dst >= 0 {
					regs[in.Dst] = s.instr(i, g, g.first[b]+int32(k), in, get)
				}
			}
		}
		switch {
		case next < 0:
			return lit{}, lost
		case s.turn != nil && next == s.turn.head:
			return lit{}, turned
		case s.turn != nil && !s.turn.blocks[next]:
			return lit{}, left
		}
		b, from = next, b
	}
}

func (s *speller) value(g *fn, params []lit, regs map[int32]lit, r summary.Ref) lit {
	switch r.Kind() {
	case summary.RefReg:
		return regs[int32(r.Index())]
	case summary.RefParam:
		if n := r.Index(); n < len(params) {
			return params[n]
		}
	case summary.RefConst:
		switch c := g.p.p.Consts[r.Index()]; c.Kind {
		case summary.KindNumber:
			if n, err := strconv.ParseInt(c.Text, 10, 64); err == nil {
				return lit{kind: litNumber, n: n}
			}
		case summary.KindString:
			return lit{kind: litText, s: c.Text}
		case summary.KindBool:
			return lit{kind: litBool, b: c.Text == "true"}
		}
	}
	return lit{}
}

// instr gives the value that an instruction makes.
func (s *speller) instr(i *inst, g *fn, at int32, in *summary.Instr, get func(summary.Ref) lit) lit {
	switch in.Op {
	case summary.OpBin:
		return operate(g.p.p.Syms[in.Sym], get(in.Args[0]), get(in.Args[1]))
	case summary.OpUn:
		switch x := get(in.Args[0]); {
		case x.kind == litBool && g.p.p.Syms[in.Sym] == "!":
			return lit{kind: litBool, b: !x.b}
		case x.kind == litNumber && g.p.p.Syms[in.Sym] == "-":
			return lit{kind: litNumber, n: -x.n}
		}
	case summary.OpConvert:
		x := get(in.Args[0])
		if x.kind == litNumber && s.l.kindOf(s.l.typ(g.p, in.Type)) == summary.KindString {
			return lit{kind: litText, s: string(rune(x.n))}
		}
		return x
	case summary.OpMakeInterface:
		return get(in.Args[0])
	case summary.OpNext:
		if s.turn != nil && s.turn.next == at {
			return lit{kind: litTurn, n: int64(s.turn.letter)}
		}
	case summary.OpExtract:
		if x := get(in.Args[0]); x.kind == litTurn {
			switch in.N {
			case 0:
				return lit{kind: litBool, b: true}
			case 2:
				return lit{kind: litNumber, n: x.n}
			}
		}
	case summary.OpLoadElem:
		if s.turn != nil && len(in.Args) > 1 && get(in.Args[1]).kind == litIndex && g.plain(in.Args[0]) == s.turn.of {
			return lit{kind: litNumber, n: int64(s.turn.letter)}
		}
	case summary.OpCall:
		return s.call(i, g, at, in, get)
	}
	return lit{}
}

func (s *speller) call(i *inst, g *fn, at int32, in *summary.Instr, get func(summary.Ref) lit) lit {
	if in.N&(summary.CallGo|summary.CallDefer) != 0 {
		return lit{}
	}
	var args []lit
	mode := in.N & summary.CallMode
	for n, r := range in.Args {
		if n == 0 && (mode == summary.CallInvoke || mode == summary.CallDynamic) {
			continue
		}
		args = append(args, get(r))
	}
	if i != nil {
		if ts := i.targets(at); len(ts) > 0 {
			for _, t := range ts {
				if t.fn != ts[0].fn {
					return lit{}
				}
			}
			return s.callOwn(ts[0], ts[0].fn, args)
		}
	}
	if mode == summary.CallStatic && in.Sym >= 0 {
		if f := s.l.funcs[g.p.syms[in.Sym]]; f != nil {
			return s.callOwn(nil, f, args)
		}
		return s.callKnown(g.p.p.Syms[in.Sym], args)
	}
	return lit{}
}

// classes are the functions of the standard library that ask of a letter.
var classes = map[string]func(rune) bool{
	"unicode.IsLetter": unicode.IsLetter, "unicode.IsDigit": unicode.IsDigit, "unicode.IsNumber": unicode.IsNumber, "unicode.IsSpace": unicode.IsSpace, "unicode.IsUpper": unicode.IsUpper,
	"unicode.IsLower": unicode.IsLower, "unicode.IsPunct": unicode.IsPunct, "unicode.IsControl": unicode.IsControl, "unicode.IsPrint": unicode.IsPrint, "unicode.IsGraphic": unicode.IsGraphic,
	"unicode.IsSymbol": unicode.IsSymbol, "unicode.IsTitle": unicode.IsTitle, "unicode.IsMark": unicode.IsMark,
}

// callKnown calls a function of the standard library.
func (s *speller) callKnown(name string, args []lit) lit {
	if is := classes[name]; is != nil && len(args) == 1 && args[0].kind == litNumber {
		return lit{kind: litBool, b: is(rune(args[0].n))}
	}
	if len(args) == 1 && args[0].kind == litNumber {
		switch name {
		case "unicode.ToLower":
			return lit{kind: litNumber, n: int64(unicode.ToLower(rune(args[0].n)))}
		case "unicode.ToUpper":
			return lit{kind: litNumber, n: int64(unicode.ToUpper(rune(args[0].n)))}
		}
	}
	if len(args) != 2 || args[0].kind != litText {
		return lit{}
	}
	text, x := args[0].s, args[1]
	switch {
	case name == "strings.ContainsRune" && x.kind == litNumber:
		return lit{kind: litBool, b: strings.ContainsRune(text, rune(x.n))}
	case name == "strings.IndexRune" && x.kind == litNumber, name == "strings.IndexByte" && x.kind == litNumber:
		return lit{kind: litNumber, n: int64(strings.IndexRune(text, rune(x.n)))}
	case name == "strings.Contains" && x.kind == litText:
		return lit{kind: litBool, b: strings.Contains(text, x.s)}
	case name == "strings.ContainsAny" && x.kind == litText:
		return lit{kind: litBool, b: strings.ContainsAny(text, x.s)}
	case name == "strings.Index" && x.kind == litText:
		return lit{kind: litNumber, n: int64(strings.Index(text, x.s))}
	}
	return lit{}
}

// operate is what an operator makes of two values.
func operate(op string, x, y lit) lit {
	switch {
	case x.kind == litIndex && op == "+":
		return x
	case x.kind == litNumber && y.kind == litNumber:
		switch op {
		case "+":
			return lit{kind: litNumber, n: x.n + y.n}
		case "-":
			return lit{kind: litNumber, n: x.n - y.n}
		}
		return ordered(op, x.n-y.n)
	case x.kind == litText && y.kind == litText:
		return ordered(op, int64(strings.Compare(x.s, y.s)))
	case x.kind == litBool && y.kind == litBool && op == "==":
		return lit{kind: litBool, b: x.b == y.b}
	case x.kind == litBool && y.kind == litBool && op == "!=":
		return lit{kind: litBool, b: x.b != y.b}
	}
	return lit{}
}

func ordered(op string, d int64) lit {
	out := lit{kind: litBool}
	switch op {
	case "==":
		out.b = d == 0
	case "!=":
		out.b = d != 0
	case "<":
		out.b = d < 0
	case "<=":
		out.b = d <= 0
	case ">":
		out.b = d > 0
	case ">=":
		out.b = d >= 0
	default:
		return lit{}
	}
	return out
}
