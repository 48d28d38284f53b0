package stride

import (
	"strings"

	"github.com/gostride/gostride/dfd"
)

// ruleOut fills Model.NotApplicable: the cells of the chart that nothing covers and that the model shows to be empty.
//
// A reason is a true statement about this program, worded without names so that equal reasons can be listed together. It
// counts only where nothing was left unseen in the slice of the cell; the exceptions are reasons about the wire, which no
// code behind it can change. A cell without a reason stays a question.
func ruleOut(p *dfd.Program) {
	p.NotApplicable = []dfd.NotApplicable{}
	o := &judge{index: indexModel(p.Model), program: p, uses: make(map[string][]*dfd.Use), made: make(map[string][]*dfd.Use)}
	for _, u := range p.Uses {
		o.uses[u.Element] = append(o.uses[u.Element], u)
		o.made[u.Flow] = append(o.made[u.Flow], u)
	}
	o.doubts()
	var out []dfd.NotApplicable
	for _, row := range Chart(p.Model) {
		for _, cell := range row.Cells {
			if cell.State != CellOpen || len(cell.Threats) > 0 {
				continue
			}
			if why := o.judge(row, cell.STRIDE); why != "" {
				out = append(out, dfd.NotApplicable{Target: row.Target, STRIDE: cell.STRIDE, Reason: why})
			}
		}
	}
	p.NotApplicable = append(p.NotApplicable, out...)
}

// judge knows what is needed to rule a cell out.
type judge struct {
	*index
	program *dfd.Program
	uses    map[string][]*dfd.Use // by element
	made    map[string][]*dfd.Use // by flow
	unclear map[string]bool       // entry points whose slice holds something unseen
	blind   bool                  // a check did not finish: nothing is ruled out
}

func (o *judge) judge(row ChartRow, letter string) string {
	if o.blind {
		return ""
	}
	if row.Kind == "flow" {
		return o.flow(o.flows[row.Target], letter)
	}
	if o.clouded(row.Target) {
		return ""
	}
	switch row.Kind {
	case "external":
		return o.external(row.Target, letter)
	case "process":
		return o.process(row.Target, letter)
	case "store":
		return o.store(row.Target, letter)
	}
	return ""
}

// doubts collects the entry points behind which something was not seen. What is unresolved on no entry point belongs to
// start-up and clouds no request.
func (o *judge) doubts() {
	o.unclear, o.blind = make(map[string]bool), o.program.Coverage.Unfinished
	mark := func(entries []string) {
		for _, id := range entries {
			o.unclear[id] = true
		}
	}
	for _, u := range o.model.Unresolved {
		o.blind = o.blind || u.Kind == broken
		mark(u.EntryPoints)
	}
	for _, c := range o.model.Controls {
		if c.Verdict == "unknown" {
			mark(c.EntryPoints)
		}
	}
	for _, f := range o.model.Flows {
		for _, end := range []string{f.From, f.To} {
			if e := o.elements[end]; e == nil || e.Kind == "unresolved" || e.Tech == "unmodelled" {
				mark(f.EntryPoints)
			}
		}
	}
	for id, c := range o.program.Chains {
		if c != nil && len(c.Unknown) > 0 {
			o.unclear[id] = true
		}
	}
}

// clouded reports whether the slice of an element holds something unseen.
func (o *judge) clouded(element string) bool {
	e := o.elements[element]
	if e == nil || e.Tech == "unmodelled" {
		return true
	}
	for _, id := range o.through(element) {
		if o.unclear[id] {
			return true
		}
	}
	return false
}

// external: only who calls the program can be judged; what a third party does is outside of it.
func (o *judge) external(id, letter string) string {
	if !o.isCaller(id) {
		return ""
	}
	switch letter {
	case "S":
		if o.anonymous(o.through(id)) {
			return "nobody signs in there and no credential is taken, so there is nobody to pose as"
		}
	case "R":
		if !o.changesAnything(o.through(id)) {
			return "nothing that can be asked for changes anything, so there is nothing to deny"
		}
	}
	return ""
}

// anonymous reports whether every entry point is open to all and takes no credential.
func (o *judge) anonymous(entries []string) bool {
	for _, id := range entries {
		e := o.entries[id]
		if e == nil || e.Auth.Verdict != "public" || len(e.Auth.Schemes) > 0 || e.Auth.Optional || takesCredential(e) {
			return false
		}
	}
	if len(entries) == 0 {
		return false
	}
	for _, f := range o.model.Flows {
		if carriesSecret(f) && overlap(f.EntryPoints, entries) {
			return false
		}
	}
	return true
}

var credentialWords = []string{"pass", "token", "secret", "auth", "otp", "code", "key", "session", "credential", "login", "jwt"}

// takesCredential goes by names, and errs on the side of saying yes. A whole body may hold one.
func takesCredential(e *dfd.EntryPoint) bool {
	for _, in := range e.Inputs {
		name := strings.ToLower(in.Name)
		if in.From == "cookie" || in.From == "body" || in.From == "message" {
			return true
		}
		for _, w := range credentialWords {
			if strings.Contains(name, w) {
				return true
			}
		}
	}
	return false
}

func carriesSecret(f *dfd.Flow) bool {
	for _, d := range f.Data {
		if d.Class == "credential" || d.Class == "token" || d.Class == "secret" {
			return true
		}
	}
	return false
}
