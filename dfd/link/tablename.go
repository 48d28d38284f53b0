package link

import (
	"strings"

	"github.com/jinzhu/inflection"

	"github.com/gostride/gostride/analyzers/catalog"
)

// tableName names the table that a struct type is kept in: as a tag says, as its method TableName says, or as the library names
// it after the type. "" where only the running program knows.
func (l *linker) tableName(ti *typeInfo, r *catalog.Row) string {
	for _, f := range ti.fields {
		if _, rest, ok := strings.Cut(f.Tag, "table:"); ok {
			if j := strings.IndexAny(rest, ",\"; "); j > 0 {
				return rest[:j]
			}
		}
	}
	if t, ok := l.types[base(ti.name)]; ok {
		if m, ok := l.method(t, "TableName"); ok {
			if g := l.funcs[l.syms.get(m.Sym)]; g != nil {
				name, _ := g.constant()
				return name
			}
			return ""
		}
	}
	if strings.Contains(ti.name, "(struct#") { // without a name it is none of a table
		return ""
	}
	name := snake(lastName(ti.name))
	if pluralises(r.Package) {
		name = inflection.Plural(name)
	}
	return name
}

// pluralises says that a library names the table of User users; xorm, beego and others name it user.
func pluralises(pkg string) bool {
	for _, p := range []string{"gorm.io/gorm", "gorm.io/gen", "github.com/jinzhu/gorm", "github.com/uptrace/bun", "github.com/go-pg/pg"} {
		if strings.HasPrefix(pkg, p) {
			return true
		}
	}
	return false
}

// snake spells a Go name as databases do: APIKey is api_key.
func snake(name string) string {
	upper := func(n int) bool { return n < len(name) && name[n] >= 'A' && name[n] <= 'Z' }
	lower := func(n int) bool { return n < len(name) && name[n] >= 'a' && name[n] <= 'z' }
	var b strings.Builder
	for n := range len(name) {
		if n > 0 && upper(n) && (!upper(n-1) || lower(n+1)) && name[n-1] != '_' {
			b.WriteByte('_')
		}
		b.WriteByte(name[n])
	}
	return strings.ToLower(b.String())
}
