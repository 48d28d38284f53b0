package lower

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// instr lowers one instruction.
func (b *body) instr(in ssa.Instruction) {
	switch in := in.(type) {
	case ssa.CallInstruction:
		b.call(in)
	case *ssa.Jump:
		b.emit(summary.OpJump, nil, -1, -1, 0)
	case *ssa.If:
		b.emit(summary.OpIf, nil, -1, -1, 0, b.ref(in.Cond))
	case *ssa.Return:
		b.emit(summary.OpReturn, nil, -1, -1, 0, b.values(in.Results)...)
	case *ssa.Panic:
		b.emit(summary.OpPanic, nil, -1, -1, 0, b.ref(in.X))
	case *ssa.Store:
		b.store(in)
	case *ssa.MapUpdate:
		b.emit(summary.OpStoreElem, nil, -1, -1, 0, b.ref(in.Map), b.value(in.Key), b.value(in.Value))
	case *ssa.Send:
		b.emit(summary.OpSend, nil, -1, -1, 0, b.ref(in.Chan), b.value(in.X))
	case *ssa.Select:
		b.sel(in)
	case *ssa.MakeClosure:
		b.closure(in)
	case *ssa.UnOp:
		b.unop(in)
	case ssa.Value:
		if !b.conversion(in) && !b.container(in) {
			b.simple(in)
		}
	default:
		panic(fmt.Sprintf("unknown instruction %T", in))
	}
}

// simple lowers what makes or combines values.
func (b *body) simple(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.Alloc:
		b.alloc(v)
	case *ssa.Phi:
		b.args = b.args[:0]
		for _, e := range v.Edges {
			b.args = append(b.args, b.ref(e))
		}
		b.emit(summary.OpPhi, v, -1, b.typ(v.Type()), 0, b.args...)
	case *ssa.BinOp:
		b.emit(summary.OpBin, v, b.l.sym(v.Op.String()), b.typ(v.Type()), 0, b.ref(v.X), b.ref(v.Y))
	case *ssa.Extract:
		b.emit(summary.OpExtract, v, -1, b.typ(v.Type()), int32(v.Index), b.ref(v.Tuple))
	case *ssa.MakeMap:
		b.emit(summary.OpMake, v, -1, b.typ(v.Type()), 0, b.given(v.Reserve)...)
	case *ssa.MakeChan:
		b.emit(summary.OpMake, v, -1, b.typ(v.Type()), 0, b.given(v.Size)...)
	case *ssa.MakeSlice:
		b.emit(summary.OpMake, v, -1, b.typ(v.Type()), 0, b.given(v.Len, v.Cap)...)
	case *ssa.Range:
		b.emit(summary.OpRange, v, -1, -1, 0, b.ref(v.X))
	case *ssa.Next:
		b.emit(summary.OpNext, v, -1, -1, 0, b.ref(v.Iter))
	default:
		panic(fmt.Sprintf("unknown value %T", v))
	}
}

// given drops the sizes that the source does not say.
func (b *body) given(sizes ...ssa.Value) (out []summary.Ref) {
	for i, s := range sizes {
		if s != nil && (i == 0 || s != sizes[i-1]) {
			out = append(out, b.ref(s))
		}
	}
	return out
}

// conversion lowers changes of type.
func (b *body) conversion(v ssa.Value) bool {
	var x ssa.Value
	switch v := v.(type) {
	case *ssa.ChangeType:
		x = v.X
	case *ssa.Convert:
		x = v.X
	case *ssa.MultiConvert:
		x = v.X
	case *ssa.ChangeInterface:
		x = v.X
	case *ssa.SliceToArrayPointer:
		x = v.X
	case *ssa.MakeInterface:
		b.emit(summary.OpMakeInterface, v, -1, b.l.types.ask(v.X.Type(), wantMethods), 0, b.value(v.X))
		return true
	case *ssa.TypeAssert:
		b.emit(summary.OpAssert, v, -1, b.l.asserted(v.AssertedType), commaOk(v.CommaOk), b.ref(v.X))
		return true
	default:
		return false
	}
	b.emit(summary.OpConvert, v, -1, b.typ(v.Type()), 0, b.value(x))
	return true
}

// asserted enters a type that values are tested for: an interface's methods decide.
func (l *lowerer) asserted(t types.Type) int32 {
	if types.IsInterface(t) {
		return l.types.ask(t, wantMethods)
	}
	return l.types.index(t)
}

func commaOk(on bool) int32 {
	if on {
		return 1
	}
	return 0
}

var synthetic = map[string]bool{"complit": true, "varargs": true, "slicelit": true, "new": true, "makeslice": true}

func (b *body) alloc(v *ssa.Alloc) {
	sym := int32(-1)
	if v.Comment != "" && !synthetic[v.Comment] {
		sym = b.l.sym(v.Comment)
	}
	t := v.Type().Underlying().(*types.Pointer).Elem()
	b.l.types.askStruct(t)
	b.emit(summary.OpAlloc, v, sym, b.typ(t), b.l.typeArgs(namedArgs(t)))
}

func (b *body) unop(v *ssa.UnOp) {
	switch v.Op {
	case token.MUL:
		b.load(v)
	case token.ARROW:
		elem := v.X.Type().Underlying()
		if ch, ok := elem.(*types.Chan); ok {
			elem = ch.Elem()
		}
		b.emit(summary.OpRecv, v, -1, b.typ(elem), commaOk(v.CommaOk), b.ref(v.X))
	default:
		b.emit(summary.OpUn, v, b.l.sym(v.Op.String()), b.typ(v.Type()), 0, b.ref(v.X))
	}
}

// sel lowers a select: its sends, then the receives as one instruction.
func (b *body) sel(v *ssa.Select) {
	var recv []summary.Ref
	for _, s := range v.States {
		if s.Dir == types.SendOnly {
			b.emit(summary.OpSend, nil, -1, -1, 0, b.ref(s.Chan), b.value(s.Send))
		} else {
			recv = append(recv, b.ref(s.Chan))
		}
	}
	b.emit(summary.OpSelect, v, -1, -1, commaOk(!v.Blocking), recv...)
}
