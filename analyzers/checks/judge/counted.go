package judge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Programs hold callers back without a limiter, too: they count in a store what was asked of them. How many they let through is not
// read off the code, so that what is counted makes a question, never a control.

// Counted returns what is counted before a hit, or nil: rows of a table that the same entry point adds to, or a number that is raised.
func (f *Facts) Counted(h Hit) *dfd.Use {
	for _, x := range f.From(h.Reach.Entry) {
		if !raises(x.Use) && (!counts(x.Use) || !f.adds(h.Reach.Entry, x.Use)) {
			continue
		}
		if slices.Contains(h.Reach.Before, x.Use.ID) || follows(x, h) {
			return x.Use
		}
	}
	return nil
}

// Tallied returns what is noted about the account after a check that did not say yes, or nil: a row that is changed where the password
// need not have been right.
func (f *Facts) Tallied(check Hit) *dfd.Use {
	for _, x := range f.From(check.Reach.Entry) {
		if !raises(x.Use) && (!IsSQL(x.Use) || !Alters(x.Use) || Stamp(x.Use) || renews(x.Use)) || !slices.Contains(x.Reach.Before, check.Use.ID) && !follows(check, x) {
			continue
		}
		if len(f.Held(x, "login")) == 0 && (x.Reach.Failed || len(f.Held(x, "auth")) == 0) {
			return x.Use
		}
	}
	return nil
}

// renews reports whether a statement keeps what a sign-in that succeeds leaves: a password hashed anew, or a record with the time.
func renews(u *dfd.Use) bool {
	for name, v := range u.Args {
		if strings.HasPrefix(name, "where") {
			continue
		}
		if u.Role == "orm" && len(v.From("time")) > 0 || slices.ContainsFunc(Inputs(v), func(o dfd.Origin) bool { return o.Has("hash") }) {
			return true
		}
	}
	return false
}

// follows reports whether a hit stands behind another in the function in which their ways part.
func follows(first, next Hit) bool {
	a, b := first.Reach.Trace(), next.Reach.Trace()
	for n := range min(len(a), len(b)) {
		if Spot(a[n]) != Spot(b[n]) {
			return a[n].Func != "" && a[n].Func == b[n].Func && a[n].Line < b[n].Line
		}
	}
	return false
}

// raises reports whether a use adds to a number that a store keeps.
func raises(u *dfd.Use) bool {
	name := strings.ToLower(Last(u.Symbol))
	if IsSQL(u) {
		m := adding.FindStringSubmatch(u.SQL)
		return u.Op == "write" && len(m) > 0 && strings.EqualFold(m[1], m[2])
	}
	return u.Op == "write" && (strings.HasPrefix(name, "incr") || strings.HasPrefix(name, "hincr") || strings.HasPrefix(name, "zincr"))
}

// Counts reports whether a use adds to a number in a store of keys: a counter.
func Counts(u *dfd.Use) bool { return u.Role == "kv" && raises(u) }

// adding is a statement that adds to a column: tries = tries + 1.
var adding = regexp.MustCompile(`(\w+)\s*=\s*(?:\w+\.)?(\w+)\s*\+`)

// counts reports whether a statement asks how many rows there are.
func counts(u *dfd.Use) bool {
	if !IsSQL(u) || u.Op != "read" {
		return false
	}
	return strings.Contains(strings.ToUpper(u.SQL), "COUNT(") || strings.HasPrefix(Last(u.Symbol), "Count")
}

// adds reports whether an entry point writes to a table that a statement reads, or may do so where that is not known.
func (f *Facts) adds(entry string, read *dfd.Use) bool {
	return slices.ContainsFunc(f.From(entry), func(x Hit) bool {
		return IsSQL(x.Use) && x.Use.Op == "write" && x.Use.Element == read.Element && (len(read.Tables) == 0 || ShareTable(x.Use, read))
	})
}

// Stamp reports whether all that a statement writes is a time: when somebody was last seen.
func Stamp(u *dfd.Use) bool {
	found := false
	for name, v := range u.Args {
		if strings.HasPrefix(name, "column:") {
			if len(v.From("time")) == 0 {
				return false
			}
			found = true
		}
	}
	return found
}
