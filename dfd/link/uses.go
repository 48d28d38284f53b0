package link

import (
	"cmp"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// usedBy is a use as one entry point reaches it.
type usedBy struct {
	u     *dfd.Use
	h     *hit
	row   *catalog.Row
	v     *visit
	at    int32
	facts facts
	techs []string
	ops   []string
}

// silent are roles that no check and no diagram asks about.
var silent = map[string]bool{"none": true, "pass": true, "format": true, "make": true, "option": true, "verify-option": true, "derive": true, "router": true, "route": true,
	"route-set": true, "group": true, "mount": true, "use": true, "with": true, "wrap": true, "chain": true, "callback": true, "clock": true, "error": true, "errors": true, "size": true, "limiter": true,
	"context-set": true, "context-get": true, "request-derive": true, "command": true, "cli-run": true, "sanitize": true, "next": true, "static": true, "serve": true, "middleware": true,
	"handler": true, "kept-errors": true, "listen": true, "config": true, "driver": true}

// usesOf lists the modelled calls that were reached, and notes what was not understood on the way. entry "" is start-up.
func (a *assembly) usesOf(t *travel, entry string) []*usedBy {
	var out []*usedBy
	for _, v := range t.order {
		a.tally(t, v.i, entry)
		a.plain(t, v, entry)
		y := a.l.layout(v.i)
		for k, n := range y.hits {
			if v.i.split != nil && !v.i.split.own[n] || t.outside(v.i, n) {
				continue
			}
			hs := y.mods[k]
			if t.only != nil {
				hs = t.modelled(v.i, n)
			}
			if len(hs) == 0 {
				continue
			}
			sent := v.m.sent(n)
			if sent == allFacts {
				continue
			}
			f := a.l.heldWith(v, sent)
			for _, h := range hs {
				h = t.narrowed(v, n, h)
				for _, r := range h.rows {
					if u := a.use(t, v, n, h, r, entry, f); u != nil {
						out = append(out, u)
					}
				}
			}
		}
	}
	a.before(out, entry)
	return out
}

// heldWith is what holds at a call on the way of a visit: what did when its function was called, and what holds in that.
func (l *linker) heldWith(v *visit, sent factID) facts {
	f := l.forMethod(l.factSet.list[l.factSet.plus(v.held, sent)])
	return l.found(f, f)
}

// classified notes how a call was understood.
func (a *assembly) classified(i *inst, at int32, in *summary.Instr) {
	if in.Op != summary.OpCall || in.N&summary.CallMode == summary.CallBuiltin {
		return
	}
	k := callKey{i.fn, at}
	switch {
	case len(i.hits[at]) > 0 && len(i.hits[at][0].rows) > 0:
		a.calls[k] = max(a.calls[k], 3)
		for _, h := range i.hits[at] {
			for _, r := range h.rows {
				if !strings.HasPrefix(r.Library, "std") {
					a.mods[r.Library] = true
				}
			}
		}
	case len(i.open[at]) > 0 && !a.l.idle(i, at):
		a.calls[k] = max(a.calls[k], 1)
	default:
		a.calls[k] = max(a.calls[k], 2)
	}
}

// misunderstood notes a call that could not be followed, or one into a library without a model.
func (a *assembly) misunderstood(i *inst, at int32, entry string) {
	if modelled := len(i.hits[at]) > 0 && len(i.hits[at][0].rows) > 0; !modelled && len(i.open[at]) > 0 && !a.l.idle(i, at) {
		a.unresolved(i, at, entry)
	}
	for _, h := range i.hits[at] {
		if len(h.rows) == 0 && h.sym >= 0 {
			if entry != "" && a.l.givesAnswer(h) {
				a.foreign[entry] = append(a.foreign[entry], i.at(at))
			}
			if p := a.l.pkgOf(h.sym); summary.Hosted(p) {
				switch _, known := a.l.cat.KnownPackage(p); {
				case !known:
					a.unmods[p] = true
					a.unmodelled(i, at, p, entry)
				case a.in.Reaches[p] && !tellsByStandard[i.fn.p.p.Syms[max(i.fn.code[at].Sym, 0)]]:
					a.unspoken[catKey(a.l.syms.list[h.sym])] = true
				}
			}
		}
	}
}

// tellsByStandard are methods of the standard library's interfaces that only tell something, or end it, whatever they are asked of.
var tellsByStandard = map[string]bool{"error.Error": true, "fmt.Stringer.String": true, "io.Closer.Close": true, "net.Addr.String": true, "net.Addr.Network": true}

// givesAnswer says that a call is given the answer to write.
func (l *linker) givesAnswer(h *hit) bool {
	found := false
	for _, s := range h.args {
		l.eachObj(s, func(o int32) {
			found = found || l.objs[o].typ >= 0 && l.typeTab[l.objs[o].typ].name == "net/http.ResponseWriter"
		})
	}
	return found
}

func (a *assembly) unresolved(i *inst, at int32, entry string) {
	p := i.at(at)
	id := "unresolved:" + p.File + ":" + itoa(p.Line) + ":" + i.open[at]
	u := a.open[id]
	if u == nil {
		u = &dfd.Unresolved{ID: id, Kind: "call", What: i.open[at], File: p.File, Line: p.Line, Reason: "no function could be found that is called here", EntryPoints: []string{}}
		a.open[id] = u
	}
	if entry != "" {
		addOnce(&u.EntryPoints, entry)
	}
}

func addOnce(list *[]string, s string) {
	for _, x := range *list {
		if x == s {
			return
		}
	}
	*list = append(*list, s)
}

// use makes, or finds, the use that a modelled call is, and adds how this entry point reaches it.
func (a *assembly) use(t *travel, v *visit, at int32, h *hit, r *catalog.Row, entry string, f facts) *usedBy {
	if silent[r.Role] && r.Attr["tx"] == "" && !(r.Role == "context-get" && r.Attr["from"] != "") && !(r.Role == "callback" && askable[r.Attr["from"]]) && r.Attr["mark"] != "inflated" && r.Attr["kind"] != "policy" && !(r.Role == "handler" && r.Attr["kind"] == "graphql") && !encodes(r) {
		return nil
	}
	ub := a.makeUse(v.i, at, h, r)
	if encodes(r) && ub.u.Args["kept"] == nil {
		return nil
	}
	ub.v, ub.at, ub.facts = v, at, f
	a.reachedBy(ub.u, v, at, entry, f, dfd.Reach{Once: a.l.hasKind(f, "once"), Mixed: a.l.mixes(v), Shared: a.l.passedByMany(v) && (t == nil || !t.passedExactly(v, at)), Async: v.how.async, Tells: a.tells(t, v, h, r, ub.u), Beside: t != nil && t.beside(v), Heeded: t != nil && r.Role == "verify" && t.heeded(v, at)})
	return ub
}

// onAllWays is what holds on all ways by which an entry point gets to a use, a further one taken in.
func (a *assembly) onAllWays(u *dfd.Use, entry string, f facts) facts {
	k := wayKey{u, entry}
	if before, ok := a.held[k]; ok {
		f = a.l.meet(before, f).plus(a.l.heldByBoth(before, f))
	}
	a.held[k] = f
	return f
}

// heldByBoth gives the limits that two calls of one function hold the same value to, each for itself.
func (l *linker) heldByBoth(f, g facts) facts {
	out := none
	for _, n := range f.ids {
		x := l.guards[n]
		if x.kind != "bounded" && x.kind != "size" || x.i == nil {
			continue
		}
		if slices.ContainsFunc(g.ids, func(m int32) bool {
			y := l.guards[m]
			return y.i != nil && y.i != x.i && y.i.fn == x.i.fn && y.at == x.at && y.kind == x.kind && y.value == x.value && y.subject == x.subject
		}) {
			out = out.plus(facts{ids: []int32{n}})
		}
	}
	return out
}

type wayKey struct {
	u     *dfd.Use
	entry string
}

// reachedBy adds how an entry point gets to a use. The guards are those on all ways to it.
func (a *assembly) reachedBy(u *dfd.Use, v *visit, at int32, entry string, f facts, r dfd.Reach) {
	held := a.onAllWays(u, entry, f)
	guards, failed := a.guardIDs(held), a.l.hasKind(f, "failed")
	r.Switch, r.Off = a.l.switchIn(held)
	r.Choices = a.choices(u, entry, v.how.pick)
	for n := len(u.On) - 1; n >= 0; n-- {
		if on := &u.On[n]; on.Entry == entry {
			on.Failed, on.Once, on.Mixed, on.Async, on.Guards = on.Failed && failed, on.Once && r.Once, on.Mixed && r.Mixed, on.Async && r.Async, guards
			on.Shared, on.Switch, on.Off, on.Choices = on.Shared && r.Shared, r.Switch, r.Off, r.Choices
			on.Beside, on.Heeded = on.Beside && r.Beside, on.Heeded && r.Heeded
			on.Tells = bothTell(on.Tells, r.Tells)
			return
		}
	}
	r.Entry, r.Guards, r.Failed, r.Way = entry, guards, failed, v.way(at)
	u.On = append(u.On, r)
}

// sameUse names a use, and gives the one that was found before by that name.
func (a *assembly) sameUse(u *dfd.Use) *dfd.Use {
	u.ID = a.useID(u)
	if old := a.uses[u.ID]; old != nil {
		readElsewhere(old, u)
		return old
	}
	a.uses[u.ID] = u
	return u
}

// readElsewhere adds to a use where else its inputs are read: a helper that two handlers pass a name, each its own. What one entry point
// reads is told by the place.
func readElsewhere(u, same *dfd.Use) {
	for k, v := range same.Args {
		old := u.Args[k]
		if v == nil || old == nil {
			continue
		}
		var more []dfd.Origin
		for _, o := range v.Origins {
			if o.Kind == "input" && !slices.ContainsFunc(old.Origins, func(x dfd.Origin) bool { return x.Kind == o.Kind && x.Name == o.Name && x.Place == o.Place }) {
				more = append(more, o)
			}
		}
		if len(more) == 0 {
			continue
		}
		c := *old
		c.Origins = append(slices.Clone(old.Origins), more...)
		sort.SliceStable(c.Origins, func(i, j int) bool { return originLess(c.Origins[i], c.Origins[j]) })
		u.Args[k] = &c
	}
}

func intersect(a, b []string) []string {
	out := []string{}
	for _, x := range a {
		for _, y := range b {
			if x == y {
				out = append(out, x)
			}
		}
	}
	return out
}

// standardStream says that a file is the program's input or output, which keeps nothing.
func (l *linker) standardStream(s set) bool {
	found := false
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind != aObj || l.objs[k.x].kind != oLib || l.objs[k.x].sym < 0 {
			return false
		}
		switch l.syms.list[l.objs[k.x].sym] {
		case "os.Stdin", "os.Stdout", "os.Stderr":
			found = true
		default:
			return false
		}
	}
	return found
}

