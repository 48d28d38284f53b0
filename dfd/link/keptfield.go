package link

import (
	"maps"
	"slices"
	"strconv"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// Programs keep one record on the context of a request, and put who signed in into a field of it: customCtx.User = user. What held where
// the field was set holds where it is found set, as with what is kept on the context itself.

// A session of a protocol that keeps its state, as SMTP does, is such a record too: what its sign-in sets in it, later commands find.

// indexFields takes the stores to fields of records that are kept on contexts, or are sessions, for puts of their own.
func (l *linker) indexFields() {
	kept := map[int32]bool{}
	for _, o := range l.sessions() {
		kept[o] = true
	}
	sessions := maps.Clone(kept)
	for _, k := range keysOf(l.sought) {
		for _, p := range l.puts[k] {
			l.eachObj(p.v, func(o int32) {
				if ob := &l.objs[o]; ob.kind == oVar && ob.typ >= 0 && l.typeTab[ob.typ].own && l.typeTab[ob.typ].kind == summary.KindStruct {
					kept[o] = true
				}
			})
		}
	}
	if len(kept) == 0 {
		return
	}
	l.eachOf(summary.OpStoreField, func(i *inst, at int32, in *summary.Instr) {
		if in.Args[1].Kind() == summary.RefNil {
			return
		}
		v := l.get(i, in.Args[1])
		l.eachObj(l.get(i, in.Args[0]), func(o int32) {
			if kept[o] {
				k := fieldPut(o, i.fn.p.p.Syms[in.Sym])
				l.puts[k] = append(l.puts[k], &putAt{i: i, at: at, v: v, session: sessions[o], later: !sessions[o] && l.forLater(&putAt{i: i, at: at}, i.fn.p.p.Syms[in.Sym])})
				l.sought[k] = true
			}
		})
	})
}

func fieldPut(o int32, field string) string { return "field:" + strconv.Itoa(int(o)) + ":" + field }

// keptField is what held wherever a field of a record that is kept on a context was set, where the record can be nothing else. A
// record that is kept as a value is copied where it is looked at; one in which the field was never set is not the one that was found.
func (l *linker) keptField(i *inst, in *summary.Instr, w want) facts {
	f, field := everything, i.fn.p.p.Syms[in.Sym]
	records, ok := l.records(l.get(i, in.Args[0]))
	if !ok {
		return none
	}
	for _, o := range records {
		if l.lent(cellKey{o, l.fieldKey(i.fn.p.syms[in.Sym])}) {
			return none
		}
		puts := l.puts[fieldPut(o, field)]
		if len(puts) == 0 && !l.holdsZero(cellKey{o, l.fieldKey(i.fn.p.syms[in.Sym])}, w) {
			return none
		}
		l.findLost()
		later := slices.ContainsFunc(puts, func(p *putAt) bool { return p.later })
		if k := (cellKey{o, l.fieldKey(i.fn.p.syms[in.Sym])}); later && len(l.lost[k])+len(l.lost[cellKey{o, l.fAlias}]) > 0 {
			return none
		}
		for _, p := range puts {
			l.tentative = true
			if !p.later && !l.onlyZero(p.v, w) {
				f = l.either(f, p.held)
			}
		}
	}
	if f.top {
		return none
	}
	return f
}

// records gives the objects that a value is or is a copy of, where only code that was followed writes to them.
func (l *linker) records(s set) (out []int32, ok bool) {
	sets := []set{s}
	for n := 0; n < len(sets); n++ {
		for _, a := range l.sets.list[sets[n]] {
			switch k := l.inner(a); {
			case k.kind == aNil || k.kind == aObj && slices.Contains(out, k.x):
			case k.kind != aObj || !l.ours(k.x) || l.content(k.x, l.fWild) != 0 || len(out) >= maxCopies:
				return nil, false
			default:
				out, sets = append(out, k.x), append(sets, l.content(k.x, l.fAlias))
			}
		}
	}
	return out, true
}

// holdsZero says that nothing that is wanted of it was ever stored in a cell.
func (l *linker) holdsZero(k cellKey, w want) bool {
	l.findLost()
	c := l.content(k.obj, k.field)
	return (c == 0 || l.onlyZero(c, w)) && len(l.lost[k]) == 0 && len(l.lost[cellKey{k.obj, l.fAlias}]) == 0
}

// sessions gives the objects that the backends of protocol servers make for each connection.
func (l *linker) sessions() []int32 {
	var out []int32
	for _, i := range l.insts {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role != "serve" || !protocols[r.Attr["kind"]] || r.Attr["methods"] == "" {
				return
			}
			for _, m := range l.sessionMethods(h, r) {
				l.eachObj(m.recv, func(o int32) {
					if l.objs[o].kind == oVar && !slices.Contains(out, o) {
						out = append(out, o)
					}
				})
			}
		})
	}
	return out
}
