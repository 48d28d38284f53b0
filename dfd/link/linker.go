package link

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// linker evaluates function instances until nothing changes.
type linker struct {
	*world
	heap
	atoms     atoms
	origins   origins
	sets      *sets
	strs      strtab
	fieldKeys []int32 // by symbol, plus one
	insts     []*inst
	queue     []*inst
	depth     int
	evals     int   // instances evaluated again
	most      int   // how many may be
	many      int   // instances that any program may have: see plenty
	stopped   bool  // after maxEvaluations, values still changing
	cur       *inst // what is being evaluated, and which instruction of it
	curAt     int32
	budgets   map[string]int
	roots     []*root
	standing  map[string]dfd.Place // see literalPlaces

	fStar, fWild, fAlias, fElem      int32
	anyField, ctxObj                 int32
	aNilAtom, aNextAtom, aUnk, aMany atom
	entered                          map[atom][]*inst
	consumers                        map[atom]bool      // handlers of messages, see bindEvent
	errorsTo                         map[string][]*inst // by library: the program's functions that answer errors
	middled                          map[atom]*middle
	musts                            map[mustKey]*must
	mustRound                        int  // see forgetMusts
	tentative                        bool // what is being found out is, see must.noting
	guards                           []guard
	factSet                          *factSet
	guardIDs                         map[guardKey]int32
	cameBy                           map[camePast][]int32 // see standin.go
	puts                             map[string][]*putAt  // context-set calls by key
	stores                           map[int32][]callAt   // see storesTo
	fieldStores                      map[int32][]callAt   // by field: see setByHand
	rowsInto                         map[int32][]callAt   // see fillsOf
	steps, beginning                 map[*fn]bool         // see fluent and begins
	naming                           paramUse             // see namesSetting
	sought                           map[string]bool      // the keys that context-get calls ask for
	basicPlaces                      map[int32]bool       // where r.BasicAuth is called
	filters, byResult                map[*inst]bool       // see filters.go
	ending                           []bool               // by instance: see ending.go
	calledMany                       map[string]int32     // see manyCalled
	privileged                       map[string]bool      // fields by name: see privileges
	opened                           map[opening][]string // see openedBy
	carried                          map[carrier]bool     // see carriers
	hostHeader                       *string              // see hostSays, nil before it is asked for
	holds                            map[int32]bool       // types that can hold a function
	lists                            map[guardKey][]string
	registered                       map[string]givenDriver // drivers by the names that the program gives them
	required                         map[string]bool        // configuration without which the program does not start
	limiterKeys                      map[int32]set
	pins                             map[pinKey][]*inst
	fieldsSet                        map[int32]bool            // see writes
	wordedFns                        map[*fn]bool              // see worded
	concats                          map[string]set            // see concat
	pinned, decided                  map[string]bool           // method names, see pin.go
	shrunk                           map[int32]bool            // maps that keys are deleted from
	running                          map[callAt]map[int32]bool // wrapped handlers called at a call that is being evaluated
	useCache                         map[useKey]*usedBy
	escaped                          map[int32]bool          // objects passed to library code without a model
	lost                             map[cellKey][]lostStore // see idle
	lentFields                       map[cellKey]bool        // see lent
	waiting, late                    map[callAt]bool         // see late.go
	passedBy                         map[*inst][]pass        // see passes
	errorsOf                         map[set][]atom          // see errorsIn
	overlaid                         map[cellKey]bool        // fields of copies that hold nothing of what was copied
	usual                            *unset                  // while entry points are judged as they are where nothing is set
	nothingSet                       *unset                  // the same, kept
	serves                           map[*inst]bool          // what starts servers, or calls what does; nil until it is asked for
	switches                         map[int32][]int32       // settings by which a check may be left out, by guard
	started                          map[*inst]bool          // what runs when a process starts
	whereSet                         bool                    // while usual is asked: settings turn round what they decide
	leavesOut                        map[string]bool         // settings that made a difference, since it was last emptied
	pending                          map[int32]bool          // cells of which a default waits, see defaults.go
	gaveUp                           bool
	unmade, made                     map[int32][]int32   // by interface: see candidates.go
	crowds                           map[crowdKey]*crowd // see alike.go
	joining                          []int32
	cycles                           map[int32]int     // contexts in which functions that call each other were entered
	rings                            map[int32]*inst   // of functions that call each other, what further contexts share
	commons                          map[string]*crowd // of bindings, by closure and shape
	fans                             map[fanKey]*fn    // see fan.go
	sides                            map[sidesKey]sides
	bunched                          map[set][]bunch
	frees                            []int32         // see freeField
	unlike                           map[int32]int   // see embed
	bare                             map[set]set     // see unmarked
	parts                            map[partKey]set // see refine
	apartTypes                       map[int32]bool
	widened                          []set          // by set
	rests                            []set          // by set, plus one: see rest
	overrides                        uint8          // see overridesMethod
	atStart                          map[int32]bool // package variables: see madeAtStart
	route                            *asked         // see asked.go
	routes                           map[askedKey]*asked
	asking                           *asking
	early                            map[*inst]bool  // runs before a route is found
	putUnder                         map[string]bool // see keyed.go
	keyed                            map[*fn][]keyedRead
	putAnywhere                      bool
	looked                           []uint32 // by object: see callable
	look                             uint32
	calledAs                         map[atom][]*inst    // see handover.go
	answered                         map[int32]*question // see answering
	questions                        map[callAt]*question
	receiving                        map[int32][]receiver
	weighed                          bool // see interesting
	putsIn                           map[*inst][]*putAt
	comparedFields                   map[string]bool // see bounds.go
	fillers                          map[*inst]bool  // see privilege.go
	techs                            Techs
	classes                          Classes
	driverTechs                      []string
	places                           []dfd.Place
	placeIDs                         map[dfd.Place]int32
	stages                           stages
	lastStage                        *inst            // of the process: what was evaluated in order last
	ordering                         int              // instances that are evaluated in order
	keying                           paramUse         // see namesKey
	typing                           paramUse         // see asksType and callsMethodsOf
	messages                         map[string]bool  // see sendsMessages
	ownHits                          map[hitKey]*hit  // see narrow.go
	runners                          map[*fn]bool     // see runsStatements
	startingUp                       bool             // what is called next from outside belongs to the set-up code
	anyhow, sequenced                map[int32]bool   // cells that hold what they ever do, objects of which the order is known
	serving                          map[callAt]int32 // the stages where servers are started
	whenServing                      map[cellKey]set  // what fields hold then
}

