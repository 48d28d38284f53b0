package unmodelled

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// declare looks the symbol's signature up.
func (s *Symbol) declare(pkg *types.Package) {
	if pkg == nil {
		return
	}
	typ, member, isMember := strings.Cut(s.Name, ".")
	obj := pkg.Scope().Lookup(typ)
	if obj != nil && isMember {
		obj, _, _ = types.LookupFieldOrMethod(obj.Type(), true, pkg, member)
	}
	if obj == nil {
		return
	}
	qualify := func(p *types.Package) string {
		if p == pkg {
			return ""
		}
		return p.Name()
	}
	s.Sig = types.ObjectString(obj, qualify)
	if sig, ok := obj.Type().Underlying().(*types.Signature); ok {
		for v := range sig.Params().Variables() {
			s.Args = append(s.Args, strings.TrimSpace(v.Name()+" "+types.TypeString(v.Type(), qualify)))
		}
	}
}

// Skeleton drafts the model file of a library. It loads as it stands, and says nothing: a person puts a role where it says draft.
func Skeleton(l Library) string {
	var b strings.Builder
	module := l.Module
	if module == "" {
		module = l.Path
	}
	fmt.Fprintf(&b, "# %s %s touches: %s\n", l.Path, l.Version, strings.Join(l.Touches, ", "))
	fmt.Fprintf(&b, "library: %s\nmodules: [%s]\n", name(l.Path), catalog.WithoutMajor(module))
	fmt.Fprintf(&b, "package: %s\nrows:\n", catalog.WithoutMajor(l.Path))
	if len(l.Symbols) == 0 {
		b.WriteString("  [] # no call of it was seen: it is imported for its side effects, or for types alone\n")
	}
	for _, s := range l.Symbols {
		if s.Sig != "" {
			fmt.Fprintf(&b, "  # %s\n", s.Sig)
		}
		if s.File != "" {
			fmt.Fprintf(&b, "  # used %s, first in %s:%d\n", times(s.Uses), s.File, s.Line)
		}
		fmt.Fprintf(&b, "  - symbols: [%s]\n    role: %s\n", s.Name, catalog.Draft)
		if len(s.Args) > 0 {
			var args []string
			for i, a := range s.Args {
				args = append(args, fmt.Sprintf("%d is %s", i, a))
			}
			fmt.Fprintf(&b, "    # args: {name: place}, where %s\n", strings.Join(args, "; "))
		}
	}
	return b.String()
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// name is what people would call a package: its last element that is no version.
func name(path string) string {
	plain := catalog.WithoutMajor(path)
	return strings.TrimPrefix(plain[strings.LastIndexByte(plain, '/')+1:], "go-")
}
