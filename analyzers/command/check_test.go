package command

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func run(command, args *dfd.Value, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		all := append([]ct.Opt{ct.Arg("command", command), ct.Arg("args", args), ct.By(p.Route("POST /build"))}, opts...)
		p.Use("exec", "os/exec.Cmd.Run", all...)
	}
}

func TestCommands(t *testing.T) {
	open := []string{"command-injection open High×Critical HIGH POST /build"}
	argument := []string{"argument-injection open Medium×High HIGH POST /build"}
	in := ct.Input("body:name")
	ct.Run(t, Check, []ct.Case{
		{Name: "text for a shell", Build: run(ct.Const("sh"), ct.Join(ct.Text("-c", "convert {}"), in)), Want: open, Says: []string{`request body field "name"`}},
		{Name: "shell by its path", Build: run(ct.Const("/bin/bash"), in), Want: open},
		{Name: "program of the caller's choice", Build: run(in, ct.Const("x")), Want: open},
		{Name: "one of two programs is a shell", Build: run(ct.Text("go", "powershell"), in), Want: open},
		{Name: "library that uses a shell", Build: run(ct.Const("x"), in, ct.Attr("shell", "true")), Want: open},
		{Name: "text for a shell that another program starts", Build: run(ct.Const("docker"), ct.Join(ct.Text("exec", "box", "bash", "-c", "cat {}"), in)), Want: open},
		{Name: "argument of a program with a shell's option", Build: run(ct.Const("tar"), ct.Join(ct.Text("-c", "{}"), in)), Want: argument},
		{Name: "argument that is called like a shell", Build: run(ct.Const("apt"), ct.Join(ct.Text("install", "bash", "{}"), in)), Want: argument},
		{Name: "argument of a fixed program", Build: run(ct.Const("convert"), in), Want: argument, Says: []string{"argument of a program"}},
		{Name: "argument behind --", Build: run(ct.Const("convert"), ct.Join(ct.Text("--"), in))},
		{Name: "name in a folder", Build: run(ct.Const("convert"), ct.Join(ct.Text("files/{}"), ct.Input("body:name", "inset")))},
		{Name: "name in a folder, for a shell", Build: run(ct.Const("sh"), ct.Join(ct.Text("-c", "cat files/{}"), ct.Input("body:name", "inset"))), Want: open},
		{Name: "number", Build: run(ct.Const("sh"), ct.Join(ct.Text("sleep {}"), ct.Input("query:n", "number")))},
		{Name: "member of a list", Build: run(ct.Const("sh"), ct.Input("query:n", "allowlisted"))},
		{Name: "server-made path", Build: run(ct.Const("convert"), ct.Fresh())},
		{Name: "setting", Build: run(ct.Config("CONVERT"), ct.Const("x"))},
		{Name: "constant", Build: run(ct.Const("sh"), ct.Text("-c", "date"))},
		{Name: "command line", Build: func(p *ct.P) {
			e := p.Job("x")
			e.Kind = "cli"
			p.Use("exec", "os/exec.Cmd.Run", ct.Arg("command", ct.Input("flag:cmd")), ct.By(e))
		}},
	})
}
