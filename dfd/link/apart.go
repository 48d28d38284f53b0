package link

import (
	"path"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// packageOf is the import path in the full name of a function: of example.com/app/feed.(*Client).Get example.com/app/feed.
func packageOf(fn string) string {
	slash := strings.LastIndex(fn, "/") + 1
	if dot := strings.Index(fn[slash:], "."); dot >= 0 {
		return fn[:slash+dot]
	}
	return fn
}

// tellApart adds to third parties of one name the package that talks to each: ten addresses that callers chose are ten integrations.
func tellApart(elements map[string]*dfd.Element) {
	count := map[string]int{}
	for _, e := range elements {
		if e.Kind == "external" {
			count[e.Name]++
		}
	}
	for _, e := range elements {
		if e.Kind == "external" && count[e.Name] > 1 && len(e.Evidence) > 0 {
			e.Name += " (" + path.Base(packageOf(e.Evidence[0].Func)) + ")"
		}
	}
}