// inst is a function in one calling context.
type inst struct {
	id      int32
	fn      *fn
	args    []set
	free    int32 // object with the closure's bindings, -1 for none
	regs    []set
	tuples  map[int32][]set
	rets    []set
	callers []*inst
	calls   map[int32][]*inst // by instruction
	hits    map[int32][]*hit  // modelled calls by instruction
	open    map[int32]string  // dynamic calls for which nothing was found
	queued  bool
	evals   int // so often it was evaluated
	done    bool
	full    bool   // all of it is to be evaluated again
	some    bool   // some instructions of it are
	dirty   []bool // which
	under   *inst  // whose call it is evaluated for right now
	merged  bool
	closed  []bool // blocks not reached in this context, see closedBlocks
	depth   int
	split   *split // clone of another instance for one element of a table
	splits  map[int32][]*inst
	reads   [][]int32         // cells it depends on, by instruction; first those that all of it does
	skip    map[int32]bool    // instructions that only the clones evaluate
	unrolls map[int32]*unroll // by phi: see unroll.go
	joined  map[int32]bool    // loads of elements that are evaluated together: see rejoin.go
	retired bool
	exports map[int32]set // registers of such instructions that others use, over all clones
	targs   []int32       // program types of its type arguments
	lit     uint64        // see context
	key     string        // under which fn.insts holds it
	refs    int           // instructions that call it, see reuse.go
	worth   bool          // see interesting
	root    bool          // called from outside the program
	busy    int           // evaluations under way
	maker   *inst         // who called it first
	goes    bool          // called by a go statement
	comp    *inst         // of functions that call each other: where they were entered
	joins   int           // how often arguments were added, see recursion.go
	layout  *layout
	must    *must    // the last one that was asked for
	order   *inOrder // see inorder.go
	setup   bool     // the set-up code calls it
	asks    []uint64 // questions that it and what it calls ask of a route, see asking
	replied replied
}