// neverOpened says that a file that is written to by its method is none: a log that the program has a variable for, and opens nowhere.
func (l *linker) neverOpened(i *inst, at int32) bool {
	in := &i.fn.code[at]
	return in.Op == summary.OpCall && in.N&summary.CallMode == summary.CallStatic && len(in.Args) > 0 && l.never(i, in.Args[0], 0)
}

// makeUse describes a modelled call, apart from who reaches it.
func (a *assembly) makeUse(i *inst, at int32, h *hit, r *catalog.Row) *usedBy {
	l := a.l
	ck := useKey{h, r, i, at}
	if ub, ok := l.useCache[ck]; ok {
		c := *ub
		return &c
	}
	u := &dfd.Use{Role: r.Role, Symbol: catKey(l.syms.list[h.sym]), Library: r.Library, Tech: r.Tech, Op: r.Op, Place: i.at(at), Args: a.args(h, r), Attr: map[string]string{}, Order: int(at)}
	for k, x := range r.Attr {
		u.Attr[k] = x
	}
	if r.Role == "respond" && l.leadsElsewhere(i, at, r, u.Args["writer"]) {
		u.Role = "write"
	}
	if r.Role == "verify" && l.ignored(i, at) {
		u.Attr["outcome"] = "ignored"
	}
	if r.Role == "respond" && r.Attr["kind"] == "json" && slices.Contains(l.operandTypes(i, at, r, "body"), "error") {
		u.Attr["encodes"] = "error"
	}
	if r.Role == "file" && (l.standardStream(h.recv) || r.Attr["kind"] == "handle" && l.neverOpened(i, at)) {
		u.Role, u.Op = "write", ""
	}
	ub := &usedBy{u: u, h: h, row: r}
	switch u.Role {
	case "sql":
		a.sqlUse(i, h, r, ub)
	case "orm":
		if l.throng(h.recv) {
			u.Attr["callers"] = "many"
		}
		if q := l.chainTexts(h.recv, 0, map[int32]bool{}); q != 0 {
			u.Args["query"] = l.describe(l.widen(l.sets.union(q, l.arg(&site{}, h, r, "query"))))
			u.Told = l.chainTold(h.recv)
		}
		ub.ops = ormOps(cmp.Or(r.Op, l.chainOp(h.recv, map[int32]bool{}), kindOp[r.Attr["kind"]]))
		if u.Tables = rawTables(u.Args["query"]); len(u.Tables) == 0 {
			u.Tables = a.ormTables(h, r)
		}
		if len(ub.ops) > 0 && ub.ops[0] != "read" {
			a.privileges(u, l.sets.union(l.arg(&site{}, h, r, "values"), l.arg(&site{}, h, r, "model")))
		}
		if ub.techs = a.handleTechs(h, r); r.Tech != "" && r.Tech != "sql" {
			ub.techs = []string{r.Tech}
		}
	default:
		a.narrowedTo(h, r, u)
		if ub.ops = ormOps(r.Op); r.Attr["kind"] == "flags" {
			ub.ops = openOps(u)
		}
		if r.Role == "kv" && r.Op == "" {
			ub.ops = l.commandOps(i, h, r, u)
		}
		ub.techs = []string{r.Tech}
		switch {
		case r.Tech != "":
		case r.Role == "file":
			ub.techs = []string{"filesystem"}
		case effects[r.Role]:
			ub.techs = a.handleTechs(h, r)
		}
	}
	if len(ub.ops) > 0 {
		u.Op = ub.ops[0]
	}
	a.pickedOut(i, at, h, r, u)
	if a.keptSecrets(h, r, u); encodes(r) {
		u.Role = "encode"
	}
	switch r.Role {
	case "input", "decode":
		a.tagRules(u)
	case "verify":
		a.verifyOptions(i, at, h, r, u)
	case "setting", "set-header":
		if r.Attr["kind"] == "tag" {
			a.ownTag(h, r, u)
		}
		if by := a.l.switchOf(i, at); by != "" {
			u.Attr["if"] = by
		}
		if i.fn.ownCertificate(at) {
			u.Attr["beside"] = "certificate"
		}
	}
	if r.Role == "file" && h.made >= 0 { // what is written into the open file
		if c, ok := l.cellAt(h.made, l.fWild); ok && u.Args["body"] == nil && l.cells[c].s != 0 {
			u.Args["body"] = l.describe(l.cells[c].s)
		}
	}
	if r.Role == "file" && r.Attr["kind"] == "handle" && ub.ops != nil && l.isJournal(h.recv) {
		u.Attr["opens"] = "journal"
	}
	if len(ub.techs) > 0 && u.Tech == "" {
		u.Tech = ub.techs[0]
	}
	ub.u = a.sameUse(u)
	c := *ub
	l.useCache[ck] = &c
	return ub
}

