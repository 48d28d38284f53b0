package dfd_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
	"github.com/gostride/gostride/dfd/render/jsonmodel"
)

func ids[T any](items []T, id func(T) string) []string {
	out := []string{}
	for _, item := range items {
		out = append(out, id(item))
	}
	return out
}

func flowID(f *dfd.Flow) string         { return f.ID }
func elementID(e *dfd.Element) string   { return e.ID }
func threatID(t *dfd.Threat) string     { return t.ID }
func controlID(c *dfd.Control) string   { return c.ID }
func boundaryID(b *dfd.Boundary) string { return b.ID }
func useID(u *dfd.Use) string           { return u.ID }

func equal(t *testing.T, what string, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestSliceIsTheFeature(t *testing.T) {
	p := dfd.Slice(dfdtest.Service(), []string{"ep-upload"})
	equal(t, "flows", []string{"f1", "f2", "f3", "f4", "f5"}, ids(p.Flows, flowID))
	equal(t, "elements", []string{"e-browser", "e-auth", "e-upload", "e-pg", "e-s3"}, ids(p.Elements, elementID))
	equal(t, "boundaries", []string{"b-internet", "b-app", "b-auth", "b-db", "b-cloud"}, ids(p.Boundaries, boundaryID))
	equal(t, "controls", []string{"c-limit", "c-rate", "c-time"}, ids(p.Controls, controlID))
	equal(t, "threats", []string{"T-3KEY", "T-8RATE", "T-2ACL"}, ids(p.Threats, threatID))
	equal(t, "uses", []string{"u-acl", "u-jwt", "u-insert", "u-put"}, ids(p.Uses, useID))
	equal(t, "listeners", []string{"l1"}, ids(p.Listeners, func(l *dfd.Listener) string { return l.ID }))
	equal(t, "processes", []string{"p1"}, ids(p.Processes, func(x *dfd.Process) string { return x.ID }))
	equal(t, "unresolved", []string{}, ids(p.Unresolved, func(u *dfd.Unresolved) string { return u.ID }))
	if p.Feature != "POST /upload" {
		t.Errorf("feature %q", p.Feature)
	}
	if p.Guards["g-admin"] != nil || p.Guards["g-jwt"] == nil || len(p.Chains) != 1 {
		t.Errorf("guards %v, chains %v", p.Guards, p.Chains)
	}
}

func TestSliceOfAnotherFeature(t *testing.T) {
	p := dfd.Slice(dfdtest.Service(), []string{"ep-users", "ep-user"})
	equal(t, "flows", []string{"f7", "f8", "f9", "f10", "f11", "f12", "f13", "f16"}, ids(p.Flows, flowID))
	equal(t, "boundaries", []string{"b-internet", "b-app", "b-auth", "b-db", "b-admin"}, ids(p.Boundaries, boundaryID))
	equal(t, "threats", []string{"T-5SQL"}, ids(p.Threats, threatID))
	equal(t, "uses", []string{"u-users"}, ids(p.Uses, useID))
	equal(t, "unresolved", []string{"n1"}, ids(p.Unresolved, func(u *dfd.Unresolved) string { return u.ID }))
}

func TestSliceNamesItsOwnEntryPointsOnly(t *testing.T) {
	whole := dfdtest.Service()
	f3 := whole.Flows[2]
	f3.EntryPoints = []string{"ep-users", "ep-upload"}
	f3.Via = []dfd.Via{{EntryPoint: "ep-users", Site: f3.Site}, {EntryPoint: "ep-upload", Site: dfd.Place{File: "b.go", Line: 2}}}
	got := dfd.Slice(whole, []string{"ep-upload"}).Flows[2]
	equal(t, "entry points", []string{"ep-upload"}, got.EntryPoints)
	if got.Site.File != "b.go" || len(got.Via) != 1 {
		t.Errorf("the flow stands at %v by %v, in another entry point's code", got.Site, got.Via)
	}
	if len(f3.EntryPoints) != 2 || len(f3.Via) != 2 {
		t.Error("the whole program was changed")
	}
}

func TestSliceOfAllIsAll(t *testing.T) {
	whole := dfdtest.Service()
	var before bytes.Buffer
	if err := jsonmodel.Write(&before, whole.Model); err != nil {
		t.Fatal(err)
	}
	all := ids(whole.EntryPoints, func(e *dfd.EntryPoint) string { return e.ID })
	p := dfd.Slice(whole, all)
	p.Feature = ""
	p.Listeners = whole.Listeners // l2 serves no entry point
	var after bytes.Buffer
	if err := jsonmodel.Write(&after, p.Model); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before.String(), after.String()); diff != "" {
		t.Error(diff)
	}
}
