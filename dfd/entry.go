package dfd

import (
	"fmt"
	"strings"
)

// Title is the name that people know the entry point by: "POST /upload", "kafka orders", "cron @hourly".
func (e *EntryPoint) Title() string {
	switch e.Kind {
	case "cron", "cli", "tcp":
		return strings.TrimSpace(e.Kind + " " + e.Path)
	}
	return strings.TrimSpace(e.Method + " " + e.Path)
}

// Routes names entry points: "POST /upload", "POST /upload and 3 more".
func Routes(entries []*EntryPoint) string {
	switch len(entries) {
	case 0:
		return "no route"
	case 1:
		return entries[0].Title()
	case 2:
		return entries[0].Title() + " and " + entries[1].Title()
	}
	return fmt.Sprintf("%s and %d more", entries[0].Title(), len(entries)-1)
}

// HandlerPackage is the import path of the package that the handler is declared in, "" where no handler is known.
func (e *EntryPoint) HandlerPackage() string {
	path, _ := splitSymbol(e.Handler)
	return path
}

// splitSymbol parts "import/path.(*Recv).Func" into the import path and "(*Recv).Func". The dots of the path's last
// element, as in gopkg.in/yaml.v3, are told from the symbol's by what follows them: a version.
func splitSymbol(symbol string) (path, name string) {
	plain, _, _ := strings.Cut(symbol, "[") // type arguments may hold slashes and dots
	last := strings.LastIndexByte(plain, '/') + 1
	for at := last; ; {
		dot := strings.IndexByte(symbol[at:], '.')
		if dot < 0 {
			return "", symbol
		}
		at += dot + 1
		if !isVersion(symbol[at:]) {
			return symbol[:at-1], symbol[at:]
		}
	}
}

// isVersion reports whether s starts with an element such as "v3." of an import path.
func isVersion(s string) bool {
	element, _, more := strings.Cut(s, ".")
	if !more || len(element) < 2 || element[0] != 'v' {
		return false
	}
	return strings.Trim(element[1:], "0123456789") == ""
}

// Where words the address of a listener for people. Host and port may be settings of their own with nothing between them.
func (l *Listener) Where() string {
	at := l.Address
	for strings.Contains(at, "{config}{config}") {
		at = strings.ReplaceAll(at, "{config}{config}", "{config}")
	}
	if at == "{config}" {
		return "an address from the configuration"
	}
	return strings.ReplaceAll(at, "{config}", "(configured)")
}
