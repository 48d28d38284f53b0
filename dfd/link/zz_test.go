package link

import (
	"fmt"
	"os"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

func TestZZ(t *testing.T) {
	d := os.Getenv("ZZ")
	if d == "" {
		t.Skip("a look at one program: set ZZ to its folder")
	}
	pk := lowertest.Load(t, d, "./...")
	c, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p, _ := Link(Input{Packages: pk, Catalog: c})
	for _, e := range p.EntryPoints {
		fmt.Println(e.Kind, e.Method, e.Path, e.Handler, e.Auth.Verdict, e.Auth.Scheme, e.Auth.Optional, e.Auth.Schemes)
		ch := p.Chains[e.ID]
		for _, k := range ch.Links {
			fmt.Println("     ", k.Does, k.Func, k.Place.File, k.Place.Line, k.Guards)
		}
		fmt.Println("      guards", ch.Guards, "unknown", ch.Unknown, "optional", ch.Optional)
	}
}

func TestUses(t *testing.T) {
	d := os.Getenv("ZZ")
	if d == "" {
		t.Skip("a look at one program: set ZZ to its folder")
	}
	pk := lowertest.Load(t, d, "./...")
	c, _ := catalog.Builtin()
	p, _ := Link(Input{Packages: pk, Catalog: c})
	for _, u := range p.Uses {
		fmt.Println(u.Role, u.Op, u.Symbol, u.Place.File, u.Place.Line, u.Tables, u.Columns, len(u.On), u.Attr)
		for k, v := range u.Args {
			fmt.Println("      ", k, v.Text, v.Origins, v.Unknown, v.Type)
		}
		for _, o := range u.On {
			fmt.Println("    on", o.Entry, o.Guards, "failed", o.Failed, len(o.Before))
		}
	}
	for _, g := range p.Guards {
		fmt.Println("GUARD", g.ID, "use", g.Use, g.Value)
		for k, v := range g.Args {
			fmt.Println("      ", k, v.Text, v.Origins)
		}
	}
}
