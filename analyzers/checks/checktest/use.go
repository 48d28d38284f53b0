package checktest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Opt sets a part of a use.
type Opt func(*dfd.Use)

// Use adds a call of symbol in a role. Without By or AtStart nothing reaches it.
func (p *P) Use(role, symbol string, opts ...Opt) *dfd.Use {
	n := p.next()
	u := &dfd.Use{
		ID: fmt.Sprintf("u%03d", n), Role: role, Symbol: symbol, Order: n,
		Args: map[string]*dfd.Value{}, Attr: map[string]string{},
		Place: dfd.Place{File: "internal/app/app.go", Line: n, Func: fmt.Sprintf("%s/internal/app.f%d", Module, n)},
	}
	for _, o := range opts {
		o(u)
	}
	p.Uses = append(p.Uses, u)
	return u
}

// Op sets what the call does to the store: read, write, delete, …
func Op(op string) Opt { return func(u *dfd.Use) { u.Op = op } }

// On sets the store that the call touches.
func On(e *dfd.Element) Opt {
	return func(u *dfd.Use) { u.Element, u.Tech = e.ID, e.Tech }
}

// Arg sets an argument.
func Arg(name string, v *dfd.Value) Opt { return func(u *dfd.Use) { u.Args[name] = v } }

// Attr sets an attribute of the catalogue's row.
func Attr(name, value string) Opt { return func(u *dfd.Use) { u.Attr[name] = value } }

// Func sets the function that the call is in.
func Func(name string) Opt { return func(u *dfd.Use) { u.Place.Func = Module + "/" + name } }

// SQL sets a statement, and from it verb, table and columns as far as a test needs them.
func SQL(text string, columns ...string) Opt {
	return func(u *dfd.Use) {
		u.SQL, u.Columns = text, columns
		words := strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r == '(' })
		for i, w := range words[:len(words)-1] {
			if slices.Contains([]string{"INTO", "UPDATE", "FROM"}, strings.ToUpper(w)) {
				u.Tables = append(u.Tables, words[i+1])
			}
		}
		u.Op = map[string]string{"SELECT": "read", "DELETE": "delete"}[strings.ToUpper(words[0])]
		if u.Op == "" {
			u.Op = "write"
		}
	}
}

// Column sets the value that is written to a column.
func Column(name string, v *dfd.Value) Opt {
	return func(u *dfd.Use) {
		u.Args["column:"+name] = v
		if !slices.Contains(u.Columns, name) {
			u.Columns = append(u.Columns, name)
		}
	}
}

// By says that an entry point reaches the call, past the guards and uses given (either kind; guards hold, uses come
// before).
func By(e *dfd.EntryPoint, past ...any) Opt {
	return func(u *dfd.Use) {
		r := dfd.Reach{Entry: e.ID, Way: dfd.NewWay(dfd.Place{File: e.File, Func: e.Handler}, u.Place)}
		for _, x := range past {
			switch x := x.(type) {
			case *dfd.Guard:
				r.Guards = append(r.Guards, x.ID)
			case *dfd.Use:
				r.Before = append(r.Before, x.ID)
			}
		}
		slices.Sort(r.Guards)
		slices.Sort(r.Before)
		u.On = append(u.On, r)
	}
}

// ByFailure says that an entry point reaches the call only after an error.
func ByFailure(e *dfd.EntryPoint, past ...any) Opt {
	return func(u *dfd.Use) {
		By(e, past...)(u)
		u.On[len(u.On)-1].Failed = true
	}
}

// ByGo says that an entry point reaches the call only in a goroutine that it starts.
func ByGo(e *dfd.EntryPoint, past ...any) Opt {
	return func(u *dfd.Use) {
		By(e, past...)(u)
		u.On[len(u.On)-1].Async = true
	}
}

// BySwitch says that an entry point reaches the call only where a setting is switched on.
func BySwitch(setting string, e *dfd.EntryPoint, past ...any) Opt {
	return func(u *dfd.Use) {
		By(e, past...)(u)
		u.On[len(u.On)-1].Switch = setting
	}
}

// ByOneOf says that an entry point reaches the call if it is the nth of several functions that is called on the way.
func ByOneOf(call string, n, of int, e *dfd.EntryPoint, past ...any) Opt {
	return func(u *dfd.Use) {
		By(e, past...)(u)
		u.On[len(u.On)-1].Choices = []dfd.Choice{{Call: call, Took: 1 << n, Of: of}}
	}
}

// ByShared says that an entry point reaches the call by way of functions that stand for several calls.
func ByShared(e *dfd.EntryPoint, past ...any) Opt {
	return func(u *dfd.Use) {
		By(e, past...)(u)
		u.On[len(u.On)-1].Shared = true
	}
}

// AtStart says that start-up reaches the call.
func AtStart() Opt {
	return func(u *dfd.Use) { u.On = append(u.On, dfd.Reach{Entry: "", Way: dfd.NewWay(u.Place)}) }
}

// Checks sets an argument of a guard's deciding call.
func Checks(name string, v *dfd.Value) func(*dfd.Guard) {
	return func(g *dfd.Guard) {
		g.Args = maps.Clone(g.Args)
		g.Args[name] = v
	}
}

// Valued sets a guard's value, "20 per 1m0s".
func Valued(value string) func(*dfd.Guard) { return func(g *dfd.Guard) { g.Value = value } }

// Decided sets the use that decides a guard.
func Decided(u *dfd.Use) func(*dfd.Guard) {
	return func(g *dfd.Guard) { g.Use, g.Symbol = u.ID, u.Symbol }
}

// Begin has a way begin in another function: in a middleware.
func Begin(r *dfd.Reach, in string) {
	trace := r.Trace()
	trace[0].Func = in
	r.Way = dfd.NewWay(trace...)
}