type useKey struct {
	h  *hit
	r  *catalog.Row
	i  *inst
	at int32
}

func ormOps(op string) []string {
	switch op {
	case "", "none":
		return nil
	case "ping":
		return []string{"read"}
	case "both", "readwrite", "read-write":
		return []string{"read", "write"}
	}
	return []string{op}
}

// narrowedTo adds what the handle was narrowed to before a call: the collection, the bucket.
func (a *assembly) narrowedTo(h *hit, r *catalog.Row, u *dfd.Use) {
	if !effects[r.Role] {
		return
	}
	on := a.l.sets.union(h.recv, a.l.arg(&site{}, h, r, "handle"))
	for _, name := range []string{"collection", "bucket"} {
		if u.Args[name] == nil {
			if v := a.l.madeWith(on, name); v != 0 {
				u.Args[name] = a.l.describe(v)
			}
		}
	}
}

// useID names a use by what is called where with which texts.
func (a *assembly) useID(u *dfd.Use) string {
	var b strings.Builder
	b.WriteString("use:" + u.Place.File + ":" + itoa(u.Place.Line) + ":" + itoa(u.Order) + ":" + u.Symbol + ":" + u.Role + ":" + u.Op)
	keys := make([]string, 0, len(u.Args))
	for k := range u.Args {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		b.WriteString("|" + k + "=" + strings.Join(u.Args[k].Text, ",") + ":" + u.Args[k].Type)
		for _, o := range u.Args[k].Origins {
			b.WriteString(";" + o.Kind + "/" + o.Name + "/" + strings.Join(o.Marks, "+"))
		}
	}
	s := b.String()
	if len(s) > 400 {
		s = s[:300] + "#" + itoa(int(fnv(s)))
	}
	return s
}

