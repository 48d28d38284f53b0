package link

import (
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// world is the program as summaries give it: immutable while linking, but for lazily filled tables.
type world struct {
	pkgs   []*pkgInfo // by path
	byPath map[string]*pkgInfo
	syms   strtab
	rows   [][]*catalog.Row // by symbol, filled lazily
	rowSet []bool
	keys   []string        // catalogue key by symbol
	paths  map[string]bool // packages that are known to exist: own ones, what they import, and libraries that matter
	remote map[string]bool // libraries that may ask a network, a database or a process

	packages []string // import path by symbol, filled lazily
	funcs    map[int32]*fn
	types    map[string]int32
	typeTab  []*typeInfo
	cat      Catalog
	conv     []int32            // types converted to an interface somewhere, sorted
	written  map[string]bool    // fields that own code stores to
	setters  map[int32][]setter // see defaults.go

	viaRegisters map[int32]bool // by interface method: see registersVia

	ordered   map[int32]bool // fields that are kept in order: see ordered.go
	orderedIn map[int32]bool // structs that have such fields

	secretArgs map[string][]*catalog.Row // functions and fields of libraries that take secrets, told by names, to what they take
	declared   map[string]string         // methods of libraries' interfaces, by the interface called on, to those that declare them
	sqlFiles   map[string][]summary.Text // embedded SQL files by variable
}

type pkgInfo struct {
	p      *summary.Package
	syms   []int32  // package symbol → program symbol
	types  []int32  // package type → program type
	consts []set    // their values, 0 before they are asked for
	files  []string // see path
}

type typeInfo struct {
	name    string
	kind    summary.Kind
	elem    string
	own     bool
	named   bool
	methods map[string]summary.Method
	other   *typeInfo // see world.other
	fields  []summary.Field
	pkg     *pkgInfo
	file    int32
	line    int32
	base    int32 // the type a pointer leads to, 0 where that was not asked for yet
	ptr     int32 // the pointer to the type, the same
	code    int8  // whether it has a field that is code: see holdsCode
}

// fn is a function of the program, its blocks laid end to end.
type fn struct {
	id        int32
	sym       int32
	name      string
	p         *pkgInfo
	f         *summary.Func
	code      []summary.Instr
	block     []int32                  // instruction → block
	first     []int32                  // block → its first instruction
	capped    map[capKey][]summary.Ref // see caps
	member    map[capKey][]summary.Ref // see listedIn
	plainAt   []int32                  // see plainUses
	plainSeen bool
	def       []int32 // register → instruction
	insts     map[string]*inst
	n         int
	cost      uint8 // what it may do, transitively: bits may*
	dom       []int32
	post      []int32 // see order
	seq       []int32 // blocks, see sequence
	turns     []int32 // phis that a loop leads back to
	all       []int32 // see program
	asks      uint8   // see asksParams
	shapes    map[int32]*loopShape
	hands     []int32 // see handing
	handed    bool
	cycle     int32 // functions that call each other, 0 where it does not call itself
	deps      map[int32][]bool
	parent    int32
	worth     map[int32]uint8 // loads of elements: whether to tell the elements apart
	alike     map[string]int  // contexts by shape
	passed    map[string]bool // what code it is passed, once the program is full: see passedCode
	uses      [][]int32       // see users
	higher    uint8           // see linker.higherOrder: 1 no, 2 yes
	fan       bool            // made up: see fan.go
	ordered   bool            // gets to fields that are kept in order: see ordered.go
}

const (
	mayRegister = 1 << iota // routes, groups, middleware, servers
	mayEffect               // any modelled call
	mayMake                 // closures
	mayKeep                 // stores to fields and elements
	mayReach                // stores, other services, processes
	mayServe                // starts a server
	mayName                 // see namesPart
)

// Catalog is what the linker asks of the models of libraries.
type Catalog interface {
	Lookup(symbol string) []*catalog.Row
	KnownPackage(path string) (library string, ok bool)
	Fields(typ string) []*catalog.Row
}

func newWorld(pkgs []*summary.Package, cat Catalog) *world {
	w := &world{byPath: map[string]*pkgInfo{}, funcs: map[int32]*fn{}, types: map[string]int32{}, cat: cat}
	w.syms.ids = map[string]int32{}
	w.written, w.viaRegisters, w.setters = map[string]bool{}, map[int32]bool{}, map[int32][]setter{}
	w.paths = map[string]bool{}
	w.declared, w.sqlFiles, w.secretArgs = map[string]string{}, map[string][]summary.Text{}, map[string][]*catalog.Row{}
	sorted := append([]*summary.Package(nil), pkgs...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].Path < sorted[j].Path })
	for _, p := range sorted {
		w.addPackage(p)
	}
	w.renamePromoted()
	w.collectConversions()
	w.classify()
	w.findOrdered()
	w.components()
	return w
}

