package report

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/gostride/gostride/stride"
)

// identity keeps what the rows are known by, unseen: in the next run a row keeps its id though its code has moved or its route
// is called differently.
func (w *writer) identity() {
	var rows []stride.Kept
	for _, t := range w.Threats {
		rows = append(rows, stride.Keys(t))
	}
	stride.SortKept(rows)
	for _, x := range rows {
		fmt.Fprintf(w.out, "<!-- gostride:id %s %s %s -->\n", x.ID, x.Outer, x.Inner)
	}
}

var idMarker = regexp.MustCompile(`^<!-- gostride:id (T-[0-9A-Z]+) ([0-9a-f]+) ([0-9a-f]+) -->\s*$`)

// Kept reads the rows that a document knows; none of a file that is not ours.
func Kept(file []byte) []stride.Kept {
	segments, err := parse(file)
	if err != nil {
		return nil
	}
	var rows []stride.Kept
	for _, s := range segments {
		if s.block == nil || s.block.name != "identity" {
			continue
		}
		for line := range bytes.Lines([]byte(s.block.text)) {
			if m := idMarker.FindSubmatch(line); m != nil {
				rows = append(rows, stride.Kept{ID: string(m[1]), Outer: string(m[2]), Inner: string(m[3])})
			}
		}
	}
	return rows
}
