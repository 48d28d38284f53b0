package dfd_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
)

// sketch writes a diagram as lines: clusters by indentation, notes in parentheses, then edges.
func sketch(d *dfd.Diagram) string {
	var b strings.Builder
	names := make(map[string]string)
	for _, n := range d.Nodes {
		names[n.ID] = n.Name
		if n.Boundary == "" {
			fmt.Fprintf(&b, "%s\n", n.Name)
		}
	}
	var inside func(depth int, list []*dfd.Cluster)
	inside = func(depth int, list []*dfd.Cluster) {
		for _, c := range list {
			fmt.Fprintf(&b, "%s<%s>\n", strings.Repeat("  ", depth), c.Name)
			for _, n := range c.Nodes {
				fmt.Fprintf(&b, "%s%s %s\n", strings.Repeat("  ", depth+1), n.Name, strings.Join(n.Notes, ", "))
			}
			inside(depth+1, c.Clusters)
		}
	}
	inside(0, d.Clusters)
	for _, e := range d.Edges {
		fmt.Fprintf(&b, "%s -> %s %s: %s\n", names[e.From], names[e.To], e.Op, e.What)
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

func check(t *testing.T, d *dfd.Diagram, want string) {
	t.Helper()
	if diff := cmp.Diff(strings.TrimPrefix(want, "\n"), sketch(d)); diff != "" {
		t.Errorf("level %d (-want +got):\n%s", d.Level, diff)
	}
}

func TestViewContext(t *testing.T) {
	check(t, dfd.View(dfdtest.Service().Model, dfd.LevelContext), `
<internet>
  Browser
<application>
  api user identity from the JWT, administrator's identity
  worker
  h.notify
<database>
  PostgreSQL
<cloud storage>
  S3 bucket
<queue>
  Kafka uploads
Browser -> api request: POST /upload, GET /healthz, GET /api/v1/users, DELETE /api/v1/users/{id}
api -> PostgreSQL write: INSERT files: metadata
api -> S3 bucket write: PutObject: file bytes
S3 bucket -> Browser read: presigned GET URL
PostgreSQL -> api read: SELECT users
api -> PostgreSQL delete: DELETE users
Kafka uploads -> worker consume: upload events
worker -> S3 bucket write: PutObject thumbnails
api -> h.notify call: user id
`)
}

func TestViewGroups(t *testing.T) {
	check(t, dfd.View(dfd.Slice(dfdtest.Service(), []string{"ep-users", "ep-user"}).Model, dfd.LevelGroups), `
<internet>
  Browser
<application>
  /api/v1/users administrator's identity
  h.notify
<database>
  PostgreSQL
Browser -> /api/v1/users request: GET /api/v1/users, DELETE /api/v1/users/{id}
PostgreSQL -> /api/v1/users read: SELECT users
/api/v1/users -> PostgreSQL delete: DELETE users
/api/v1/users -> h.notify call: user id
`)
}

func TestViewHandlers(t *testing.T) {
	d := dfd.View(dfdtest.Upload().Model, dfd.LevelHandlers)
	check(t, d, `
<internet>
  Browser
<application>
  auth middleware
  <auth: token → session>
    POST /upload
<database>
  PostgreSQL
<cloud storage>
  S3 bucket
Browser -> auth middleware request: POST /upload: token, name, file bytes
auth middleware -> POST /upload call: user identity from the JWT
POST /upload -> PostgreSQL write: INSERT files: metadata
POST /upload -> S3 bucket write: PutObject: file bytes
S3 bucket -> Browser read: presigned GET URL
`)
	var crossings []string
	for _, e := range d.Edges {
		crossings = append(crossings, e.Crossing)
	}
	equal(t, "crossings", []string{"internet → application", "auth: token → session", "application → database", "application → cloud storage", "cloud storage → internet"}, crossings)
}

func TestViewGroupsThatTheModelNames(t *testing.T) {
	m := dfdtest.Service().Model
	m.Elements = append(m.Elements, &dfd.Element{ID: "g-admin", Kind: "process", Name: "administration", Level: 1})
	m.Element("e-users").Group, m.Element("e-user").Group = "g-admin", "g-admin"
	groups := sketch(dfd.View(m, dfd.LevelGroups))
	if strings.Count(groups, "  administration") != 1 || !strings.Contains(groups, "administration -> PostgreSQL delete") {
		t.Error(groups)
	}
	if handlers := sketch(dfd.View(m, dfd.LevelHandlers)); strings.Contains(handlers, "administration\n") {
		t.Error("the group is drawn beside its members:\n", handlers)
	}
}

func TestViewFlowsWithOneOperationAreOne(t *testing.T) {
	m := dfdtest.Upload().Model
	for i := range 20 {
		f := *m.Flows[2]
		f.ID, f.Label, f.Data = fmt.Sprint("more", i), fmt.Sprint("UPDATE table", i), nil
		m.Flows = append(m.Flows, &f)
	}
	d := dfd.View(m, dfd.LevelHandlers)
	if len(d.Edges) != 5 || len(d.Edges[2].Flows) != 21 {
		t.Fatalf("%d edges", len(d.Edges))
	}
	if what := d.Edges[2].What; what != "INSERT files, UPDATE table0, UPDATE table1, UPDATE table2, UPDATE table3, +16 more" {
		t.Error(what)
	}
}

func TestViewStaysReadable(t *testing.T) {
	for n, want := range map[int]int{1: dfd.LevelHandlers, 34: dfd.LevelHandlers, 40: dfd.LevelGroups} {
		if d := dfd.View(dfdtest.Many(n).Model, dfd.LevelAuto); d.Level != want || len(d.Nodes) > dfd.ReadableNodes {
			t.Errorf("%d routes: level %d with %d nodes, want level %d", n, d.Level, len(d.Nodes), want)
		}
	}
}

func TestViewSurvivesDamagedModels(t *testing.T) {
	m := dfdtest.Service().Model
	m.Boundaries[0].Parent, m.Boundaries[1].Parent = "b-app", "b-internet"
	m.Boundaries[3].Parent = "b-db"
	m.Elements[3].Group, m.Elements[4].Group = "e-s3", "e-pg"
	m.Flows[0].From, m.Flows[1].To, m.Flows[2].Crosses = "none", "none", []string{"none"}
	m.EntryPoints[1].Element, m.EntryPoints[1].Processes = "none", []string{"none"}
	m.Elements = append(m.Elements, m.Elements[0])
	for level := dfd.LevelAuto; level <= 5; level++ {
		drawn := make(map[*dfd.Node]bool)
		d := dfd.View(m, level)
		var count func([]*dfd.Cluster)
		count = func(list []*dfd.Cluster) {
			for _, c := range list {
				for _, n := range c.Nodes {
					drawn[n] = true
				}
				count(c.Clusters)
			}
		}
		count(d.Clusters)
		if len(drawn) != len(d.Nodes) {
			t.Errorf("level %d: %d of %d nodes are drawn", level, len(drawn), len(d.Nodes))
		}
	}
	dfd.Slice(dfdtest.Service(), []string{"none"})
}
