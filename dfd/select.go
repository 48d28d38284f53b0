package dfd

import (
	"slices"
	"strings"
)

// SelectEntries finds the entry points that a person means, as ids in the model's order. A pattern is, the first that
// finds something:
//
//	route    "POST /upload", "/upload", "kafka orders"; {id} and :id are the same
//	glob     "GET /api/*", "/admin/**": * is one segment or a part of it, ** any number of segments
//	handler  a symbol or its end: "Upload", "Handler.Upload", "httpapi.(*Handler).Upload"
//	package  an import path or its end, with /... for all below: "internal/httpapi", "./internal/..."
//
// Where nothing is found the error is a *NoEntryError.
func SelectEntries(m *Model, pattern string) ([]string, error) {
	pattern = strings.TrimSpace(pattern)
	if pattern != "" {
		for _, fits := range readings(m, pattern) {
			var ids []string
			for _, e := range m.EntryPoints {
				if fits(e) {
					ids = append(ids, e.ID)
				}
			}
			if len(ids) > 0 {
				return ids, nil
			}
		}
	}
	return nil, &NoEntryError{Pattern: pattern, Nearest: nearest(m, pattern)}
}

// readings lists what the pattern may mean, in the order in which it is tried.
func readings(m *Model, pattern string) []func(*EntryPoint) bool {
	route := func(e *EntryPoint) bool { return e.ID == pattern || matchRoute(e, pattern, sameRoute) }
	if strings.Contains(pattern, "*") && !strings.Contains(pattern, "(*") {
		return []func(*EntryPoint) bool{route, func(e *EntryPoint) bool { return matchRoute(e, pattern, globRoute) }}
	}
	return []func(*EntryPoint) bool{
		route,
		func(e *EntryPoint) bool { return matchHandler(e.Handler, pattern) },
		func(e *EntryPoint) bool { return matchPackage(m.Module, e.HandlerPackage(), pattern) },
	}
}

// matchRoute compares method and path; a pattern without a method means every method.
func matchRoute(e *EntryPoint, pattern string, same func(pattern, path string) bool) bool {
	if strings.EqualFold(pattern, e.Title()) || same(pattern, e.Path) {
		return true
	}
	method, path, ok := strings.Cut(pattern, " ")
	return ok && matchMethod(e, method) && same(strings.TrimSpace(path), e.Path)
}

func matchMethod(e *EntryPoint, method string) bool {
	if method == "*" || strings.EqualFold(method, e.Method) || strings.EqualFold(method, "ANY") {
		return true
	}
	anyMethod := e.Method == "ANY" || e.Kind == "http" && e.Method == ""
	return anyMethod && (len(e.Methods) == 0 || slices.ContainsFunc(e.Methods, func(m string) bool { return strings.EqualFold(m, method) }))
}

func sameRoute(pattern, path string) bool {
	return pattern == path || path != "" && slices.Equal(segments(pattern), segments(path))
}

func globRoute(pattern, path string) bool { return globSegments(segments(pattern), segments(path)) }

// segments parts a path; parameters lose their names, a slash at the end counts for nothing.
func segments(path string) []string {
	parts := strings.Split(strings.TrimSuffix(path, "/"), "/")
	for i, p := range parts {
		switch {
		case strings.HasPrefix(p, "{") && strings.HasSuffix(p, "...}"):
			parts[i] = "{...}"
		case strings.HasPrefix(p, "{") && strings.HasSuffix(p, "}"), strings.HasPrefix(p, ":") && len(p) > 1:
			parts[i] = "{}"
		}
	}
	return parts
}
