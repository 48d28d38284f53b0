package stride

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// flow judges what travels. Reasons about the wire hold whatever the code behind it does.
func (o *judge) flow(f *dfd.Flow, letter string) string {
	if f == nil {
		return ""
	}
	from, to := o.kind(f.From), o.kind(f.To)
	switch {
	case from == "process" && to == "process" && (f.Transport == "" || f.Transport == "local") && o.sameProcess(f):
		return "both ends are functions of one process: nothing travels"
	case letter == "D" && from == "store" && to == "external":
		return "the store serves it by itself: nothing of the program is used up"
	case o.subkind(f, "memory"):
		return "it stays in the program's memory"
	case letter == "D" && o.subkind(f, "file"):
		return "it stays on the machine: there is no connection that can be cut"
	case letter == "D":
		return ""
	case f.Transport == "local":
		return "it does not leave the machine"
	case f.Transport == "tls" && (!o.isRequest(f) || o.listensTLS(f)):
		return "it travels over TLS"
	}
	return ""
}

func (o *judge) subkind(f *dfd.Flow, subkind string) bool {
	return slices.ContainsFunc([]string{f.From, f.To}, func(id string) bool {
		return o.elements[id] != nil && o.elements[id].Subkind == subkind
	})
}

// listensTLS reports whether every listener behind a request serves TLS itself.
func (o *judge) listensTLS(f *dfd.Flow) bool {
	tls := make(map[string]string)
	for _, l := range o.model.Listeners {
		tls[l.ID] = l.TLS
	}
	for _, id := range f.EntryPoints {
		if e := o.entries[id]; e == nil || tls[e.Listener] != "yes" {
			return false
		}
	}
	return len(f.EntryPoints) > 0
}

// sameProcess reports whether the flow serves entry points of one process only.
func (o *judge) sameProcess(f *dfd.Flow) bool {
	var ids []string
	for _, id := range f.EntryPoints {
		if e := o.entries[id]; e != nil {
			ids = append(ids, e.Processes...)
		}
	}
	return len(sorted(ids)) == 1
}