func (w *world) addPackage(p *summary.Package) {
	pi := &pkgInfo{p: p, syms: make([]int32, len(p.Syms)), types: make([]int32, len(p.Types))}
	for i, s := range p.Syms {
		pi.syms[i] = w.syms.get(s)
	}
	w.paths[p.Path] = true
	for _, im := range p.Imports {
		w.paths[im.Path] = true
	}
	for _, h := range p.Inherits {
		w.declared[h.Sym] = h.Decl
	}
	for _, s := range p.Secrets {
		if !slices.ContainsFunc(w.secretArgs[s.Sym], func(r *catalog.Row) bool { return r.Args["value"][0].Index == int(s.Arg) }) {
			w.secretArgs[s.Sym] = append(w.secretArgs[s.Sym], secretRow(s.Name, int(s.Arg)))
		}
	}
	for _, t := range p.Texts {
		w.sqlFiles[t.Var] = append(w.sqlFiles[t.Var], t)
	}
	for i := range p.Types {
		pi.types[i] = w.addType(pi, &p.Types[i])
	}
	for i := range p.Funcs {
		w.addFunc(pi, &p.Funcs[i])
	}
	w.pkgs = append(w.pkgs, pi)
	w.byPath[p.Path] = pi
}

func (w *world) typeID(name string) int32 {
	if id, ok := w.types[name]; ok {
		return id
	}
	id := int32(len(w.typeTab))
	w.types[name] = id
	w.typeTab = append(w.typeTab, &typeInfo{name: name, file: -1})
	return id
}

func (w *world) addType(pi *pkgInfo, t *summary.Type) int32 {
	id := w.typeID(t.Name)
	ti := w.typeTab[id]
	if ti.kind == summary.KindOther {
		ti.kind, ti.elem, ti.named = t.Kind, t.Elem, t.Named
	}
	if len(t.Methods) > 0 && ti.methods == nil {
		ti.methods = make(map[string]summary.Method, len(t.Methods))
		for _, m := range t.Methods {
			ti.methods[m.Name] = m
		}
	}
	if len(t.Fields) > len(ti.fields) {
		ti.fields = t.Fields
	}
	if t.Own && (ti.pkg == nil || t.File >= 0 && ti.file < 0) {
		ti.own, ti.pkg, ti.file, ti.line = true, pi, t.File, t.Line
	}
	return id
}

func (w *world) addFunc(pi *pkgInfo, f *summary.Func) {
	g := newFn(pi, f, int32(len(w.funcs)), w.syms.get(f.Sym))
	if f.Parent != "" {
		g.parent = w.syms.get(f.Parent)
	}
	for k := range g.code {
		if in := &g.code[k]; (in.Op == summary.OpStoreField || in.Op == summary.OpFieldAddr) && in.Sym >= 0 {
			w.written[pi.p.Syms[in.Sym]] = true
		}
	}
	w.funcs[g.sym] = g
	w.noteSetters(g)
}

// newFn prepares a function for being evaluated.
func newFn(pi *pkgInfo, f *summary.Func, id, sym int32) *fn {
	g := &fn{id: id, sym: sym, name: f.Sym, p: pi, f: f, insts: map[string]*inst{}, parent: -1}
	g.def = make([]int32, f.Regs)
	for i := range g.def {
		g.def[i] = -1
	}
	for b := range f.Blocks {
		g.first = append(g.first, int32(len(g.code)))
		for _, in := range f.Blocks[b].Instrs {
			if in.Dst >= 0 && int(in.Dst) < len(g.def) {
				g.def[in.Dst] = int32(len(g.code))
			}
			g.code = append(g.code, in)
			g.block = append(g.block, int32(b))
		}
	}
	return g
}

