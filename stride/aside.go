package stride

import (
	"path"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// asideFolders are names of folders whose programs show or test another one, and run nowhere for its users.
var asideFolders = []string{"test", "tests", "testing", "testdata", "e2e", "integration", "example", "examples", "_example", "_examples", "demo", "demos", "sample", "samples"}

// doubtAside makes questions of the rows that only concern programs which test or show others, by the names of their folders. Where
// all programs lie in such a folder, they are what is asked about.
func doubtAside(p *dfd.Program, rows []*row) {
	aside := map[string]string{} // by process
	for _, pr := range p.Processes {
		if folder := asideIn(strings.TrimPrefix(strings.TrimPrefix(pr.Package, p.Module), "/")); folder != "" {
			aside[pr.ID] = folder
		}
	}
	if len(aside) == 0 || len(aside) == len(p.Processes) {
		return
	}
	for _, r := range rows {
		t := r.threat
		if t.Status != Open || t.Tier == Unknown {
			continue
		}
		if folder := asideOf(p, t, aside); folder != "" {
			t.Tier, t.Status, r.note = Unknown, ToConfirm, "Does anything of "+folder+" run where the program is used? By the folder's name it tests or shows the program."
		}
	}
}

// asideOf names the folder of a row all of whose entry points are of programs aside, or that has none and whose places all lie there.
func asideOf(p *dfd.Program, t *dfd.Threat, aside map[string]string) string {
	folder := ""
	for _, id := range t.EntryPoints {
		e := p.Entry(id)
		if e == nil || len(e.Processes) == 0 {
			return ""
		}
		for _, pr := range e.Processes {
			if folder = aside[pr]; folder == "" {
				return ""
			}
		}
	}
	if len(t.EntryPoints) > 0 {
		return folder
	}
	for _, at := range t.Evidence {
		f := asideIn(path.Dir(at.File))
		if f == "" || !slices.ContainsFunc(p.Processes, func(pr *dfd.Process) bool { return aside[pr.ID] == f }) {
			return ""
		}
		folder = f
	}
	return folder
}

// asideIn gives a path up to its first folder of such a name, "" where there is none.
func asideIn(name string) string {
	parts := strings.Split(name, "/")
	for n, part := range parts {
		if slices.Contains(asideFolders, part) {
			return strings.Join(parts[:n+1], "/")
		}
	}
	return ""
}
