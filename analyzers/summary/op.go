package summary

// Op is an operation. Unless said otherwise Instr.Type is the type of the value that it makes, for a comma-ok tuple that of
// its first component.
type Op uint8

// The operations. Addresses and the values behind them are kept apart as in SSA, except that a field or element address
// that is only loaded from or stored to is fused into LoadField, StoreField, LoadElem, StoreElem.
const (
	// OpNone is never emitted.
	OpNone Op = iota
	// OpAlloc: new variable of type Type, Dst is its address. Sym: the variable's name, if it has one. N as for CallTypeArgs:
	// the type arguments of Type.
	OpAlloc
	// OpMake: make of a map, slice or channel of type Type. Args are the sizes, if given: length, capacity.
	OpMake
	// OpClosure: Args[0] is a RefFunc, the rest what its Free variables are bound to. Over a RefFunc that is a method (its
	// Func has Recv, or it is external, or an interface method import/path.I.M) it is a method value x.M: Args[1] is the
	// receiver, the other parameters follow. With no bindings it is an instance of a generic function. N as for CallTypeArgs.
	// A plain RefFunc of a method is a method expression T.M: the receiver is the first argument of its call.
	OpClosure
	// OpLoad: *Args[0].
	OpLoad
	// OpStore: *Args[0] = Args[1].
	OpStore
	// OpFieldAddr: &Args[0].Sym (Sym is import/path.T.Field; import/path.(struct#1f3a09c2).Field for an unnamed struct), Type is the
	// field's type. Emitted only where the address escapes into something other than load and store.
	OpFieldAddr
	// OpLoadField: Args[0].Sym, through a pointer or of a struct value. Type is the field's type.
	OpLoadField
	// OpStoreField: Args[0].Sym = Args[1]. Type is the field's type. N is 1 where Args[0] is a copy of another struct and its field is
	// never read as that one's from then on.
	OpStoreField
	// OpElemAddr: &Args[0][Args[1]], where the address escapes. Type is the element's type.
	OpElemAddr
	// OpLoadElem: Args[0][Args[1]] of a slice, array, map or string. N&1: comma-ok, Dst is a tuple (value, ok).
	OpLoadElem
	// OpStoreElem: Args[0][Args[1]] = Args[2]; maps too.
	OpStoreElem
	// OpRange: iterator over the map or string Args[0]; OpNext: tuple (ok, key, value) of the iterator Args[0].
	OpRange
	OpNext
	// OpSlice: Args[0][:]; the same backing store. N&1: it may begin after the first element, N&2: end before the last.
	OpSlice
	// OpConvert: Args[0] as Type (conversions, changes of type and of interface).
	OpConvert
	// OpMakeInterface: Args[0] becomes an interface; Type is the dynamic type.
	OpMakeInterface
	// OpAssert: Args[0].(Type). N&1: comma-ok, Dst is a tuple (value, ok).
	OpAssert
	// OpExtract: component N of the tuple Args[0].
	OpExtract
	// OpPhi: one operand per predecessor, in the order of Block.Preds.
	OpPhi
	// OpBin: Args[0] Sym Args[1]; Sym is the operator's text. Kept for +, comparisons; other arithmetic too (its operands count).
	OpBin
	// OpUn: Sym Args[0], for ! and -.
	OpUn
	// OpRecv: <-Args[0]. N&1: comma-ok tuple. OpSend: Args[0] <- Args[1].
	OpRecv
	OpSend
	// OpSelect: Args are the channels received from; Dst a tuple (index, ok, value…). Sends in a select are OpSend before it.
	// N&1: it has a default.
	OpSelect
	// OpCall: see the Call flags for what Args and Sym mean. Type is the result type (a tuple for several), -1 for none.
	OpCall
	// OpReturn: Args are the results. OpIf: Args[0] is the condition. OpJump, OpPanic (Args[0]); a call that never returns
	// (os.Exit, log.Fatal) is followed by the OpPanic of "noreturn".
	OpReturn
	OpIf
	OpJump
	OpPanic
)

// Flags of OpCall in Instr.N: one of the modes, and the modifiers.
const (
	CallStatic  = 0 // Sym is the function; Args are all arguments, receiver first
	CallInvoke  = 1 // Sym is the interface method import/path.I.M; Args[0] is the interface value
	CallDynamic = 2 // Args[0] is the function value
	CallBuiltin = 3 // Sym is the builtin's name
	CallMode    = 3 // mask

	CallGo       = 4  // go statement
	CallDefer    = 8  // defer statement
	CallVariadic = 16 // the last argument is a slice made for a variadic parameter
	CallRecv     = 32 // static: the first argument is the receiver

	CallTypeArgs = 8 // shift: Instr.N>>CallTypeArgs is 1 + the index of Package.TypeArgs, 0 for none
)