func fnv(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// handleTechs gives the technology of the handle that a call works on.
func (a *assembly) handleTechs(h *hit, r *catalog.Row) []string {
	l := a.l
	s := h.recv
	if v := l.arg(&site{}, h, r, "handle"); v != 0 {
		s = l.sets.union(s, v)
	}
	if t := l.techsOf(s, map[int32]bool{}); len(t) > 0 {
		return t
	}
	if r.Role != "sql" && r.Role != "orm" {
		if t := l.techOfPackage(h.sym); t != "" {
			return []string{t}
		}
	}
	if d := a.sqlTechs(); len(d) > 0 && (r.Role == "sql" || r.Role == "orm") {
		return d
	}
	if r.Role == "sql" || r.Role == "orm" {
		return []string{"sql"}
	}
	if r.Role == "publish" {
		return []string{"queue"}
	}
	return []string{r.Role}
}

// sqlTechs gives the technologies of which a handle may be that is got by a name: of databases registered under names, and of the
// drivers that the program imports.
func (a *assembly) sqlTechs() []string {
	if a.namedTechs != nil {
		return a.namedTechs
	}
	found := map[string]bool{}
	for _, t := range a.l.drivers() {
		found[t] = true
	}
	for _, i := range a.l.insts {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role != "open" || len(r.Args["driver"]) == 0 || len(r.Args["name"]) == 0 {
				return
			}
			names, _ := a.l.texts(a.l.arg(&site{}, h, r, "driver"))
			for _, n := range names {
				for _, t := range a.l.techsByName(n, map[int32]bool{}) {
					found[t] = true
				}
			}
		})
	}
	a.namedTechs = keysOf(found)
	return a.namedTechs
}

