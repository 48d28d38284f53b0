package dfd

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	shownLabel = 80 // runes of a label that lists several flows
	shownNotes = 3
)

// what says what travels on a flow: its label, and the names of the data that the label does not tell.
func what(f *Flow) string {
	told := strings.ToLower(f.Label)
	var names []string
	for _, d := range f.Data {
		if d.Name != "" && !strings.Contains(told, strings.ToLower(d.Name)) {
			names = union(names, []string{d.Name})
		}
	}
	label := f.Label
	if label == "" {
		label = f.Op
	}
	if len(names) == 0 {
		return label
	}
	if strings.Contains(label, ": ") {
		return label + ", " + shorten(names)
	}
	return label + ": " + shorten(names)
}

// shorten lists as many items as stay readable, at least one: "INSERT files, UPDATE quota, +3 more".
func shorten(items []string) string {
	items = filter(items, func(s string) bool { return s != "" })
	text, length := "", 0
	for i, item := range items {
		size := utf8.RuneCountInString(item) + 2
		if i > 0 && length+size > shownLabel {
			return fmt.Sprintf("%s, +%d more", text, len(items)-i)
		}
		if i > 0 {
			text += ", "
		}
		text += item
		length += size
	}
	return text
}

// capped keeps the first items and counts the rest.
func capped(items []string, most int) []string {
	if len(items) <= most {
		return items
	}
	return append(slices.Clip(items[:most]), fmt.Sprintf("+%d more", len(items)-most))
}

func plural(n int, noun string) string { return fmt.Sprintf("%d %ss", n, noun) }

// Count is a number of things whose plural ends in s: "1 row", "3 rows".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return plural(n, noun)
}

// ceremony are the first segments of a path that say nothing about the feature.
var ceremony = regexp.MustCompile(`^(api|rest|v[0-9]+[a-z0-9]*|[{:].*)?$`)

// groupName is the feature group of an entry point that the model gives no group: the path up to its first telling
// segment, the service of a gRPC method, the broker, the command; else the handler's package.
func groupName(e *EntryPoint) string {
	switch e.Kind {
	case "queue":
		return strings.TrimSpace(e.Method + " consumers")
	case "cron":
		return "scheduled jobs"
	case "cli":
		word, _, _ := strings.Cut(e.Path, " ")
		return strings.TrimSpace("command " + word)
	case "grpc":
		service, _, _ := strings.Cut(strings.TrimPrefix(e.Path, "/"), "/")
		return service
	case "tcp":
		return e.Title()
	}
	parts := strings.Split(e.Path, "/")
	for i, p := range parts {
		if !ceremony.MatchString(p) {
			return strings.Join(parts[:i+1], "/")
		}
	}
	path := e.HandlerPackage()
	if name := path[strings.LastIndexByte(path, '/')+1:]; name != "" {
		return name
	}
	return e.Title()
}
