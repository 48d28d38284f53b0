// Package command judges what programs are started, and with what.
//
// In: the arguments command and args of uses of the role exec. Out: command-injection (E), one row a call, and argument-injection where
// only arguments of a fixed program are the caller's.
package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "command", Rules: []*stride.Rule{Injection, Argument}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Fed(judge.Role("exec")) {
		if (len(inputs(f, h)) > 0 || len(doubtful(f, h)) > 0) && (interpreted(f, h) || !ended(h.Use)) {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string {
		return fmt.Sprint(judge.Site(h), len(inputs(f, h)) == 0, interpreted(f, h), judge.Lumped(inputs(f, h)), optionValue(inputs(f, h)))
	}) {
		out = append(out, row(f, same))
	}
	return out
}

func inputs(f *judge.Facts, h judge.Hit) []dfd.Origin {
	return append(f.Free(h, h.Use.Args["command"]), options(f, h, f.Free(h, h.Use.Args["args"]))...)
}

// options leaves out what is no option of a program without a shell: it stands in an argument behind something of the program's own.
func options(f *judge.Facts, h judge.Hit, of []dfd.Origin) []dfd.Origin {
	if interpreted(f, h) {
		return of
	}
	return slices.DeleteFunc(of, func(o dfd.Origin) bool { return o.Has("inset") })
}

// doubtful are the inputs that a check holds back of which it is not known what it lets through: a URL may hold "$(id)".
func doubtful(f *judge.Facts, h judge.Hit) []dfd.Origin {
	return append(f.Doubtful(h, h.Use.Args["command"]), options(f, h, f.Doubtful(h, h.Use.Args["args"]))...)
}

// shells are programs that take a text apart themselves.
var shells = []string{"sh", "bash", "zsh", "dash", "ash", "ksh", "cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "env", "busybox", "xargs", "ssh"}

// interpreted reports whether a shell reads what the caller chose, or the caller chose the program.
func interpreted(f *judge.Facts, h judge.Hit) bool {
	u := h.Use
	if u.Attr["shell"] == "true" || len(f.Free(h, u.Args["command"])) > 0 {
		return true
	}
	return slices.ContainsFunc(judge.Alternatives(u.Args["command"]), isShell) || startsShell(judge.Alternatives(u.Args["args"]))
}

func isShell(name string) bool {
	return slices.Contains(shells, name[strings.LastIndexAny(name, `/\`)+1:])
}

// startsShell reports whether the arguments of a program have it start a shell with a text to run: docker exec box sh -c text.
func startsShell(args []string) bool {
	runs := slices.ContainsFunc(args, func(a string) bool {
		return slices.Contains([]string{"-c", "-lc", "-ec", "/c", "/C", "-Command"}, a)
	})
	return runs && slices.ContainsFunc(args, func(a string) bool {
		return isShell(a) && !slices.Contains([]string{"env", "busybox", "xargs", "ssh"}, a)
	})
}

// optionValue reports whether what the caller is known to choose stands behind an option only.
func optionValue(in []dfd.Origin) bool {
	return slices.ContainsFunc(in, judge.Named) && !slices.ContainsFunc(in, func(o dfd.Origin) bool { return judge.Named(o) && !o.Has("option-value") })
}

// ended reports whether "--" is among the arguments: what comes behind it is no option.
func ended(u *dfd.Use) bool { return slices.Contains(judge.Alternatives(u.Args["args"]), "--") }

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	var chosen []dfd.Origin
	shell := false
	for _, h := range hits {
		chosen = append(append(chosen, inputs(f, h)...), doubtful(f, h)...)
		shell = shell || interpreted(f, h)
	}
	by := judge.Described(chosen)
	rule := Injection
	if !shell {
		rule = Argument
	}
	find := f.Finding(rule, hits)
	judge.Ways(&find, hits)
	find.Title = "The " + by + " of " + judge.Routes(entries) + " becomes part of a command: " + judge.Call(u.Symbol)
	find.Action = "In " + judge.In(u.Place) + ", start a fixed program without a shell and keep the " + by + " out of its arguments, or hold it to a list."
	if len(inputs(f, hits[0])) == 0 {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the check of the " + by + " in front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + " keep out what a shell or the program takes for more than text?"
	}
	if !shell && optionValue(inputs(f, hits[0])) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the option in front of the " + by + " take a value in any case? Else " + judge.CallOf(u) + " in " + judge.In(u.Place) + " takes the next argument for an option of its own."
	}
	judge.Merged(&find, hits, inputs(f, hits[0]))
	if !shell {
		find.Title = "The " + by + " of " + judge.Routes(entries) + " becomes an argument of a program: " + judge.Call(u.Symbol)
		find.Action = "In " + judge.In(u.Place) + ", put " + judge.Code("--") + " in front of the " + by + " and hold it to what the program is meant to get."
		return find
	}
	f.Behind(&find, hits, false)
	return find
}
