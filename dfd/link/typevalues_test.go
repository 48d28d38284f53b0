package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

const typeQuestions = `
-- go.mod --
module example.com/app

go 1.24
-- app.go --
package app

import (
	"reflect"
)

type entry interface{ Path() string }
type handler interface{ Handle(m any) }
type message interface{ Name() string }

var byPath = map[string][]entry{}
var byName = map[string]handler{}
var byType = map[reflect.Type]func(any){}

func sendNamed(m message)    { byName[m.Name()].Handle(m) }
func sendTyped(ms ...any)    { for _, m := range ms { byType[reflect.TypeOf(m)](m) } }
func sendElem(m any)         { f := byType[reflect.TypeOf(m).Elem()]; f(m) }
func hands(m any)            { sendElem(m) }

func sorts(e entry) []entry  { return byPath[e.Path()] }
func traces(vs ...any) {
	for i, v := range vs {
		if reflect.TypeOf(v).Kind() == reflect.Pointer {
			vs[i] = reflect.Indirect(reflect.ValueOf(v)).Interface()
		}
	}
}
func logsElem(v any) bool    { return reflect.TypeOf(v).Elem().Kind() == reflect.Struct }
`

// TestAsksType: what looks handlers up by the type or the name of what it is passed is told from what only asks for a kind, or sorts
// things by their own names.
func TestAsksType(t *testing.T) {
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	l := newLinker(newWorld(lowertest.Module(t, typeQuestions), cat))
	want := map[string]bool{"sendNamed": true, "sendTyped": true, "sendElem": true, "hands": true,
		"sorts": false, "traces": false, "logsElem": false}
	for _, g := range l.funcs {
		name := g.name[strings.LastIndex(g.name, ".")+1:]
		asks, ok := want[name]
		if !ok {
			continue
		}
		delete(want, name)
		if got := l.asksType(g) != 0; got != asks {
			t.Errorf("%s: a type is looked up by: %v", name, got)
		}
	}
	for name := range want {
		t.Errorf("%s was not seen", name)
	}
}
