package summary

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"strings"
	"testing"
)

func carrier(paths ...string) *Carrier {
	var cs []*Carrier
	for _, p := range paths {
		cs = append(cs, &Carrier{Entries: []Entry{NewEntry(&Package{Path: p})}})
	}
	c, err := Union(cs...)
	if err != nil {
		panic(err)
	}
	return c
}

func TestUnion(t *testing.T) {
	got, err := Union(carrier("c", "a"), carrier(), carrier("b", "a"))
	if err != nil {
		t.Fatal(err)
	}
	if want := carrier("a", "b", "c"); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if e, ok := got.Lookup("b"); !ok || e.Path != "b" {
		t.Error("b is not found")
	}
	if _, ok := got.Lookup("bb"); ok {
		t.Error("bb is found")
	}
}

func TestUnionConflict(t *testing.T) {
	one := NewEntry(&Package{Path: "p", Name: "one"})
	two := NewEntry(&Package{Path: "p", Name: "two"})
	_, err := Union(&Carrier{Entries: []Entry{one}}, &Carrier{Entries: []Entry{two}})
	if err == nil {
		t.Fatal("two different summaries of p are joined")
	}
	for _, want := range []string{"package p", one.Digest, two.Digest} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %s", err, want)
		}
	}
}

// TestGob sends a carrier the way fact-keeping drivers do: as an interface value.
func TestGob(t *testing.T) {
	gob.Register(&Carrier{})
	type fact struct{ Fact interface{ AFact() } }
	for _, c := range []*Carrier{carrier("a", "b/c"), {}} {
		var buf bytes.Buffer
		if err := gob.NewEncoder(&buf).Encode(fact{c}); err != nil {
			t.Fatal(err)
		}
		var got fact
		if err := gob.NewDecoder(&buf).Decode(&got); err != nil {
			t.Fatal(err)
		}
		if g := got.Fact.(*Carrier); g.String() != c.String() || len(g.Entries) > 0 && !reflect.DeepEqual(g, c) {
			t.Errorf("got %v, want %v", g, c)
		}
	}
	data, _ := carrier("a", "b").GobEncode()
	for i := range data {
		if err := new(Carrier).GobDecode(data[:i]); err == nil {
			t.Errorf("a fact cut to %d bytes decodes", i)
		}
	}
}
