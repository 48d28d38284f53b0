package link

import (
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
	var st statement
	if len(text) > 20000 {
		text = text[:20000]
	}
	words := sqlWords(strings.ReplaceAll(text, "{}", "?"))
	seen := map[string]bool{}
	table := func(n int) {
		if n < len(words) {
			t := cleanName(words[n])
			if t != "" && !sqlKeyword[strings.ToUpper(t)] && !seen[t] {
				seen[t] = true
				st.tables = append(st.tables, t)
			}
		}
	}
	ops := map[string]bool{}
	for n, w := range words {
		switch up := strings.ToUpper(w); up {
		case "SELECT", "SHOW", "PRAGMA", "EXPLAIN", "VALUES":
			if st.verb == "" && up != "VALUES" {
				st.verb = up
			}
		case "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE", "CREATE", "ALTER", "DROP", "COPY", "CALL", "REFRESH", "GRANT", "LOCK":
			if n > 0 && (strings.EqualFold(words[n-1], "FOR") || strings.EqualFold(words[n-1], "ON") || strings.EqualFold(words[n-1], "DO") || strings.EqualFold(words[n-1], "KEY")) {
				break // FOR UPDATE, ON DELETE, DO UPDATE
			}
			if up == "REPLACE" && n > 0 && n+1 < len(words) && words[n+1] == "(" {
				break
			}
			if st.verb == "" || st.verb == "SELECT" && !ops["write"] && !ops["delete"] {
				st.verb = up
			}
			switch up {
			case "DELETE", "TRUNCATE":
				ops["delete"] = true
			default:
				ops["write"] = true
			}
			if up == "UPDATE" || up == "TRUNCATE" {
				table(n + 1)
				st.columns = append(st.columns, setColumns(words[n:])...)
			}
		case "INTO":
			table(n + 1)
			st.columns = append(st.columns, insertColumns(words[n+1:])...)
		case "FROM", "JOIN", "TABLE":
			table(n + 1)
		}
	}
	for _, o := range []string{"write", "delete"} {
		if ops[o] {
			st.ops = append(st.ops, o)
		}
	}
	if len(st.ops) == 0 && st.verb != "" {
		st.ops = []string{"read"}
	}
	return st
}

// sqlWords gives the words of a statement without comments, quotes and white space.
func sqlWords(text string) []string {
	var words []string
	lx := sqllexer.New(text)
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
	w = strings.Trim(w, "`\"[]'")
	w = strings.ReplaceAll(w, "\"", "")
	if w == "" || strings.ContainsAny(w, "()?$ {") {
		return ""
	}
	if i := strings.LastIndexByte(w, '.'); i >= 0 {
		w = w[i+1:]
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