// techOfPackage gives the technology that a call's package is for: all handles that it opens are of it.
func (l *linker) techOfPackage(sym int32) string {
	if sym < 0 || l.techs == nil {
		return ""
	}
	x, _ := l.techs.TechByImport(l.pkgOf(sym))
	return x.Tech
}

func (a *assembly) sqlUse(i *inst, h *hit, r *catalog.Row, ub *usedBy) {
	l := a.l
	ub.techs = a.handleTechs(h, r)
	if r.Tech != "" && r.Tech != "sql" {
		ub.techs = []string{r.Tech}
	}
	texts, _ := l.texts(l.arg(&site{}, h, r, "query"))
	sort.Strings(texts)
	ops := map[string]bool{}
	for _, t := range texts {
		st := readSQL(t)
		for _, o := range st.ops {
			ops[o] = true
		}
		for _, t := range st.tables {
			addOnce(&ub.u.Tables, t)
		}
		ub.u.Columns = append(ub.u.Columns, st.columns...)
		if ub.u.SQL == "" {
			ub.u.SQL = t
		}
	}
	for _, o := range []string{"read", "write", "delete"} {
		if ops[o] {
			ub.ops = append(ub.ops, o)
		}
	}
	if len(ub.ops) == 0 {
		ub.ops = ormOps(cmp.Or(r.Op, kindOp[r.Attr["kind"]]))
	}
	tables, _ := l.listTexts(l.arg(&site{}, h, r, "table"))
	for _, t := range tables {
		addOnce(&ub.u.Tables, t)
	}
	a.columnArgs(i, h, r, ub)
	a.limitArg(h, r, ub.u)
}

// kindOp is what a call does where neither its model nor the text of the statement says it.
var kindOp = map[string]string{"exec": "write", "query": "read"}

