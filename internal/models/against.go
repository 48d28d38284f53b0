package models

import (
	"errors"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/internal/resolve"
)

// Fits is what became of a user's rows, held against the real packages.
type Fits struct {
	Held      int       // rows that hold
	Faults    []Misfit  // those that do not
	Elsewhere []Unasked // packages that could not be asked
}

// Misfit is a row that its package does not fit: a *catalog.Error with file and line.
type Misfit struct {
	Package string
	Err     error
}

// Err is all misfits as one error, nil where there is none.
func (f Fits) Err() error {
	var errs []error
	for _, m := range f.Faults {
		errs = append(errs, m.Err)
	}
	return errors.Join(errs...)
}

// Unasked is a package that rows speak of and that the program does not import.
type Unasked struct {
	Package string
	Rows    int
	Near    string // the imported package that is called most like it
}

// Against holds a user's rows, nil for none, against packages by import path. A row of a package that stands for several majors has to
// hold in one of them.
func Against(user *catalog.Catalog, packages map[string]*types.Package) Fits {
	var out Fits
	if user == nil {
		return out
	}
	var known []string
	for p := range packages {
		known = append(known, p)
	}
	slices.Sort(known)
	for _, f := range user.Files() {
		rows := resolve.Of(f.Rows)
		rows.Promoted = true
		for _, r := range f.Rows {
			out.row(r, rows, known, packages)
		}
	}
	return out
}

func (f *Fits) row(r *catalog.Row, rows resolve.Rows, known []string, packages map[string]*types.Package) {
	var why []string
	asked := false
	for _, p := range known {
		if p != r.Package && catalog.WithoutMajor(p) != r.Package {
			continue
		}
		asked = true
		err := rows.Check(r, packages[p])
		if err == nil {
			f.Held++
			return
		}
		if !slices.Contains(why, err.Error()) {
			why = append(why, err.Error())
		}
	}
	if asked {
		f.Faults = append(f.Faults, Misfit{r.Package, r.Wrong(fmt.Sprintf("%s.%s, role %s, does not fit the library: %s", r.Package, r.Symbol, r.Role, strings.Join(why, "; ")))})
		return
	}
	if n := len(f.Elsewhere); n > 0 && f.Elsewhere[n-1].Package == r.Package {
		f.Elsewhere[n-1].Rows++
		return
	}
	f.Elsewhere = append(f.Elsewhere, Unasked{r.Package, 1, catalog.Nearest(r.Package, known)})
}
