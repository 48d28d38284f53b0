// Package summary is what one package contributes to the whole program, as plain data.
//
// In: what analyzers/lower reads off a package's SSA. Out: a blob (encode.go) that is handed on undecoded by the package
// fact, the cache and merge, and decoded only by who links. It imports nothing of ours and no go/types.
//
// A summary is parametric: a function is kept as a small register program over its parameters, receiver, captured
// variables, constants, fields and globals. Nothing in it depends on who calls; the linker instantiates it per caller.
// What cannot matter to a data-flow diagram is gone: arithmetic, debug references, run-time details.
package summary

// Package is one package's summary. Slices are sorted or in source order; there are no maps.
type Package struct {
	Path    string // import path
	Name    string
	Module  string // module path, "" where the build gave none
	Dir     string // folder relative to the module root, '/'-separated, "" for the root
	Main    bool
	Files   []string // base names
	Made    []int32  // Files that a generator wrote
	Imports []Import // direct imports, sorted by path
	Types   []Type   // Instr.Type, Param.Type index this
	Consts  []Const  // Ref of kind RefConst indexes this
	Syms    []string // Instr.Sym, RefGlobal and RefFunc index this
	Funcs   []Func   // package initialiser first ("path.init"), then by Sym
	Skipped []Skipped

	TypeArgs [][]int32 // Types of the arguments a generic function is instantiated with; see CallTypeArgs
	Embeds   []string  // globals filled by a go:embed directive, sorted
	Ignores  []Ignore  // comments that dispute findings, by file and line

	Texts    []Text    // SQL files that a go:embed directive fills Embeds with, by variable and name
	Secrets  []Secret  // parameters of the libraries' functions called here whose names say that they are secrets
	Inherits []Inherit // methods called of libraries' interfaces that embed the interface which declares them, and of structs that embed what declares them
	Idle     []int32   // Syms of libraries' functions called whose signatures leave them no way to a network, a store or a process; sorted
}

// Text is an embedded file: its name as the variable's file system knows it.
type Text struct{ Var, Name, Text string }

// Inherit says that Sym, a method by the name of the interface that it was called on, or of a struct that embeds what has it (import/path.T.M,
// pointer or not), is declared as Decl.
type Inherit struct{ Sym, Decl string }

// Secret says that the parameter Arg (the receiver is not counted) of Sym, a function outside the own packages, is called Name: password, secretKey.
type Secret struct {
	Sym, Name string
	Arg       int32
}

// Ignore is a comment that disputes findings on the lines From to To of its file. One with a Problem has no effect.
type Ignore struct {
	File, Line, From, To int32
	Rules                []string // empty for all
	Reason, Problem      string
}

// Import is a direct import. Blank imports matter: they register drivers and pprof handlers.
type Import struct {
	Path  string
	Blank bool
	Own   bool
	File  int32
	Line  int32
}

// Skipped is a function or file that could not be summarised.
type Skipped struct{ What, Reason string }

// Kind is the shape of a type's underlying type.
type Kind uint8

// The kinds of types.
const (
	KindOther Kind = iota
	KindBasic
	KindString // underlying string
	KindNumber // integers and floats
	KindBool
	KindStruct
	KindPointer // pointer to anything
	KindInterface
	KindFunc
	KindSlice
	KindArray
	KindMap
	KindChan
	KindTuple
	KindTypeParam
)

// Type describes a type. Methods is filled for own named types (and pointers to them), and for any type that is the
// dynamic type of a conversion to an interface; Fields for own structs and for structs reached from them. A type stands in
// the table of every package that mentions it; the entry of the package that declares it (File >= 0) has all there is, the
// others of a library's type only exported methods and fields. The interface of a gRPC service of a library's generated code has its
// methods as Fields, too, each with its full name (/package.Service/Method) as Tag, where a call registers the service.
type Type struct {
	Name    string // full: import/path.T, *import/path.T, []string, func(int) error; type arguments are dropped
	Kind    Kind
	Elem    string // pointer, slice, array, map (value), chan: the element type's Name
	Named   bool   // a defined type or a pointer to one
	Own     bool
	Methods []Method // method set (interface: its methods), sorted by Name
	Fields  []Field  // struct fields in order
	File    int32    // own named types: where declared; -1 else
	Line    int32
}

