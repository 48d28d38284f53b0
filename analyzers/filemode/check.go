// Package filemode judges the modes that files are made with.
//
// In: the argument perm of uses of the role file. Out: world-writable (T, LOW), one row a process.
package filemode

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "filemode", Rules: []*stride.Rule{Writable}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := f.Reached(func(u *dfd.Use) bool {
		return judge.IsFile(u) && u.Op == "write" && u.Attr["opens"] != "old" && open(u) != 0
	})
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return strings.Join(h.Entry.Processes, ",") }) {
		u := same[0].Use
		mode := fmt.Sprintf("%#o", open(u))
		find := f.Finding(Writable, same)
		find.Title = "Where the umask lets it through, anybody on the host changes what " + judge.Call(u.Symbol) + " makes with mode " + mode
		if strings.HasSuffix(u.Symbol, "Chmod") { // no umask cuts it down
			find.Title = "Anybody on the host changes what " + judge.Call(u.Symbol) + " gives mode " + mode
		}
		find.Action = "In " + judge.In(u.Place) + ", give " + judge.CallOf(u) + " a mode without write permission for others in place of " + mode + "."
		out = append(out, find)
	}
	return out
}

// open returns a mode that lets others write, 0 where it does not or is not known.
func open(u *dfd.Use) uint64 {
	for _, t := range judge.Alternatives(u.Args["perm"]) {
		if mode, err := strconv.ParseUint(t, 10, 32); err == nil && mode&0o002 != 0 {
			return mode & 0o777
		}
	}
	return 0
}
