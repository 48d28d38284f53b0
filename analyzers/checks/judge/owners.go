package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Owners maps tables, as TableOf names them, to an insert that writes who a row belongs to.
func (f *Facts) Owners() map[string]*dfd.Use {
	owned := make(map[string]*dfd.Use)
	for _, u := range f.Uses {
		if !IsSQL(u) || Verb(u) != "INSERT" && Verb(u) != "UPSERT" || !Mentions(u.Args, SaysWho) {
			continue
		}
		for _, t := range u.Tables {
			if key := TableOf(u, t); owned[key] == nil {
				owned[key] = u
			}
		}
	}
	return owned
}

// SaysWho reports whether an origin says who the caller is, or claims to be.
func SaysWho(o dfd.Origin) bool { return o.Kind == "identity" || o.Has("unverified") }

// Conditions lists the arguments of a statement that pick rows: those of the conditions where they are known, else all
// parameters.
func Conditions(u *dfd.Use) []string {
	var names []string
	for name := range u.Args {
		if strings.HasPrefix(name, "where:") {
			names = append(names, name)
		}
	}
	if names == nil {
		names = []string{"values", "where", "key", "args"}
	}
	slices.Sort(names)
	return names
}

// MaybeOwner reports whether a parameter that picks rows could not be followed or was read from a store: it may be the owner.
func MaybeOwner(u *dfd.Use) bool {
	for _, name := range Conditions(u) {
		if v := u.Args[name]; v != nil && (v.Unknown || len(v.From("unknown", "store")) > 0) {
			return true
		}
	}
	return false
}

// ComparesOwner reports whether an entry point compares an owner or a role with its caller anywhere.
func (f *Facts) ComparesOwner(e *dfd.EntryPoint) bool {
	return slices.ContainsFunc(f.From(e.ID), func(x Hit) bool { return len(f.Held(x, "owner", "role", "authz")) > 0 || x.Use.Role == "authz" })
}
