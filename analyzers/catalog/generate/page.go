package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// compared is what others publish. Each line says where the number is from; what could not be checked says so.
const compared = `| tool | what it publishes | count | source |
|---|---|---|---|
| CodeQL for Go | third-party libraries with a model | 66 | named in github/codeql, go/documentation/library-coverage/frameworks.csv at 0f730eb76b10, the standard library's line left out; counted by us on 2026-11-30. Eight more are described by a file of code of their own alone (go/ql/lib/semmle/go/frameworks: AWS Lambda, go-micro, gqlgen, Twirp, rs/cors, gin-contrib/cors, client-go, mail); docs/codeql/reusables/supported-frameworks.rst names 42 |
| gosec | rules | 57 | securego/gosec RULES.md at 58c00ca1b0ff, identifiers listed under "Rules List"; models of libraries are not a thing of its own |
| Bearer | types of data | 122 | Bearer/bearer, pkg/classification/db/data_types/*.json, one file a type (123 file names over its history, two of them spellings of one type) |
`

// unread names the packages whose rows no library could be held against.
func unread(packages []string) string {
	if len(packages) == 0 {
		return ""
	}
	return "Not verified, because the library could not be read where the rows were checked: `" + strings.Join(packages, "`, `") + "`.\n\n"
}

// page is docs/catalogue.md.
func page(c *catalog.Catalog) string {
	var b strings.Builder
	s := c.Stats()
	b.WriteString("# The catalogue\n\nGenerated from `analyzers/catalog/models/*.yaml` by `go generate ./analyzers/catalog`; do not edit.\n\n")
	fmt.Fprintf(&b, "| | |\n|---|---|\n| third-party libraries (modules, majors counted once) | %d |\n| packages, the standard library's included | %d |\n", s.Modules, s.Packages)
	fmt.Fprintf(&b, "| symbols | %d, %d of them with a meaning for the diagram |\n| rows | %d |\n", s.Symbols, s.Meaningful, s.Rows)
	fmt.Fprintf(&b, "| technologies | %d |\n| types of data | %d in %d classes |\n\n", s.Technologies, s.DataTypes, s.DataClasses)
	b.WriteString("How many rows resolve against the real libraries changes with `verified.lock`: `gostride catalog list --stats` says it, `gostride catalog list --unverified` lists the others.\n\n" + unread(c.Unread()))
	b.WriteString("## Beside others\n\n" + compared + "\n## Symbols per role\n\nThe roles are described in `analyzers/catalog/doc.go`.\n\n| role | symbols |\n|---|---|\n")
	for _, r := range s.Roles {
		fmt.Fprintf(&b, "| %s | %d |\n", r.Name, r.N)
	}
	b.WriteString("\n## Types of data\n\nRecognised by name alone, with the evidence shown; a name that says nothing is no proof that the data is harmless.\n\n| class | types |\n|---|---|\n")
	for _, class := range catalog.DataClasses {
		var names []string
		for _, t := range c.DataTypes() {
			if t.Class == class {
				names = append(names, t.Name)
			}
		}
		slices.Sort(names)
		fmt.Fprintf(&b, "| %s | %s |\n", class, strings.Join(names, ", "))
	}
	b.WriteString("\n## Libraries\n\n| library | modules | rows |\n|---|---|---|\n")
	for _, f := range c.Files() {
		if len(f.Rows) > 0 {
			fmt.Fprintf(&b, "| %s | %s | %d |\n", f.Library, strings.Join(f.Modules, ", "), len(f.Rows))
		}
	}
	b.WriteString(`
## A library of your own

` + "```yaml" + `
# .gostride/models/queue.yaml
library: acme queue
modules: [acme.example/queue]
package: acme.example/queue
rows:
  - {symbols: [Dial], role: open, tech: acme, subkind: queue, args: {addr: 0}}
  - {symbols: [Client.Send], role: publish, op: publish, tech: acme, args: {topic: 0, body: 1}}
` + "```" + `

` + "`gostride catalog missing --output-dir .gostride/models ./...` drafts such files with the real signatures, `gostride catalog check` checks them, and" + `
` + "`go vet -vettool=$(which gostride) $(gostride catalog check --vet-flag) ./...` uses them in go vet. `gostride review` judges a change by the base's" + `
models and shows a new or changed one first. The JSON Schema for editors is docs/schema/catalog.json.
`)
	return b.String()
}