func newLinker(w *world) *linker {
	l := &linker{world: w, sets: newSets(), budgets: map[string]int{}, entered: map[atom][]*inst{}, consumers: map[atom]bool{}, middled: map[atom]*middle{}, errorsTo: map[string][]*inst{}}
	l.cameBy = map[camePast][]int32{}
	l.musts, l.guardIDs = map[mustKey]*must{}, map[guardKey]int32{}
	l.switches, l.leavesOut = map[int32][]int32{}, map[string]bool{}
	l.factSet, l.calledMany, l.privileged, l.opened = newFactSet(), map[string]int32{}, map[string]bool{}, map[opening][]string{}
	l.useCache, l.routes = map[useKey]*usedBy{}, map[askedKey]*asked{}
	l.errorsOf = map[set][]atom{}
	l.escaped, l.beginning = map[int32]bool{}, map[*fn]bool{}
	l.waiting, l.late, l.pending = map[callAt]bool{}, map[callAt]bool{}, map[int32]bool{}
	l.unmade, l.made = map[int32][]int32{}, map[int32][]int32{}
	l.lists = map[guardKey][]string{}
	l.holds = map[int32]bool{}
	l.registered = map[string]givenDriver{}
	l.concats = map[string]set{}
	l.pins, l.pinned, l.decided, l.shrunk = map[pinKey][]*inst{}, map[string]bool{}, map[string]bool{}, map[int32]bool{}
	l.commons, l.keyed = map[string]*crowd{}, map[*fn][]keyedRead{}
	l.cycles, l.rings = map[int32]int{}, map[int32]*inst{}
	l.many = manyInstances
	l.most = maxEvaluations * l.plenty()
	l.unlike, l.bare, l.parts = map[int32]int{}, map[set]set{}, map[partKey]set{}
	l.fans, l.sides, l.bunched = map[fanKey]*fn{}, map[sidesKey]sides{}, map[set][]bunch{}
	l.crowds, l.apartTypes = map[crowdKey]*crowd{}, map[int32]bool{}
	l.overlaid = map[cellKey]bool{}
	l.puts, l.sought, l.basicPlaces, l.filters = map[string][]*putAt{}, map[string]bool{}, map[int32]bool{}, map[*inst]bool{}
	l.byResult, l.ownHits = map[*inst]bool{}, map[hitKey]*hit{}
	l.runners = map[*fn]bool{}
	l.atoms = newAtoms()
	l.origins.ids = map[originKey]int32{}
	l.strs.ids = map[string]int32{}
	l.objIDs, l.viewIDs = map[objKey]int32{}, map[cellKey]int32{}
	l.places, l.placeIDs = []dfd.Place{{}, {}, {}}, map[dfd.Place]int32{{}: 0}
	l.running = map[callAt]map[int32]bool{}
	l.fStar, l.fWild, l.fAlias, l.fElem = l.strs.get("*"), l.strs.get("?"), l.strs.get("="), l.strs.get("[]")
	l.anyField = l.object(objKey{oContext, -1, 0, 0}, func() object { return object{kind: oContext, typ: -1, fn: -1, parent: -1, sym: -1} })
	l.ctxObj = l.object(objKey{oContext, -2, 0, 0}, func() object { return object{kind: oContext, typ: -1, fn: -1, parent: -1, sym: -1} })
	l.anyhow, l.sequenced, l.serving, l.whenServing = map[int32]bool{}, map[int32]bool{}, map[callAt]int32{}, map[cellKey]set{}
	l.naming, l.keying, l.typing, l.messages = paramUse{}, paramUse{}, paramUse{}, map[string]bool{}
	l.startStages()
	l.aNilAtom = l.atoms.get(atomKey{kind: aNil})
	l.aNextAtom = l.atoms.get(atomKey{kind: aNext})
	l.aMany = l.atoms.get(atomKey{kind: aMany})
	l.aUnk = l.atoms.get(atomKey{kind: aUnknown})
	return l
}

