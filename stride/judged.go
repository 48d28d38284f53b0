package stride

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// steering are the arguments that decide what a call touches.
var steering = []string{"query", "table", "where", "collection", "bucket", "key", "path", "url", "host", "command", "topic", "method"}

// process judges a handler, a middleware or another process of the program.
func (o *judge) process(id, letter string) string {
	effects, entries := o.effects(id), o.through(id)
	own := len(o.own[id]) > 0
	switch letter {
	case "S":
		if own && o.anonymous(entries) {
			return "nobody signs in there and no credential is taken, so there is nobody to pose as"
		}
		if o.unattended(entries) {
			return "no caller starts it: it runs on a schedule"
		}
	case "T":
		switch {
		case len(effects) == 0:
			return "nothing it receives is stored, sent out or run by it"
		case o.onlyReads(effects) && o.fixed(effects, entries):
			return "it only reads, and no caller decides the text of a statement, a key or a path"
		}
	case "R":
		if !o.changes(id) {
			return "it changes nothing that somebody could deny"
		}
	case "I":
		if !slices.ContainsFunc(effects, func(f *dfd.Flow) bool { return f.From != id || f.Op == "call" || f.Op == "exec" }) {
			return "it reads no store and asks no other service, so it has nothing of theirs to give away"
		}
	case "D":
		if own && len(effects) == 0 && o.bodiless(entries) {
			return "a request takes no body and reaches no store, program or service: it costs handler time only"
		}
		if o.unattended(entries) {
			return "no caller starts it: it runs on a schedule"
		}
	case "E":
		if len(effects) == 0 {
			return "no store, program or service is reached from it, so no right is needed for it"
		}
		if o.unattended(entries) {
			return "no caller starts it: it runs on a schedule"
		}
	}
	return ""
}

// changes reports whether the work of an element has a lasting effect. An operation that is not known to be a read is one.
func (o *judge) changes(id string) bool { return !o.onlyReads(o.effects(id)) }

// changesAnything is the same for all that entry points reach, their middleware included.
func (o *judge) changesAnything(entries []string) bool {
	return slices.ContainsFunc(o.model.Flows, func(f *dfd.Flow) bool {
		inside := o.kind(f.From) == "process" && o.kind(f.To) == "process"
		return f.Op != "read" && !inside && !o.isRequest(f) && overlap(f.EntryPoints, entries)
	})
}

func (o *judge) onlyReads(flows []*dfd.Flow) bool {
	return !slices.ContainsFunc(flows, func(f *dfd.Flow) bool { return f.Op != "read" })
}

// fixed reports whether no use on these flows lets a caller, or something that could not be followed, decide what is
// touched. No use at all proves nothing.
func (o *judge) fixed(flows []*dfd.Flow, entries []string) bool {
	for _, f := range flows {
		found := false
		for _, u := range o.made[f.ID] {
			if reached(u, entries) {
				found = true
				if steered(u) {
					return false
				}
			}
		}
		if !found {
			return false
		}
	}
	return true
}

func reached(u *dfd.Use, entries []string) bool {
	return slices.ContainsFunc(u.On, func(r dfd.Reach) bool { return slices.Contains(entries, r.Entry) })
}

func steered(u *dfd.Use) bool {
	for _, name := range steering {
		if v := u.Args[name]; v != nil && (v.Unknown || len(v.From("input", "store", "unknown", "error")) > 0) {
			return true
		}
	}
	return false
}

// store judges what other code of the program cannot do to a store. Who else can reach it is a matter of infrastructure.
func (o *judge) store(id, letter string) string {
	touching := o.ends[id]
	reads := slices.ContainsFunc(touching, func(f *dfd.Flow) bool { return f.From == id })
	writes := slices.ContainsFunc(touching, func(f *dfd.Flow) bool { return f.To == id })
	switch letter {
	case "T":
		if !o.allFixed(id) {
			return ""
		}
		if !writes {
			return "the program only reads it, and no caller decides the text of a statement, a key or a path"
		}
		if o.elements[id].Subkind == "sql" {
			return "no caller decides the text of a statement; what callers send travels as parameters"
		}
	case "I":
		if !reads {
			return "the program reads nothing from it"
		}
	case "D":
		if !writes {
			return "the program writes nothing to it, so no caller can fill it"
		}
	}
	return ""
}

func (o *judge) allFixed(id string) bool {
	return len(o.uses[id]) > 0 && !slices.ContainsFunc(o.uses[id], steered)
}

func (o *judge) unattended(entries []string) bool {
	return len(entries) > 0 && !slices.ContainsFunc(entries, func(id string) bool {
		return o.entries[id] == nil || o.entries[id].Kind != "cron"
	})
}

func (o *judge) bodiless(entries []string) bool {
	for _, id := range entries {
		e := o.entries[id]
		if e == nil || slices.ContainsFunc(e.Inputs, func(in dfd.Input) bool {
			return slices.Contains([]string{"body", "form", "file", "message"}, in.From)
		}) {
			return false
		}
	}
	return true
}
