package render

import (
	"bytes"
	"errors"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
)

type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestFormats(t *testing.T) {
	seen := make(map[string]bool)
	for _, f := range Formats() {
		if seen[f.Name] || f.About == "" || f.Ext == "" {
			t.Errorf("format %+v", f)
		}
		seen[f.Name] = true
		var first bytes.Buffer
		if err := f.Write(&first, dfdtest.Service(), Options{Level: dfd.LevelAuto}); err != nil || first.Len() == 0 {
			t.Errorf("%s: %v", f.Name, err)
		}
		for range 20 {
			var again bytes.Buffer
			if err := f.Write(&again, dfdtest.Service(), Options{Level: dfd.LevelAuto}); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
				t.Fatalf("%s: the same program gives other bytes (%v)", f.Name, err)
			}
		}
		if err := f.Write(full{}, dfdtest.Service(), Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s: a full disk gives %v", f.Name, err)
		}
	}
}

func TestLookup(t *testing.T) {
	if f, err := Lookup("dot"); err != nil || f.Ext != ".dot" {
		t.Error(f, err)
	}
	if _, err := Lookup("pdf"); err == nil || err.Error() != `no format "pdf"; there are text, mermaid, dot, tables, json` {
		t.Error(err)
	}
}