const (
	maxDepth   = 80 // nesting of contexts
	maxMarked  = 4  // origins of one kind that differ in what was done to them, where there are more than maxSet
	manyPlaces = 1  // the place of an origin that stands for several of its kind to which the same was done
	anyPlaces  = 2  // the place of one that stands for all of its kind
)

// instance gives the instance of g for these arguments, evaluating it where it is new.
func (l *linker) instance(g *fn, args []set, free int32, from *inst) *inst {
	return l.instanceIn(g, args, free, from, context{})
}

func (l *linker) instanceIn(g *fn, args []set, free int32, from *inst, c context) *inst {
	for len(args) < len(g.f.Params) {
		args = append(args, 0)
	}
	args = args[:len(g.f.Params)]
	k := instKey(args, free, c.apart()...)
	i, ok := g.insts[k]
	if r := l.recursive(g, args, free, from, ok); r != nil {
		i = r
		l.joinArgs(i, args)
	} else if !ok {
		if share, many := l.tooMany(g, args, free, from, c.targs); many {
			if i = l.mergedInstance(g, args, free, share); share != "" && l.crowding() == 0 {
				i.targs = c.targs
			}
		} else {
			i = l.newInstance(g, append([]set(nil), args...), free, from)
			i.targs, i.lit = c.targs, c.lit
			g.insts[k], i.key = i, k
			g.n++
			if from == nil && l.startingUp {
				l.startUp(i)
			}
		}
	}
	if lit := i.lit & c.lit; lit != i.lit {
		i.lit = lit
		l.wake(i)
	}
	i.root = i.root || from == nil
	l.startingUp = false
	l.addCaller(i, from)
	if !i.done && l.depth < 400 {
		l.depth++
		under := i.under
		i.under = from
		l.eval(i)
		i.under = under
		l.depth--
	} else if !i.done {
		l.wake(i)
	}
	return i
}

func instKey(args []set, free int32, targs ...int32) string {
	b := make([]byte, 0, (len(args)+len(targs)+1)*4)
	for _, s := range args {
		b = binary.LittleEndian.AppendUint32(b, uint32(s))
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(free))
	for _, s := range targs {
		b = binary.LittleEndian.AppendUint32(b, uint32(s))
	}
	return string(b)
}

// tooMany says that a function has as many contexts as it may, and which of its shared instances a further one joins.
func (l *linker) tooMany(g *fn, args []set, free int32, from *inst, targs []int32) (share string, many bool) {
	if g.fan {
		return "", true
	}
	types := l.typeKeys(g, args)
	limit, shape := l.atMost(maxContexts), types
	switch {
	case types != "": // what registers handlers by types of messages, and what looks them up
		limit = l.atMost(maxRegistration)
	case g.cost&mayRegister != 0, from == nil, from.fn.cost&mayRegister != 0 && (l.writesText(g) || l.higherOrder(g) || l.givesCode(g)), l.goesOnWith(args), // adapters of handlers, middleware
		from.split != nil && from.split.loop != nil && l.givesCode(g),
		l.fluent(g):
		limit = l.atMost(maxRegistration)
	case l.pinnedArg(args):
		limit = l.atMost(maxHigherOrder)
	case g.n >= l.atMost(maxHigherOrder) && l.crowding() > 0:
	default:
		if l.higherOrder(g) {
			shape = l.shape(args, free)
		}
		shape += l.namedSettings(g, args) + l.contextKeys(g, args)
		if l.crowding() == 0 {
			shape += l.statements(g, args) + typesKey(targs)
		} else if l.runsStatements(g) {
			shape += l.statements(g, args)
		}
		if shape != "" {
			limit = l.atMost(maxHigherOrder)
		}
	}
	deep := from != nil && from.depth > maxDepth
	if g.cycle != 0 && g.cost&mayRegister == 0 && types == "" { // each context of one is a context of all that it calls in turn
		if l.cycles[g.cycle]++; l.cycles[g.cycle] > maxContexts[0] {
			l.budgets[g.name]++
			return "", true
		}
	}
	if shape != "" && g.n < limit && !deep {
		if g.alike == nil {
			g.alike = map[string]int{}
		}
		if g.alike[shape]++; g.alike[shape] <= maxContexts[0] {
			return "", false
		}
		l.budgets[g.name]++
		return shape, true
	}
	if g.n >= limit || deep {
		l.budgets[g.name]++
		switch {
		case types != "":
			share = types
		case g.cycle != 0 || free >= 0 || deep:
		case l.crowding() == 0:
			share = l.sortOf(g, args) + typesKey(targs)
		case l.higherOrder(g):
			share = l.passedCode(g, args)
		case l.passedCredential(g, args):
			share = "credential"
		}
		return share, true
	}
	return "", false
}

