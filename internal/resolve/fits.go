package resolve

import (
	"fmt"
	"go/types"
	"slices"
)

// wants are the parts of a call whose type says at once when the wrong argument was named: text, func, number.
var wants = map[string]string{
	"path": "text", "prefix": "text", "query": "text", "url": "text", "dsn": "text", "driver": "text", "addr": "text",
	"topic": "text", "bucket": "text", "network": "text", "command": "text",
	"handler": "func", "middleware": "func", "fn": "func", "keyfunc": "func", "callback": "func",
	"status": "number", "burst": "number",
}

// except are roles where such a part may be something else.
var except = map[string][]string{
	"path":  {"orm", "set-cookie"},
	"query": {"derive"},
	"url":   {"verify"},
}

// fits checks an argument's type against its part's name. nil typ: not known, fits.
func fits(role, name string, typ types.Type) error {
	want := wants[name]
	if typ == nil || want == "" || slices.Contains(except[name], role) {
		return nil
	}
	base := elem(typ)
	if base == nil {
		return nil // an interface or type parameter may be anything
	}
	ok := false
	switch u := base.Underlying().(type) {
	case *types.Basic:
		switch want {
		case "text":
			ok = u.Info()&types.IsString != 0 || u.Kind() == types.Byte
		case "number":
			ok = u.Info()&types.IsNumeric != 0
		}
	case *types.Signature:
		ok = want == "func"
	case *types.Struct:
		ok = true // a request, a configuration, a handler with a method
	}
	if !ok {
		return fmt.Errorf("%s is no %s", typ, want)
	}
	return nil
}
