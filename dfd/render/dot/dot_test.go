package dot

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
	"github.com/gostride/gostride/dfd/dfdtest/golden"
	"github.com/gostride/gostride/dfd/render/escape"
)

func write(t *testing.T, m *dfd.Model, level int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, dfd.View(m, level), LeftToRight); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWrite(t *testing.T) {
	upload, service := dfdtest.Upload().Model, dfdtest.Service().Model
	for level := dfd.LevelContext; level <= dfd.LevelHandlers; level++ {
		golden.Check(t, fmt.Sprintf("upload-%d.dot", level), write(t, upload, level))
		golden.Check(t, fmt.Sprintf("service-%d.dot", level), write(t, service, level))
	}
	golden.Check(t, "empty.dot", write(t, &dfd.Model{}, 2))
}

func TestWriteIsStable(t *testing.T) {
	want := write(t, dfdtest.Many(30).Model, 2)
	for range 20 {
		if got := write(t, dfdtest.Many(30).Model, 2); !bytes.Equal(want, got) {
			t.Fatal("the same model gives other bytes")
		}
	}
}

// TestHostileNames asks Graphviz itself: it accepts every name, draws the same shapes whatever the names are, and shows
// the names as they are.
func TestHostileNames(t *testing.T) {
	if _, err := exec.LookPath("dot"); err != nil {
		t.Skip("Graphviz is not installed")
	}
	plain := svg(t, diagram(func(string) string { return "x" }))
	got := svg(t, diagram(func(s string) string { return s }))
	if got.shapes != plain.shapes {
		t.Errorf("the names draw %s, want %s", got.shapes, plain.shapes)
	}
	for _, s := range dfdtest.HostileTexts {
		for _, part := range []string{"node" + s, "cluster" + s, "edge" + s} {
			if want := squeeze(escape.Line(part)); !strings.Contains(got.text, want) {
				t.Errorf("%q is not shown", want)
			}
		}
	}
}

// diagram has a node in a cluster and an edge for each hostile text, and of each also the text alone.
func diagram(name func(string) string) *dfd.Diagram {
	d := &dfd.Diagram{}
	kinds := []string{"external", "process", "store", "unresolved"}
	for i, s := range dfdtest.HostileTexts {
		n := &dfd.Node{ID: fmt.Sprint("n", i), Kind: kinds[i%len(kinds)], Name: name("node" + s), Boundary: fmt.Sprint("c", i)}
		bare := &dfd.Node{ID: fmt.Sprint("bare", i), Kind: kinds[i%len(kinds)], Name: name(s), Boundary: n.Boundary}
		d.Nodes = append(d.Nodes, n, bare)
		d.Clusters = append(d.Clusters, &dfd.Cluster{ID: n.Boundary, Name: name("cluster" + s), Nodes: []*dfd.Node{n, bare}})
		d.Edges = append(d.Edges, &dfd.Edge{From: n.ID, To: bare.ID, What: name("edge" + s)}, &dfd.Edge{From: n.ID, To: bare.ID, What: name(s)})
	}
	return d
}

type drawing struct {
	shapes string // how many nodes, edges and clusters
	text   string // without white space: Graphviz breaks lines
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func svg(t *testing.T, d *dfd.Diagram) drawing {
	t.Helper()
	var source bytes.Buffer
	if err := Write(&source, d, TopToBottom); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("dot", "-Tsvg")
	cmd.Stdin = &source
	var warnings strings.Builder
	cmd.Stderr = &warnings
	out, err := cmd.Output()
	if err != nil || strings.Contains(warnings.String(), "syntax") {
		t.Fatalf("dot: %v: %s", err, warnings.String())
	}
	count := make(map[string]int)
	var text strings.Builder
	for tokens := xml.NewDecoder(bytes.NewReader(out)); ; {
		token, err := tokens.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			for _, a := range token.Attr {
				if a.Name.Local == "class" {
					count[a.Value]++
				}
			}
			if token.Name.Local == "a" || token.Name.Local == "script" {
				t.Errorf("the drawing holds <%s>", token.Name.Local)
			}
		case xml.CharData:
			text.Write(token)
		}
	}
	return drawing{fmt.Sprint(count), squeeze(strings.ReplaceAll(text.String(), "\u00a0", " "))}
}