// typesKey tells what a generic function is for different types apart: decode[T] makes another value for each.
func typesKey(targs []int32) string {
	if len(targs) == 0 {
		return ""
	}
	return instKey(nil, -1, targs...)
}

// goesOnWith says that a function is passed what a middleware continues with.
func (l *linker) goesOnWith(args []set) bool {
	for _, s := range args {
		for _, a := range l.sets.list[s] {
			if l.atoms.list[a].kind == aNext {
				return true
			}
		}
	}
	return false
}

// writesText says that a function makes a text and little else: s.prefixed("/version"), where routes are registered.
func (l *linker) writesText(g *fn) bool {
	return len(g.f.Results) == 1 && l.kindOf(l.typ(g.p, g.f.Results[0])) == summary.KindString && len(g.code) < maxWriting && len(l.calledBy(g)) == 0
}

const maxWriting = 80 // instructions of a function that makes a text, such as the path of a route

// sortOf tells contexts that share an instance apart by which of their texts and numbers a request chose, and by what holds a
// credential: what one caller passes on from a request is not what others do.
func (l *linker) sortOf(g *fn, args []set) string {
	sort := make([]byte, 0, len(args))
	for n, s := range args {
		b := byte('-')
		if k := l.kindOf(l.typ(g.p, g.f.Params[n].Type)); (k == summary.KindString || k == summary.KindNumber) && l.hasOrigin(s, "input") {
			b = 'n'
			if l.freeText(s) {
				b = '+'
			}
		}
		if l.holdsCredential(g, n, s) {
			b = 'c'
		}
		sort = append(sort, b)
	}
	return string(sort)
}

// holdsCredential says that a parameter, or a list that is handed on, has what a request shows of who sends it: QueryRow(q, args...).
func (l *linker) holdsCredential(g *fn, n int, s set) bool {
	if from, name := l.inputFrom(s); from != "" {
		return from == "cookie" || from == "header" && credentialHeader(name)
	}
	if t := l.typ(g.p, g.f.Params[n].Type); t < 0 || l.kindOf(t) != summary.KindSlice || !l.listsTexts(t) {
		return false
	}
	return slices.ContainsFunc(l.elems(nil, s), func(e set) bool {
		from, name := l.inputFrom(e)
		return from == "cookie" || from == "header" && credentialHeader(name)
	})
}

// passedCredential says that one of the arguments is.
func (l *linker) passedCredential(g *fn, args []set) bool {
	for n, s := range args {
		if l.holdsCredential(g, n, s) {
			return true
		}
	}
	return false
}

// listsTexts says that a list has texts as its elements, or anything.
func (l *linker) listsTexts(t int32) bool {
	e, ok := l.types[l.typeTab[t].elem]
	if !ok {
		return true
	}
	k := l.kindOf(e)
	return k == summary.KindString || k == summary.KindInterface || k == summary.KindSlice
}

// freeText says that a request chose text of a value freely: neither a number nor a part of the path.
func (l *linker) freeText(s set) bool {
	bit := markBit("number")
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			if o := l.origins.list[k.x]; o.kind == "input" && o.marks&bit == 0 && !strings.HasPrefix(o.name, "path") {
				return true
			}
		}
	}
	return false
}

