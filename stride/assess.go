package stride

import (
	"errors"
	"fmt"

	"github.com/gostride/gostride/dfd"
)

// Options are what a person has stated about the program as a whole.
type Options struct {
	// AccountsClosed says that accounts are given to known people only. It is recorded as a declared assumption; checks
	// read it where ordinary sign-in lowers a likelihood.
	AccountsClosed bool

	// Declared are controls outside the code.
	Declared []Declared
}

// Assess runs the checks and fills the program's Threats, Controls, NotApplicable and Assumptions.
//
// A check that panics costs its own findings only; that it did is listed under Coverage.Budgets and Unresolved. The error
// is a mistake in the checks themselves (a rule without id, with an unknown letter or level, an id used twice), found
// before any of them runs. Assess may run again on the same program: what it filled in before is replaced, not doubled.
//
// Assess the whole program, then cut a feature out of it (dfd.Slice): the id of a row that several entry points share is made
// of all of them.
func Assess(p *dfd.Program, checks []Check, opts Options) error {
	if p == nil || p.Model == nil {
		return errors.New("assess: no program")
	}
	if err := Validate(checks); err != nil {
		return err
	}
	dropBroken(p.Model)
	rows := gather(p, checks)
	declare(p.Model, rows, opts.Declared)
	doubtMixed(p, rows)
	doubtAside(p, rows)
	rows = joinAlike(joinTwins(p.Model, rows))
	if p.Coverage.Unfinished {
		doubt(p.Model, rows)
	}
	register(p.Model, rows)
	for _, r := range rows {
		r.settle()
		r.rate()
	}
	mint(rows)
	restOn(rows)
	p.Threats = make([]*dfd.Threat, 0, len(rows))
	for _, r := range rows {
		p.Threats = append(p.Threats, r.threat)
	}
	dispute(p, p.Threats)
	Sort(p.Threats)
	assume(p.Model, opts)
	ruleOut(p)
	return nil
}

// Validate reports mistakes in the checks' documents.
func Validate(checks []Check) error {
	var errs []error
	owner := make(map[string]string)
	for _, c := range checks {
		if c.Program == nil {
			errs = append(errs, fmt.Errorf("check %s has no function", c.Name))
		}
		for _, r := range c.Rules {
			if other, twice := owner[r.ID]; twice {
				errs = append(errs, fmt.Errorf("rule %s belongs to the checks %s and %s", r.ID, other, c.Name))
			}
			owner[r.ID] = c.Name
			errs = append(errs, r.validate())
		}
	}
	return errors.Join(errs...)
}

func (r *Rule) validate() error {
	switch {
	case r.ID == "":
		return fmt.Errorf("rule %q has no id", r.Title)
	case letterRank(r.STRIDE) < 0:
		return fmt.Errorf("rule %s: %q is none of S, T, R, I, D, E", r.ID, r.STRIDE)
	case Priority(r.Likelihood, r.Impact) == "":
		return fmt.Errorf("rule %s: likelihood %q, impact %q are no levels", r.ID, r.Likelihood, r.Impact)
	}
	return nil
}
