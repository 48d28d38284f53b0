package link

import (
	"fmt"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/summary"
)

func TestSw(t *testing.T) {
	fmt.Println(summary.Dump(lowertest.Module(t, `
-- main.go --
package main

import "os"

func main() {
	var f func()
	switch os.Args[1] {
	case "a":
		f = a
	case "b":
		f = b
	default:
		f = c
	}
	f()
	for i := 0; i < 3; i++ {
		g := f
		f = func() { g() }
	}
	f()
}
func a() {}
func b() {}
func c() {}
`)[0]))
}