func (l *linker) newInstance(g *fn, args []set, free int32, from *inst) *inst {
	i := &inst{id: int32(len(l.insts)), fn: g, args: args, free: free, regs: make([]set, g.f.Regs), rets: make([]set, len(g.f.Results))}
	if from != nil {
		i.depth, i.maker, i.setup = from.depth+1, from, from.setup
	}
	l.insts = append(l.insts, i)
	return i
}

// mergedInstance is the instance that all contexts beyond the limit share.
func (l *linker) mergedInstance(g *fn, args []set, free int32, share string) *inst {
	k := "merged" + share
	if free >= 0 {
		if share != "" {
			free = l.commonBindings(g, free, share)
		}
		k = "merged" + instKey(nil, free)
	}
	i := g.insts[k]
	if i == nil {
		i = l.newInstance(g, make([]set, len(args)), free, nil)
		i.merged = true
		if g.cycle != 0 && l.typeKeys(g, args) == "" { // what handles one message goes on with its own
			if l.rings[g.cycle] == nil {
				l.rings[g.cycle] = i
			}
			i.comp = l.rings[g.cycle]
		}
		g.insts[k] = i
	}
	l.addArgs(i, args, false)
	return i
}

func (l *linker) addCaller(i, from *inst) {
	if from == nil {
		return
	}
	if from.setup {
		l.inSetup(i)
	}
	for n := len(i.callers) - 1; n >= 0; n-- {
		if i.callers[n] == from {
			return
		}
	}
	i.callers = append(i.callers, from)
}

// wake has an instance evaluated again, all of it.
func (l *linker) wake(i *inst) {
	i.full = true
	l.enqueue(i)
}

// wakeAt has one of its instructions evaluated again; -1 for all.
func (l *linker) wakeAt(i *inst, at int32) {
	if at < 0 || i.dirty == nil || !i.plain() {
		l.wake(i)
		return
	}
	i.dirty[at], i.some = true, true
	l.enqueue(i)
}

// wakeCaller has the calls evaluated again that an instance makes of another. A call that is being evaluated has its results yet to
// come, and who called it before and calls another one now does not depend on it.
func (l *linker) wakeCaller(c, i *inst) {
	if c == i.under {
		return
	}
	for at, ts := range c.calls {
		if contains(ts, i) {
			l.wakeAt(c, at)
		}
	}
}

func (l *linker) enqueue(i *inst) {
	if !i.queued {
		i.queued = true
		l.queue = append(l.queue, i)
	}
}

// run evaluates until nothing changes.
func (l *linker) run() {
	l.joinCrowds()
	for n := 0; n < len(l.queue); n++ {
		i := l.queue[n]
		i.queued = false
		if i.retired {
			continue
		}
		if l.evals++; l.evals > l.most {
			l.stopped = true
		}
		if l.stopped {
			break
		}
		if i.unused() && i.done { // nobody is interested now; who is later finds it not done
			i.done = false
			continue
		}
		i.evals++
		l.eval(i)
		l.joinCrowds()
		if n > 1<<16 {
			l.queue = append([]*inst(nil), l.queue[n+1:]...)
			n = -1
		}
	}
	l.queue = nil
}

// widen keeps a value small: beyond maxSet constants and origins it becomes "many": no constants but the hosts of addresses, and one origin
// of each kind and set of marks.
func (l *linker) widen(s set) set {
	if int(s) < len(l.widened) && l.widened[s] != 0 {
		return l.widened[s]
	}
	w := l.fewer(l.alike(s))
	for len(l.widened) < len(l.sets.list) {
		l.widened = append(l.widened, 0)
	}
	l.widened[s], l.widened[w] = w, w
	return w
}

