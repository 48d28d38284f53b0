package link

import "github.com/gostride/gostride/dfd"

// transport says how a flow is carried: to files, to what the process keeps in itself and to programs that it starts nothing
// leaves the machine.
func (a *assembly) transport(from, to string) string {
	f, t := a.elements[from], a.elements[to]
	if f == nil || t == nil {
		return "unknown"
	}
	switch {
	case f.Kind == "process" && t.Kind == "process": // nothing travels
		return ""
	case onMachine(f) || onMachine(t):
		return "local"
	}
	return "unknown"
}

func onMachine(e *dfd.Element) bool {
	switch {
	case e.Kind == "store":
		return e.Subkind == "file" || e.Subkind == "memory" || e.Tech == "filesystem" || e.Tech == "memory" || embedded[e.Tech]
	case e.Kind == "external":
		return e.Subkind == "exec"
	}
	return false
}

// embedded are databases that are files opened by the process itself.
var embedded = map[string]bool{"sqlite": true, "bolt": true, "badger": true, "duckdb": true}
