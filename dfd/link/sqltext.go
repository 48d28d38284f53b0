package link

import (
	"regexp"
	"strings"

	"github.com/DataDog/go-sqllexer"
)

// statement is what is read off a SQL text.
type statement struct {
	ops     []string // read, write, delete
	verb    string
	tables  []string
	columns []string // written by an insert or update
}

// readSQL reads a statement or a template of one. What it does not understand it leaves out.
func readSQL(text string) statement {
	if len(text) > 20000 {
		text = text[:20000]
	}
	r := &sqlReader{words: sqlWords(strings.ReplaceAll(text, "{}", "?")), seen: map[string]bool{}, ops: map[string]bool{}}
	r.named = r.subqueries()
	for n, w := range r.words {
		r.word(n, strings.ToUpper(w))
	}
	for _, o := range []string{"write", "delete"} {
		if r.ops[o] {
			r.st.ops = append(r.st.ops, o)
		}
	}
	if len(r.st.ops) == 0 && r.st.verb != "" {
		r.st.ops = []string{"read"}
	}
	return r.st
}

// sqlReader is the state of reading one text.
type sqlReader struct {
	words []string
	st    statement
	ops   map[string]bool
	seen  map[string]bool // tables
	named map[string]bool // common table expressions: they are no tables
	calls []string        // the words before the parentheses that are open
}

func (r *sqlReader) at(n int) string {
	if n < 0 || n >= len(r.words) {
		return ""
	}
	return strings.ToUpper(r.words[n])
}

func (r *sqlReader) word(n int, up string) {
	switch up {
	case "(":
		r.calls = append(r.calls, r.at(n-1))
	case ")":
		r.calls = r.calls[:max(0, len(r.calls)-1)]
	case "SELECT", "SHOW", "PRAGMA", "EXPLAIN":
		if r.st.verb == "" {
			r.st.verb = up
		}
	case "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE", "CREATE", "ALTER", "DROP", "COPY", "CALL", "REFRESH", "GRANT", "LOCK":
		r.change(n, up)
	case "INTO":
		r.table(n + 1)
		r.st.columns = append(r.st.columns, insertColumns(r.words[n+1:])...)
	case "TABLE":
		r.table(r.skip(n + 1))
	case "FROM", "USING":
		if !r.operator(n) {
			r.list(n + 1)
		}
	case "JOIN":
		r.list(n + 1)
	}
}

// change notes a statement that writes or deletes.
func (r *sqlReader) change(n int, up string) {
	switch r.at(n - 1) {
	case "FOR", "ON", "DO", "KEY": // FOR UPDATE, ON DELETE, DO UPDATE
		return
	}
	if up == "REPLACE" && r.at(n+1) == "(" {
		return
	}
	if r.st.verb == "" || r.st.verb == "SELECT" && !r.ops["write"] && !r.ops["delete"] {
		r.st.verb = up
	}
	if up == "DELETE" || up == "TRUNCATE" {
		r.ops["delete"] = true
	} else {
		r.ops["write"] = true
	}
	if up == "UPDATE" || up == "TRUNCATE" {
		r.table(r.skip(n + 1))
	}
	if up == "UPDATE" {
		r.st.columns = append(r.st.columns, setColumns(r.words[n:])...)
	}
}

// operator says that a FROM belongs to a function or an operator: extract(year FROM at), IS DISTINCT FROM.
func (r *sqlReader) operator(n int) bool {
	if r.at(n-1) == "DISTINCT" && (r.at(n-2) == "IS" || r.at(n-2) == "NOT") {
		return true
	}
	if len(r.calls) == 0 {
		return false
	}
	switch r.calls[len(r.calls)-1] {
	case "EXTRACT", "SUBSTRING", "TRIM", "OVERLAY":
		return true
	}
	return false
}

// skip passes the words that may stand before a table's name.
func (r *sqlReader) skip(n int) int {
	for {
		switch r.at(n) {
		case "IF", "NOT", "EXISTS", "ONLY", "LATERAL", "IGNORE", "LOW_PRIORITY", "TABLE":
			n++
		case "OR": // UPDATE OR REPLACE
			n += 2
		default:
			return n
		}
	}
}

// list reads the tables behind FROM or JOIN, with their aliases: a, b AS x, c.d y. A function's result is no table.
func (r *sqlReader) list(n int) {
	for {
		n = r.skip(n)
		if r.at(n) == "(" || r.at(n+1) == "(" {
			return
		}
		r.table(n)
		n++
		if r.at(n) == "AS" {
			n++
		}
		if r.at(n) != "," && isName(cleanName(r.at(n))) && r.at(n+1) == "," {
			n++
		}
		if r.at(n) != "," {
			return
		}
		n++
	}
}

