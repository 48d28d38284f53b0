package link

import (
	"reflect"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// tagRules adds to a use that fills a struct from a request what the struct's tags demand of its fields, as attribute
// "rule:limit": "max=100", "oneof=user guest". Whether anybody looks at them is another matter: gin does at tags named binding,
// others only where a validator is called.
func (a *assembly) tagRules(u *dfd.Use) {
	into := u.Args["into"]
	if into == nil {
		return
	}
	a.rulesOf(u, bare(into.Type), 0)
}

func (a *assembly) rulesOf(u *dfd.Use, name string, depth int) {
	t, ok := a.l.types[name]
	if !ok || depth > 3 || a.l.typeTab[t].kind != summary.KindStruct || !a.l.typeTab[t].own {
		return
	}
	for _, f := range a.l.typeTab[t].fields {
		if in := bare(f.Type); in != f.Type || f.Embedded || strings.ContainsRune(in, '.') {
			a.rulesOf(u, in, depth+1)
		}
		for _, key := range []string{"binding", "validate", "valid"} {
			if v := reflect.StructTag(f.Tag).Get(key); v != "" && v != "-" {
				u.Attr["rule:"+a.l.fieldTag(a.l.strs.get(name+"."+f.Name))] = key + ":" + v
			}
		}
	}
}