// columnArgs pairs the columns that a statement writes with the parameters that fill them.
func (a *assembly) columnArgs(i *inst, h *hit, r *catalog.Row, ub *usedBy) {
	if ub.u.SQL == "" || len(ub.u.Columns) == 0 {
		return
	}
	name := "values"
	if len(r.Args[name]) == 0 {
		name = "args"
	}
	args := a.l.argList(nil, h, r, name)
	vals := sqlValues(ub.u.SQL)
	pos := 0
	for n, c := range ub.u.Columns {
		if n >= len(vals) {
			break
		}
		v := vals[n]
		name := "column:" + c
		switch up := strings.ToUpper(v); {
		case strings.HasPrefix(v, "$") && len(v) > 1:
			k := 0
			for _, ch := range v[1:] {
				if ch < '0' || ch > '9' {
					break
				}
				k = k*10 + int(ch-'0')
			}
			if k >= 1 && k <= len(args) {
				ub.u.Args[name] = a.l.describe(args[k-1])
			}
		case strings.HasPrefix(v, ":") && !strings.HasPrefix(v, "::"): // sqlx: a field or a key of what is passed
			if x := a.l.boundBy(args, v[1:]); x != 0 {
				ub.u.Args[name] = a.l.describe(x)
			}
		case strings.HasPrefix(v, "?"):
			if pos < len(args) {
				ub.u.Args[name] = a.l.describe(args[pos])
			}
			pos++
		case strings.Contains(up, "NOW") || strings.Contains(up, "CURRENT_TIMESTAMP") || strings.Contains(up, "LOCALTIMESTAMP"):
			ub.u.Args[name] = &dfd.Value{Origins: []dfd.Origin{{Kind: "time", Name: v, Place: ub.u.Place}}}
		default:
			ub.u.Args[name] = &dfd.Value{Text: []string{v}, Origins: []dfd.Origin{{Kind: "const", Name: v}}}
		}
	}
	_ = i
}

// boundBy gives what a named parameter is filled with: the field of a struct by its tag or name, or the element of a map.
func (l *linker) boundBy(args []set, name string) set {
	b := builder{t: l.sets}
	for _, v := range args {
		l.eachObj(v, func(o int32) {
			for _, x := range l.copied(nil, o) {
				if c, ok := l.cellAt(x, l.strs.get("["+name+"]")); ok {
					b.addSet(l.cells[c].s)
				}
			}
			t := l.objs[o].typ
			if t < 0 {
				return
			}
			for _, f := range l.typeTab[t].fields {
				tag, _, _ := strings.Cut(reflect.StructTag(f.Tag).Get("db"), ",")
				if tag == name || tag == "" && strings.EqualFold(f.Name, name) {
					sym := fieldSym(l.typeTab[t].name, f.Name)
					b.addSet(l.readField(nil, o, l.strs.get(sym), l.fieldType(sym)))
				}
			}
		})
	}
	return b.set()
}

// sqlValues gives what an insert's VALUES or an update's SET puts into the columns, in their order.
func sqlValues(text string) []string {
	words := sqlWords(strings.ReplaceAll(text, "{}", "?"))
	var out []string
	for n, w := range words {
		switch strings.ToUpper(w) {
		case "VALUES":
			depth, cur := 0, ""
			for _, x := range words[n+1:] {
				switch {
				case x == "(":
					depth++
					if depth == 1 {
						continue
					}
				case x == ")":
					depth--
					if depth == 0 {
						return append(out, cur)
					}
				case x == "," && depth == 1:
					out, cur = append(out, cur), ""
					continue
				}
				cur += x
			}
			return out
		case "SET":
			for k := n + 1; k+2 < len(words); k++ {
				if words[k+1] == "=" {
					out = append(out, words[k+2])
				}
				if strings.EqualFold(words[k], "WHERE") {
					return out
				}
			}
			return out
		}
	}
	return out
}

// before fills in, for each use, the uses that come before it on every way within the functions on its way.
func (a *assembly) before(us []*usedBy, entry string) {
	byInst := map[*inst][]*usedBy{}
	for _, u := range us {
		byInst[u.v.i] = append(byInst[u.v.i], u)
	}
	for _, u := range us {
		for n := len(u.u.On) - 1; n >= 0; n-- {
			if u.u.On[n].Entry != entry {
				continue
			}
			set := map[string]bool{}
			for v, at := u.v, u.at; v != nil; v, at = v.from, v.at {
				dom := v.i.fn.dominators()
				for _, x := range byInst[v.i] {
					if x != u && x.at != at && dominates(dom, v.i.fn.block[x.at], v.i.fn.block[at]) && (v.i.fn.block[x.at] != v.i.fn.block[at] || x.at < at) {
						set[x.u.ID] = true
					}
				}
			}
			for _, id := range u.facts.ids { // made in what was called and has returned
				if g := &a.l.guards[id]; g.kind == "made" {
					set[a.makeUse(g.i, g.at, g.h, g.row).u.ID] = true
				}
			}
			delete(set, u.u.ID)
			u.u.On[n].Before = keysOf(set)
		}
	}
}