// collectConversions lists the types that are converted to an interface anywhere: the candidates where an interface value
// could not be followed.
func (w *world) collectConversions() {
	seen := map[int32]bool{}
	for _, pi := range w.pkgs {
		for i := range pi.p.Funcs {
			for _, b := range pi.p.Funcs[i].Blocks {
				for _, in := range b.Instrs {
					if in.Op == summary.OpMakeInterface && in.Type >= 0 && !seen[pi.types[in.Type]] {
						seen[pi.types[in.Type]] = true
						w.conv = append(w.conv, pi.types[in.Type])
					}
				}
			}
		}
	}
	sort.Slice(w.conv, func(i, j int) bool { return w.typeTab[w.conv[i]].name < w.typeTab[w.conv[j]].name })
}

// lookup gives the catalogue's rows for a symbol.
func (w *world) lookup(sym int32) []*catalog.Row {
	for int(sym) >= len(w.rowSet) {
		w.rowSet = append(w.rowSet, false)
		w.rows = append(w.rows, nil)
		w.keys = append(w.keys, "")
	}
	if !w.rowSet[sym] {
		w.rowSet[sym] = true
		w.keys[sym] = catKey(w.syms.list[sym])
		w.rows[sym] = w.cat.Lookup(w.keys[sym])
		if w.isOwn(sym) { // the program is a library that we know: what it does stands in its source
			w.rows[sym] = slices.DeleteFunc(slices.Clone(w.rows[sym]), (*catalog.Row).Builtin)
		}
		if d := w.declared[w.syms.list[sym]]; d != "" && len(w.rows[sym]) == 0 {
			w.rows[sym] = w.cat.Lookup(catKey(d))
		}
		if len(w.rows[sym]) == 0 && !w.isOwn(sym) {
			if r := w.generatedRow(sym); r != nil {
				w.rows[sym] = []*catalog.Row{r}
			}
		}
	}
	return w.rows[sym]
}

// catKey turns import/path.(*T).M into import/path.T.M.
func catKey(sym string) string {
	i := strings.Index(sym, ".(*")
	if i < 0 {
		return sym
	}
	j := strings.IndexByte(sym[i:], ')')
	if j < 0 {
		return sym
	}
	return sym[:i+1] + sym[i+3:i+j] + sym[i+j+1:]
}

// pkgOf gives the import path of a symbol.
func (w *world) pkgOf(sym int32) string {
	for int(sym) >= len(w.packages) {
		w.packages = append(w.packages, "")
	}
	if w.packages[sym] == "" {
		w.packages[sym], _ = summary.Split(w.syms.list[sym], w.isPackage)
	}
	return w.packages[sym]
}

// isPackage says that there is a package of that path, as far as own packages and the models know.
func (w *world) isPackage(path string) bool {
	if w.paths[path] {
		return true
	}
	_, known := w.cat.KnownPackage(path)
	return known
}

// isOwn says that a symbol is of an own package.
func (w *world) isOwn(sym int32) bool { return w.byPath[w.pkgOf(sym)] != nil }

func (w *world) typ(pi *pkgInfo, i int32) int32 {
	if i < 0 || int(i) >= len(pi.types) {
		return -1
	}
	return pi.types[i]
}

func (w *world) kindOf(t int32) summary.Kind {
	if t < 0 {
		return summary.KindOther
	}
	return w.typeTab[t].kind
}

// method finds a method in the method set of a type, trying the pointer to it as well.
func (w *world) method(t int32, name string) (summary.Method, bool) {
	if t < 0 {
		return summary.Method{}, false
	}
	ti := w.typeTab[t]
	if m, ok := ti.methods[name]; ok {
		return m, true
	}
	if ti.other == nil {
		ti.other = w.other(ti)
	}
	m, ok := ti.other.methods[name]
	return m, ok
}

// other gives the pointer to a type, of a pointer what it points at, and what has nothing where the program does not name it.
func (w *world) other(ti *typeInfo) *typeInfo {
	name := "*" + ti.name
	if strings.HasPrefix(ti.name, "*") {
		name = ti.name[1:]
	}
	if id, ok := w.types[name]; ok {
		return w.typeTab[id]
	}
	return &typeInfo{name: name}
}