func (r *sqlReader) table(n int) {
	if n >= len(r.words) {
		return
	}
	t := cleanName(r.words[n])
	if t == "" || sqlKeyword[strings.ToUpper(t)] || r.seen[t] || r.named[strings.ToUpper(t)] && !strings.Contains(r.words[n], ".") {
		return
	}
	r.seen[t] = true
	r.st.tables = append(r.st.tables, t)
}

// subqueries gives the names of WITH name AS (…), name (columns) AS (…).
func (r *sqlReader) subqueries() map[string]bool {
	out := map[string]bool{}
	for n := range r.words {
		if next := r.at(n + 1); r.at(n) != "AS" || next != "(" && next != "MATERIALIZED" && next != "NOT" {
			continue
		}
		k := n - 1
		if r.at(k) == ")" { // its columns
			for k > 0 && r.at(k) != "(" {
				k--
			}
			k--
		}
		switch r.at(k - 1) {
		case "WITH", "RECURSIVE", ",":
			out[strings.ToUpper(cleanName(r.words[k]))] = true
		}
	}
	return out
}

// bracketed are names as SQL Server quotes them; the elements of arrays are not.
var bracketed = regexp.MustCompile(`(^|[\s.,(])\[([A-Za-z_][\w ]*)\]`)

// sqlWords gives the words of a statement without comments, quotes and white space.
func sqlWords(text string) []string {
	var words []string
	lx := sqllexer.New(bracketed.ReplaceAllString(strings.ReplaceAll(text, "`", `"`), `$1"$2"`))
	for n := 0; n < 4000; n++ {
		tok := lx.Scan()
		if tok == nil || tok.Type == sqllexer.EOF {
			break
		}
		switch tok.Type {
		case sqllexer.COMMENT, sqllexer.MULTILINE_COMMENT, sqllexer.SPACE:
			continue
		}
		words = append(words, tok.Value)
	}
	return words
}

func cleanName(w string) string {
	quoted := strings.HasSuffix(w, `"`)
	if i := strings.LastIndexByte(w, '.'); i >= 0 {
		w = w[i+1:]
	}
	w = strings.ReplaceAll(strings.Trim(w, "`\"[]'"), "\"", "")
	if w == "" || strings.ContainsAny(w, "()?${,;") || strings.Contains(w, " ") && !quoted {
		return ""
	}
	return w
}

func insertColumns(words []string) []string {
	var out []string
	if len(words) < 2 || words[1] != "(" {
		return nil
	}
	for _, w := range words[2:] {
		if w == ")" {
			break
		}
		if w != "," {
			out = append(out, cleanName(w))
		}
	}
	return out
}

func setColumns(words []string) []string {
	var out []string
	set := false
	for n, w := range words {
		switch up := strings.ToUpper(w); {
		case up == "SET":
			set = true
		case up == "WHERE" || up == "RETURNING":
			return out
		case set && w == "=" && n > 0:
			out = append(out, cleanName(words[n-1]))
		}
	}
	return out
}

var sqlKeyword = map[string]bool{"SELECT": true, "SET": true, "WHERE": true, "ONLY": true, "IF": true, "EXISTS": true, "LATERAL": true, "VALUES": true, "NOT": true, "AS": true}

// selected are the columns that a query names between SELECT and FROM, or behind RETURNING, without functions and aliases.
func selected(text string) []string {
	if text == "" {
		return nil
	}
	if len(text) > 20000 {
		text = text[:20000]
	}
	var out []string
	in, depth := false, 0
	words := sqlWords(strings.ReplaceAll(text, "{}", "?"))
	for n, w := range words {
		switch up := strings.ToUpper(w); {
		case up == "SELECT" || up == "RETURNING":
			in = true
		case up == "FROM" || up == ";":
			in = false
		case !in:
		case w == "(":
			depth++
		case w == ")":
			depth = max(0, depth-1)
		case n > 0 && strings.EqualFold(words[n-1], "AS") || n+1 < len(words) && words[n+1] == "(":
		default:
			if c := cleanName(w); c != "" && isName(c) && !sqlKeyword[strings.ToUpper(c)] {
				out = append(out, c)
			}
		}
	}
	return out
}

func isName(s string) bool {
	for i, c := range s {
		if !(c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || i > 0 && c >= '0' && c <= '9' || c > 127) {
			return false
		}
	}
	return s != ""
}
