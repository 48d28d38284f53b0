package stride

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Digest stands for what a model says: entry points, elements, flows, controls, threats, questions. Places, symbols, ids,
// wording and the tool's version are left out, so that moved lines, renamed functions and reformatted files do not change it.
func Digest(m *dfd.Model) string {
	d := &digester{index: indexModel(m)}
	d.line("model", m.Schema, m.Module, m.Feature)
	d.surface()
	d.diagram()
	d.verdicts()
	slices.Sort(d.lines)
	sum := sha256.Sum256([]byte(strings.Join(d.lines, "\n")))
	return hex.EncodeToString(sum[:8])
}

// RulesDigest stands for the rules' documents.
func RulesDigest(checks []Check) string {
	h := sha256.New()
	for _, r := range Rules(checks) {
		fields := []string{r.ID, r.Title, r.STRIDE, r.Also, r.Reports, r.Silent, r.Likelihood, r.Impact, r.Action, r.Effort}
		h.Write([]byte(strings.Join(fields, "\x00") + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

type digester struct {
	*index
	lines []string
}

func (d *digester) line(fields ...string) {
	for i, f := range fields {
		fields[i] = strconv.Quote(f)
	}
	d.lines = append(d.lines, strings.Join(fields, " "))
}

func (d *digester) surface() {
	listeners := make(map[string]string)
	for _, l := range d.model.Listeners {
		listeners[l.ID] = strings.Join([]string{l.Network, l.Address, l.TLS, l.Exposure}, " ")
	}
	for _, e := range d.model.EntryPoints {
		var inputs []string
		for _, in := range e.Inputs {
			inputs = append(inputs, in.From+" "+in.Name)
		}
		a := e.Auth
		d.line("entry", e.Kind, e.Title(), all(e.Methods), listeners[e.Listener], all(inputs),
			a.Verdict, a.Scheme, all(a.Schemes), strconv.FormatBool(a.Optional), all(a.Roles))
		if len(a.Unless) > 0 {
			d.line("unless", e.Kind, e.Title(), all(a.Unless))
		}
		if len(a.If) > 0 {
			d.line("if", e.Kind, e.Title(), all(a.If))
		}
	}
}

func (d *digester) diagram() {
	kinds := make(map[string]string)
	for _, b := range d.model.Boundaries {
		kinds[b.ID] = b.Kind
		d.line("boundary", b.Kind, b.Name, b.Basis)
	}
	for _, e := range d.model.Elements {
		if len(d.ends[e.ID]) > 0 || len(d.own[e.ID]) > 0 {
			d.line("element", d.element(e.ID), kinds[e.Boundary])
		}
	}
	for _, f := range d.model.Flows {
		var data, crosses []string
		for _, x := range f.Data {
			data = append(data, x.Name+" "+x.Class)
		}
		for _, id := range f.Crosses {
			crosses = append(crosses, kinds[id])
		}
		d.line("flow", d.element(f.From), d.element(f.To), f.Op, f.Label, f.Protocol, f.Transport, all(data), all(crosses), d.titles(f.EntryPoints))
	}
}

func (d *digester) verdicts() {
	for _, c := range d.model.Controls {
		d.line("control", c.Kind, c.Verdict, c.Value, c.Scope, d.titles(c.EntryPoints))
	}
	for _, t := range d.model.Threats {
		d.line("threat", t.Outer, t.STRIDE, t.Tier, t.Status, t.Likelihood, t.Impact, t.Priority, t.Owner, t.Ticket, d.titles(t.EntryPoints))
	}
	for _, u := range d.model.Unresolved {
		d.line("unresolved", u.Kind, d.titles(u.EntryPoints))
	}
	for _, a := range d.model.Assumptions {
		if a.Declared {
			d.line("declared", a.Text)
		}
	}
}

// element names a part of the diagram without the symbols that the linker may have named it by.
func (d *digester) element(id string) string {
	e := d.elements[id]
	if e == nil {
		return ""
	}
	if e.Kind != "process" {
		return strings.Join([]string{e.Kind, e.Subkind, e.Tech, e.Name}, " ")
	}
	return strings.Join([]string{e.Kind, e.Subkind, d.titles(d.own[id])}, " ")
}

func (d *digester) titles(entries []string) string {
	var list []string
	for _, id := range entries {
		if e := d.entries[id]; e != nil {
			list = append(list, e.Title())
		}
	}
	return all(list)
}

// all joins a set.
func all(list []string) string { return strings.Join(sorted(list), ",") }