// fewer is widen for texts and origins.
func (l *linker) fewer(s set) set {
	list := l.sets.list[s]
	many, n, most := false, 0, l.atMost(maxSet)
	if len(list) > most || len(list) > 1 && list[0] <= l.aMany {
		for _, a := range list {
			switch l.atoms.list[a].kind {
			case aConst, aTemplate, aOrigin:
				n++
			case aMany:
				many = true
			}
		}
	}
	if n <= most && !many {
		return s
	}
	out := make([]atom, 0, len(list))
	several, marked := map[originKey]int{}, map[string]int{}
	for _, a := range list {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			o := l.origins.list[k.x]
			if o.place == anyPlaces {
				marked[o.kind] += maxMarked
			}
			o.name, o.place = "", manyPlaces
			if several[o]++; several[o] == 1 {
				marked[o.kind]++
			}
		}
	}
	for _, a := range list {
		k := l.atoms.list[a]
		switch k.kind {
		case aConst, aTemplate:
			continue
		case aOrigin:
			o := l.origins.list[k.x]
			if marked[o.kind] > maxMarked {
				continue
			}
			o.name, o.place = "", manyPlaces
			if several[o] > 1 { // which of them it is cannot be said
				a = l.atoms.get(atomKey{kind: aOrigin, x: l.origins.get(o)})
			}
		}
		out = append(out, a)
	}
	for _, kind := range slices.Sorted(maps.Keys(marked)) {
		if marked[kind] > maxMarked {
			out = append(out, l.anyOrigin(list, kind))
		}
	}
	return l.sets.of(append(append(out, l.hostsOf(list)...), l.aMany)...)
}

// anyOrigin stands for all origins of a kind in a set: what was done to each of them was done to it, what speaks against one
// speaks against it.
func (l *linker) anyOrigin(list []atom, kind string) atom {
	against := markBit("unverified") | markBit("concat")
	o := originKey{kind: kind, marks: ^uint64(0) &^ against, place: anyPlaces}
	for _, a := range list {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			if x := l.origins.list[k.x]; x.kind == kind {
				o.marks = (o.marks & (x.marks | against)) | x.marks&against
			}
		}
	}
	return l.atoms.get(atomKey{kind: aOrigin, x: l.origins.get(o)})
}

func (l *linker) finish(i *inst, rets []set) {
	changed := false
	for n, s := range rets {
		if n < len(i.rets) {
			if u := l.widen(l.sets.union(i.rets[n], s)); u != i.rets[n] {
				i.rets[n], changed = u, true
			}
		}
	}
	if changed {
		for _, c := range i.callers {
			l.wakeCaller(c, i)
		}
	}
}

// higherOrder says that a function is passed functions, has captured some, or is a method of what holds some: what it calls
// depends on who calls it, or on who made what it is part of.
func (l *linker) higherOrder(g *fn) bool {
	if g.higher == 0 {
		g.higher = 1
		for n, p := range g.f.Params {
			if t := l.typ(g.p, p.Type); l.code(t) || n == 0 && g.f.Recv && l.holdsCode(t) {
				g.higher = 2
			}
		}
		for _, p := range g.f.Free {
			if l.code(l.deref(l.typ(g.p, p.Type))) {
				g.higher = 2
			}
		}
	}
	return g.higher == 2
}

// code says that a type is that of functions or handlers.
func (w *world) code(t int32) bool {
	return t >= 0 && (w.kindOf(t) == summary.KindFunc || w.handlerType(w.typeTab[t].name) || taskHandlers[w.typeTab[t].name])
}

// taskHandlers are interfaces of brokers' libraries that a function is made to fit: asynq.HandlerFunc(f).
var taskHandlers = map[string]bool{"github.com/hibiken/asynq.Handler": true, "github.com/nsqio/go-nsq.Handler": true}

// holdsCode says that a struct has a field that is a function or a handler.
func (l *linker) holdsCode(t int32) bool {
	if t = l.deref(t); t < 0 {
		return false
	}
	ti := l.typeTab[t]
	if ti.code == 0 {
		ti.code = -1
		if slices.ContainsFunc(ti.fields, func(f summary.Field) bool {
			id, ok := l.types[f.Type]
			return ok && l.code(id)
		}) {
			ti.code = 1
		}
	}
	return ti.code > 0
}
