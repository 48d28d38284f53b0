package missingauth

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// why says what makes an open route stand out.
type why int

const (
	nothing why = iota
	changes
	accounts
	reads
)

// bare judges one entry point: why it stands out, and where.
func (s siblings) bare(f *judge.Facts, e *dfd.EntryPoint) (why, []judge.Hit) {
	if !judge.Remote(e) || e.Auth.Verdict != "public" || slices.Contains(s.routes, e) || !f.Exposed(e) || len(s.routes) == 0 || credentials(f, e) {
		return nothing, nil
	}
	if hook, _ := f.Webhook(e); hook == judge.SureHook { // asked for a signature, by webhook-signature
		return nothing, nil
	}
	if hits := changing(f, e); len(hits) > 0 && s.changing > 0 && beside(e, s.routes) {
		return changes, hits
	}
	var account, other []judge.Hit
	for _, h := range keep(f, e, readsTable) {
		for _, t := range h.Use.Tables {
			key := h.Use.Element + " " + strings.ToLower(t)
			switch {
			case s.accounts[key]:
				account = append(account, h)
			case s.read[key] > 1 && s.open[key] == 1:
				other = append(other, h)
			}
		}
	}
	switch {
	case len(account) > 0 && answers(f, e):
		return accounts, account
	case len(other) > 0 && answers(f, e) && beside(e, s.routes):
		return reads, other
	}
	return nothing, nil
}

// credentials reports whether an entry point has to do with who somebody is: it checks or makes a password, token, signature
// or session, and is open for that reason.
func credentials(f *judge.Facts, e *dfd.EntryPoint) bool {
	return slices.ContainsFunc(f.From(e.ID), func(h judge.Hit) bool {
		if judge.Records(h.Use) && judge.Mentions(h.Use.Args, bearer) {
			return true
		}
		switch h.Use.Role {
		case "compare":
			return !f.InMiddleware(h) && sent(h.Use)
		case "verify", "parse-only", "sign", "kdf", "session-set", "set-cookie", "credentials", "hash":
			return !f.InMiddleware(h)
		}
		return false
	})
}

// bearer reports whether an origin is a credential that the request carries: whoever looks a row up by it has to have it.
func bearer(o dfd.Origin) bool {
	return o.Kind == "input" && (strings.EqualFold(o.Name, "header:authorization") || judge.InputKind(o) == "cookie")
}

// answers reports whether an entry point sends anything but a status.
func answers(f *judge.Facts, e *dfd.EntryPoint) bool {
	return slices.ContainsFunc(f.From(e.ID), func(h judge.Hit) bool {
		return h.Use.Role == "respond" && h.Use.Attr["kind"] != "status" && !h.Reach.Failed
	})
}

// sent reports whether a comparison may look at something that the caller sent: two values of a store tell nothing about him.
func sent(u *dfd.Use) bool {
	for _, v := range u.Args {
		if v != nil && (v.Unknown || len(v.Origins)+len(v.Text) == 0 || len(v.From("input", "identity")) > 0) {
			return true
		}
	}
	return len(u.Args) == 0 || !slices.Contains([]string{"plain", "constant-time"}, u.Attr["kind"]) // of a password, a code
}

// beside reports whether a route lies under the first element of the path of one of the others, or was registered in the
// same function.
func beside(e *dfd.EntryPoint, others []*dfd.EntryPoint) bool {
	return slices.ContainsFunc(others, func(o *dfd.EntryPoint) bool {
		return first(o.Path) == first(e.Path) || o.Registered != nil && e.Registered != nil && o.Registered.Func == e.Registered.Func
	})
}

func first(path string) string {
	element, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return element
}

func row(f *judge.Facts, kind why, hits []judge.Hit, s siblings) stride.Finding {
	entries := judge.Entries(hits)
	find := f.Finding(Missing, hits)
	find.Store, find.Tier = "", stride.Absent
	what := "changes " + f.StoreTitle(hits[0].Use)
	if kind != changes {
		what = "reads " + judge.List(hits[0].Use.Tables)
	}
	find.Title = "Anybody " + what + " by " + judge.Routes(entries) + ", without signing in"
	for i, e := range entries {
		if e.Registered != nil {
			find.Evidence = slices.Insert(find.Evidence, min(i, len(find.Evidence)), *e.Registered)
		}
	}
	sibling := s.routes[0]
	in, behind := f.Attached(sibling)
	find.Action = "Register " + judge.Routes(entries) + " behind the authentication that " + sibling.Title() + " has"
	if behind != "" {
		find.Action += " (" + judge.In(dfd.Place{Func: behind}) + ", attached in " + judge.In(dfd.Place{Func: in}) + ")"
	}
	find.Action += ", or state that it is meant to be open."
	find.Controls = []*dfd.Control{f.Absence("authentication", entries, "middleware of the routes", "credentials checked in their handlers")}
	why := s.doubt(f, hits[0])
	if kind == reads || why != "" {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is " + judge.Routes(entries) + " meant to be open? Every other route that reads " + judge.List(hits[0].Use.Tables) + " asks who is calling."
		if why != "" {
			find.Note = "Is " + judge.Routes(entries) + " meant to be open? " + why
		}
		find.Controls[0].Verdict = "unknown"
	}
	return find
}

// doubt says what may ask who is calling all the same, "" where nothing does.
func (s siblings) doubt(f *judge.Facts, h judge.Hit) string {
	switch {
	case s.murky(f, h.Entry):
		return "A library that could not be looked into may ask who is calling."
	case h.Entry.Auth.Optional:
		return "Something asks who is calling, and was not seen to turn anybody away."
	case slices.ContainsFunc(f.Held(h, "match"), func(g *dfd.Guard) bool { return secret(f.GuardArg(g, "value")) }):
		return "What the caller sends is compared with something of the program's own first."
	}
	return ""
}

// murky reports whether something that an entry point does could not be seen, and is not done by routes, too, that have who is calling asked in
// front of them: what they need not ask there is not asked there.
func (s siblings) murky(f *judge.Facts, e *dfd.EntryPoint) bool {
	own := func(entries []string) bool {
		return slices.Contains(entries, e.ID) && !slices.ContainsFunc(s.routes, func(o *dfd.EntryPoint) bool { return slices.Contains(entries, o.ID) })
	}
	return slices.ContainsFunc(f.Unresolved, func(u *dfd.Unresolved) bool { return own(u.EntryPoints) }) ||
		slices.ContainsFunc(f.Flows, func(x *dfd.Flow) bool {
			to := f.Model.Element(x.To)
			return to != nil && to.Tech == "unmodelled" && own(x.EntryPoints)
		})
}

// secret reports whether a comparison is one of what a caller sent with a setting or with what is kept: a token of registration. One
// against forged requests is none.
func secret(v *dfd.Value) bool {
	return len(v.From("config", "secret", "store")) > 0 && slices.ContainsFunc(judge.Inputs(v, "body", "form", "query", "header", "message"), func(o dfd.Origin) bool {
		name := strings.ToLower(judge.InputName(o))
		return !strings.Contains(name, "csrf") && !strings.Contains(name, "xsrf")
	})
}