// Method is one method of a method set. Sym is the function that is declared (import/path.(*T).M); for a promoted method,
// Embed are the fields to walk from the receiver to the embedded value. An interface's methods are import/path.I.M.
type Method struct {
	Name  string
	Sym   string
	Embed []string // field symbols, import/path.T.Field
}

// Field is a struct field.
type Field struct {
	Name     string
	Type     string
	Tag      string
	Embedded bool
}

// Const is a constant. Text is the exact string for strings (unquoted), decimal for numbers, "true" or "false".
type Const struct {
	Kind Kind // KindString, KindNumber, KindBool, KindOther
	Text string
	Type int32 // index of Types, -1 for an untyped or basic type
}

// Func is one function, method or closure with a body.
type Func struct {
	Sym     string // import/path.Func, import/path.(*T).M, import/path.T.M, closures import/path.Func.func1
	Parent  string // closures: Sym of the enclosing function
	File    int32  // index of Package.Files; -1 for the package initialiser, see Place
	Line    int32  // line of the func keyword
	EndLine int32
	Recv    bool // the first parameter is the receiver
	Export  bool // exported function, or exported method of an exported type
	Generic bool
	Params  []Param // receiver included
	Free    []Param // captured variables (their addresses, as in SSA)
	Results []int32 // types
	Regs    int32   // number of registers
	Blocks  []Block // block 0 is the entry

	TypeParams []int32 // types (KindTypeParam) of its type parameters, the receiver's first; parallel to TypeArgs entries
}

// LineBits is how many low bits of Instr.Line hold the line in the package initialiser; the file is above them.
const LineBits = 20

// Place returns the file (index of Package.Files, -1 if unknown) and line of one of f's instructions. The package
// initialiser is put together from all files, so its lines carry their file.
func (f *Func) Place(in *Instr) (file, line int32) {
	switch {
	case f.File >= 0:
		return f.File, in.Line
	case in.Line == 0:
		return -1, 0
	}
	return in.Line >> LineBits, in.Line & (1<<LineBits - 1)
}

// Param is a parameter or captured variable.
type Param struct {
	Name string
	Type int32
}

// Block is a basic block. The last instruction is a Jump (one successor), an If (two: true, false), a Return or a Panic.
type Block struct {
	Instrs []Instr
	Succs  []int32
	Preds  []int32
}

// RefKind says what a Ref points at.
type RefKind uint8

// The kinds of operands.
const (
	RefReg    RefKind = iota // register, written by one instruction
	RefParam                 // parameter (receiver is 0)
	RefFree                  // captured variable: its address
	RefConst                 // Package.Consts
	RefGlobal                // address of the package-level variable Package.Syms[i]: import/path.Name
	RefFunc                  // the function Package.Syms[i] as a value
	RefNil                   // nil or a zero value
)

// Ref is an operand: kind in the low three bits, index above.
type Ref uint32

// MakeRef builds an operand.
func MakeRef(k RefKind, i int) Ref { return Ref(i)<<3 | Ref(k) }

// Kind returns what r points at.
func (r Ref) Kind() RefKind { return RefKind(r & 7) }

// Index returns the index of what r points at.
func (r Ref) Index() int { return int(r >> 3) }

// Instr is one instruction. Dst is the register it writes, -1 for none. Line is in the function's file, 0 where unknown.
type Instr struct {
	Op   Op
	Dst  int32
	Sym  int32 // Package.Syms, -1 for none
	Type int32 // Package.Types, -1 for none
	N    int32
	Line int32
	Args []Ref
}
