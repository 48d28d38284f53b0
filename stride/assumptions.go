package stride

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// assume fills in what the model takes for granted: who can reach the listeners, what protects the wire, who can have an
// account. What the linker or a person has put there stays; what is said already is not said twice.
func assume(m *dfd.Model, opts Options) {
	book := &assumptionBook{model: m, ids: newMinter("A-")}
	if m.Assumptions == nil {
		m.Assumptions = []dfd.Assumption{}
	}
	for _, a := range m.Assumptions {
		book.ids.used[a.ID] = true
	}
	for _, l := range m.Listeners {
		book.listener(l)
	}
	if len(m.Listeners) == 0 {
		book.unserved()
	}
	for _, b := range m.Boundaries {
		if b.Basis == "assumed" && b.Kind != "internet" && b.Reason != "" {
			book.add("boundary "+b.Name+": "+b.Reason, false)
		}
	}
	book.joined()
	book.accounts(opts)
}

// Joined fills in what the model takes for granted where it was put together of several.
func Joined(m *dfd.Model) {
	book := &assumptionBook{model: m, ids: newMinter("A-")}
	for _, a := range m.Assumptions {
		book.ids.used[a.ID] = true
	}
	book.joined()
}

// joined: stores that several binaries use.
func (b *assumptionBook) joined() {
	for _, e := range b.model.Elements {
		if e.Joined != "" {
			b.add(e.Name+" is one for all binaries that use it: each has "+e.Joined, false)
		}
	}
}

type assumptionBook struct {
	model *dfd.Model
	ids   *minter
}

func (b *assumptionBook) add(text string, declared bool) {
	said := func(a dfd.Assumption) bool { return a.Text == text }
	if !slices.ContainsFunc(b.model.Assumptions, said) {
		b.model.Assumptions = append(b.model.Assumptions, dfd.Assumption{ID: b.ids.mint(text), Text: text, Declared: declared})
	}
}

// listener says who is assumed to reach it and where TLS is assumed to end.
func (b *assumptionBook) listener(l *dfd.Listener) {
	where := "the listener on `" + l.Address + "`"
	if l.Address == "" || strings.Contains(l.Address, "{") {
		where = "the listener whose address comes from configuration"
	}
	if len(l.Evidence) > 0 {
		where += " (" + placeName(l.Evidence[0]) + ")"
	}
	local := l.Exposure == "local" || l.Network == "unix"
	switch {
	case local:
		b.add("only this machine reaches "+where, false)
	case l.Exposure == "management":
		b.add("only operators reach "+where+": nothing in the code keeps others away", false)
	default:
		b.add("anybody on the internet can reach "+where, false)
	}
	switch {
	case local || l.TLS == "yes":
	case l.TLS == "no":
		b.add("TLS ends in front of "+where+": the program itself speaks plain text there", false)
	default:
		b.add("TLS protects "+where+", in the program or in front of it: the code does not decide it", false)
	}
}

// unserved: a library's routes are served by somebody else's program.
func (b *assumptionBook) unserved() {
	library := func(p *dfd.Process) bool { return p.Kind == "library" }
	if slices.ContainsFunc(b.model.Processes, library) && len(b.model.EntryPoints) > 0 {
		b.add("whoever imports this module serves its routes to the internet; what they put in front is not known", false)
	}
}

func (b *assumptionBook) accounts(opts Options) {
	protected := func(e *dfd.EntryPoint) bool { return e.Auth.Verdict == "protected" }
	switch {
	case opts.AccountsClosed:
		b.add("accounts are given to known people only", true)
	case slices.ContainsFunc(b.model.EntryPoints, protected):
		b.add("anybody can get an ordinary account, so a caller who has signed in may be hostile", false)
	}
}
