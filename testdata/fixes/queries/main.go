// Command queries has a route for each way in which programs keep what a caller chooses out of a statement's text, and for each in which
// they only seem to. Rules: sql-injection.
package main

import (
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

var column = regexp.MustCompile(`^[a-zA-Z_]+$`)

var sortable = map[string]string{"name": "name", "created": "created_at"}

var fields = map[string]bool{"name": true, "email": true}

type store struct{ db *sql.DB }

func (s *store) run(q string, args ...any) {
	rows, err := s.db.Query(q, args...)
	if err != nil {
		return
	}
	defer rows.Close()
}

func direction(d string) string {
	if strings.EqualFold(d, "desc") {
		return "DESC"
	}
	return "ASC"
}

func safe(field string) error {
	if !column.MatchString(field) {
		return errors.New("no such field")
	}
	return nil
}

func filter(field string) bool { return column.MatchString(field) }

func order(by string) string {
	switch by {
	case "name":
		return "name"
	case "created":
		return "created_at"
	}
	return "id"
}

func snake(s string) string {
	data := make([]byte, 0, len(s)*2)
	for i := 0; i < len(s); i++ {
		d := s[i]
		if i > 0 && d >= 'A' && d <= 'Z' {
			data = append(data, '_')
		}
		data = append(data, d)
	}
	return strings.ToLower(string(data[:]))
}

func lowered(s string) string {
	var out []rune
	for i := 0; i < len(s); i++ {
		out = append(out, unicode.ToLower(rune(s[i])))
	}
	return string(out)
}

func written(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// names are those of the columns.
func (s *store) names() []string {
	rows, err := s.db.Query("SELECT column_name FROM information_schema.columns")
	if err != nil {
		return nil
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var n string
		if rows.Scan(&n) == nil {
			out = append(out, n)
		}
	}
	return out
}

func (s *store) columns() map[string]bool {
	out := map[string]bool{}
	for _, n := range s.names() {
		out[n] = true
	}
	return out
}

func folded(x string, list []string) bool {
	for _, s := range list {
		if strings.EqualFold(s, x) {
			return true
		}
	}
	return false
}

func among(x string, list []string) bool {
	for _, s := range list {
		if s == x {
			return true
		}
	}
	return false
}

func ordered(by, dir, q string, list []string) string {
	if !among(by, list) {
		by = "id"
	}
	if dir != "asc" && dir != "desc" {
		dir = "desc"
	}
	return strings.ReplaceAll(q+" %order%", "%order%", "ORDER BY "+by+" "+dir)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &store{db: db}
	mux := http.NewServeMux()
	orm(mux)
	on := func(pattern string, f func(by string)) {
		mux.HandleFunc(pattern, func(_ http.ResponseWriter, r *http.Request) { f(r.FormValue("by")) })
	}
	on("GET /flaw/concatenated", func(by string) { s.run("SELECT id FROM users WHERE name = '" + by + "'") })
	on("GET /flaw/formatted", func(by string) { s.run(fmt.Sprintf("SELECT id FROM users ORDER BY %s", by)) })
	on("GET /flaw/quoted", func(by string) { s.run(fmt.Sprintf("SELECT id FROM users WHERE name = %q", by)) })
	on("GET /flaw/replaced", func(by string) { s.run("SELECT id FROM users WHERE name = '" + strings.ReplaceAll(by, ";", "") + "'") })
	on("GET /flaw/built", func(by string) {
		var q strings.Builder
		q.WriteString("SELECT id FROM users")
		if by != "" {
			q.WriteString(" ORDER BY " + by)
		}
		s.run(q.String())
	})
	on("GET /flaw/half", func(by string) { s.run("SELECT id FROM users WHERE name = $1 ORDER BY "+by, by) })
	on("GET /flaw/joined", func(by string) { s.run("SELECT " + strings.Join(strings.Split(by, ","), ", ") + " FROM users") })
	on("GET /flaw/prepared", func(by string) {
		st, err := s.db.Prepare("SELECT id FROM users WHERE " + by + " = $1")
		if err != nil {
			return
		}
		st.Exec(1)
	})

	on("GET /flaw/rewritten", func(by string) { s.run("SELECT id FROM users ORDER BY " + snake(by)) })
	on("GET /flaw/letter-by-letter", func(by string) { s.run("SELECT id FROM users ORDER BY " + lowered(by)) })
	on("GET /flaw/letters-written", func(by string) { s.run("SELECT id FROM users ORDER BY " + written(by)) })

	on("GET /flaw/unknown-name", func(by string) {
		if s.columns()[by] {
			return
		}
		s.run("SELECT id FROM users ORDER BY " + by)
	})

	on("GET /fixed/columns", func(by string) { // what the database calls its columns is asked
		if !s.columns()[by] {
			return
		}
		s.run("SELECT id FROM users ORDER BY " + by)
	})
	on("GET /fixed/folded", func(by string) {
		if !folded(by, s.names()) {
			return
		}
		s.run("SELECT id FROM users ORDER BY " + by)
	})
	on("GET /fixed/parameter", func(by string) { s.run("SELECT id FROM users WHERE name = $1", by) })
	on("GET /fixed/like", func(by string) { s.run("SELECT id FROM users WHERE name LIKE $1", "%"+by+"%") })
	on("GET /fixed/number", func(by string) {
		n, err := strconv.Atoi(by)
		if err != nil {
			return
		}
		s.run(fmt.Sprintf("SELECT id FROM users LIMIT %d", n))
	})
	on("GET /fixed/map", func(by string) {
		c, ok := sortable[by]
		if !ok {
			return
		}
		s.run("SELECT id FROM users ORDER BY " + c)
	})
	on("GET /fixed/members", func(by string) {
		if !fields[by] {
			return
		}
		s.run("SELECT id FROM users ORDER BY " + by)
	})
	on("GET /fixed/slice", func(by string) {
		if !slices.Contains([]string{"name", "email"}, by) {
			by = "name"
		}
		s.run("SELECT id FROM users ORDER BY " + by)
	})
	on("GET /fixed/switch", func(by string) { s.run("SELECT id FROM users ORDER BY " + order(by)) })
	on("GET /fixed/direction", func(by string) { s.run("SELECT id FROM users ORDER BY name " + direction(by)) })
	on("GET /fixed/pattern", func(by string) {
		if !column.MatchString(by) {
			return
		}
		s.run("SELECT id FROM users ORDER BY " + by)
	})
	on("GET /fixed/pattern-of-a-helper", func(by string) {
		if err := safe(by); err != nil {
			return
		}
		s.run(fmt.Sprintf("SELECT id FROM users ORDER BY %s", by))
	})
	on("GET /fixed/pattern-before-adding", func(by string) {
		q := "SELECT id FROM users"
		if by != "" && filter(by) {
			q += " ORDER BY " + by
		}
		s.run(q)
	})
	on("GET /fixed/placeholders", func(by string) {
		var marks []string
		var args []any
		for n, x := range strings.Split(by, ",") {
			marks = append(marks, "$"+strconv.Itoa(n+1))
			args = append(args, x)
		}
		s.run("SELECT id FROM users WHERE name IN ("+strings.Join(marks, ", ")+")", args...)
	})
	two := func(pattern string, f func(by, dir string)) {
		mux.HandleFunc(pattern, func(_ http.ResponseWriter, r *http.Request) { f(r.FormValue("by"), r.FormValue("dir")) })
	}
	two("GET /fixed/two-choices", func(by, dir string) { s.run(ordered(by, dir, "SELECT id FROM users", []string{"name", "email"})) })
	two("GET /fixed/two-choices-of-another-list", func(by, dir string) { s.run(ordered(by, dir, "SELECT id FROM lists", []string{"id", "title"})) })
	two("GET /flaw/one-choice", func(by, dir string) {
		if !among(by, []string{"name", "email"}) {
			by = "name"
		}
		s.run("SELECT id FROM users ORDER BY " + by + " " + dir)
	})
	two("GET /flaw/choices-mixed", func(by, dir string) {
		if !among(by, []string{"name", "email"}) {
			by = dir
		}
		s.run("SELECT id FROM users ORDER BY " + by + " " + dir)
	})
	log.Fatal(http.ListenAndServe(":8080", mux))
}
