package program_test

import "testing"

const account = `type User struct {
	Email string ` + "`json:\"email\"`" + `
	Role  string ` + "`json:\"role\"`" + `
	Admin bool   ` + "`json:\"admin\"`" + `
}`

const decoded = `var u User
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
		http.Error(w, "bad", 400)
		return
	}
	`

var limited = []controlled{
	{
		name: "role set anew", rule: "signup-role", more: account,
		body: decoded + `u.Role = "user"
	db.Exec("INSERT INTO users (email, role) VALUES ($1, $2)", u.Email, u.Role)`,
		mutants: []mutant{
			{"deleted", []string{`u.Role = "user"`, ``}},
			{"before it is bound", []string{"	u.Role = \"user\"\n", "", "var u User\n", "var u User\n	u.Role = \"user\"\n"}},
			{"another field", []string{`u.Role = "user"`, `u.Email = "user"`}},
			{"for some only", []string{`u.Role = "user"`, `if u.Email != "" {
		u.Role = "user"
	}`}},
			{"to what was sent", []string{`u.Role = "user"`, `u.Role = r.FormValue("role")`}},
			{"after the write", []string{"u.Role = \"user\"\n", "", "u.Role)", "u.Role)\n	u.Role = \"user\""}},
			{"another record's", []string{`u.Role = "user"`, `var v User
	v.Role = "user"`}},
			{"bound again", []string{`u.Role = "user"`, `u.Role = "user"
	json.NewDecoder(r.Body).Decode(&u)`}},
		},
	},
	{
		name: "roles without a rank", rule: "signup-role", more: account,
		body: decoded + `switch u.Role {
	case "user", "guest":
	default:
		http.Error(w, "bad", 400)
		return
	}
	db.Exec("INSERT INTO users (email, role) VALUES ($1, $2)", u.Email, u.Role)`,
		mutants: []mutant{
			{"with the administrator", []string{`"guest"`, `"admin"`}},
			{"no return", []string{"		http.Error(w, \"bad\", 400)\n		return\n	}\n	db", "		http.Error(w, \"bad\", 400)\n	}\n	db"}},
			{"of another value", []string{`switch u.Role`, `switch u.Email`}},
			{"inverted", []string{`	case "user", "guest":
	default:
`, `	case "user", "guest":
`}},
		},
	},
	{
		name: "no administrator asked for", rule: "signup-role", more: account,
		body: decoded + `if u.Admin {
		http.Error(w, "no", 403)
		return
	}
	db.Exec("INSERT INTO users (email, admin) VALUES ($1, $2)", u.Email, u.Admin)`,
		mutants: []mutant{
			{"inverted", []string{`if u.Admin`, `if !u.Admin`}},
			{"no return", []string{"403)\n		return\n", "403)\n"}},
			{"or by a parameter", []string{`if u.Admin`, `if u.Admin && r.FormValue("force") == ""`}},
			{"after the write", []string{`if u.Admin {
		http.Error(w, "no", 403)
		return
	}
	`, ``, "u.Admin)", `u.Admin)
	if u.Admin {
		return
	}`}},
		},
	},
	{
		name: "limit on what is unpacked", rule: "decompression",
		body: `z, err := gzip.NewReader(r.Body)
	if err != nil {
		return
	}
	b, _ := io.ReadAll(io.LimitReader(z, 1<<20))
	w.Write(b)`,
		mutants: []mutant{
			{"deleted", []string{"io.LimitReader(z, 1<<20)", "z"}},
			{"absurd", []string{"z, 1<<20", "z, 1<<42"}},
			{"on what goes in", []string{"NewReader(r.Body)", "NewReader(io.LimitReader(r.Body, 1<<20))", "io.LimitReader(z, 1<<20)", "z"}},
			{"in front of the body", []string{"z, err", "r.Body = http.MaxBytesReader(w, r.Body, 1<<20)\n	z, err", "io.LimitReader(z, 1<<20)", "z"}},
			{"on something else", []string{"b, _ := io.ReadAll(io.LimitReader(z, 1<<20))", "_ = io.LimitReader(r.Body, 1<<20)\n	b, _ := io.ReadAll(z)"}},
			{"after the read", []string{"io.ReadAll(io.LimitReader(z, 1<<20))", "io.ReadAll(z)\n	_ = io.LimitReader(z, 1<<20)"}},
		},
	},
	{
		name: "page cut off", rule: "page-size",
		body: `n, _ := strconv.Atoi(r.FormValue("limit"))
	if n < 1 || n > 100 {
		n = 100
	}
	db.Query("SELECT id FROM notes LIMIT $1", n)`,
		mutants: []mutant{
			{"deleted", []string{"	if n < 1 || n > 100 {\n		n = 100\n	}\n", ""}},
			{"lower bound only", []string{"n < 1 || n > 100", "n < 1"}},
			{"inverted", []string{"n > 100", "n < 100"}},
			{"absurd", []string{"n > 100", "n > 4_000_000_000", "n = 100", "n = 4_000_000_000"}},
			{"not set", []string{"		n = 100\n", "		log.Print(n)\n"}},
			{"after the query", []string{"	if n < 1 || n > 100 {\n		n = 100\n	}\n", "", "LIMIT $1\", n)", "LIMIT $1\", n)\n	if n > 100 {\n		n = 100\n	}\n	log.Print(n)"}},
			{"another number", []string{"n < 1 || n > 100", "len(r.FormValue(\"offset\")) > 100"}},
			{"for some only", []string{"n < 1 || n > 100", "n > 100 && r.FormValue(\"all\") == \"\""}},
			{"by what the caller says", []string{"n < 1 || n > 100", "m, _ := strconv.Atoi(r.FormValue(\"max\")); n > m"}},
			{"max for min", []string{"	if n < 1 || n > 100 {\n		n = 100\n	}\n", "	n = max(n, 100)\n"}},
		},
	},
	{
		name: "page refused", rule: "page-size",
		body: `n, _ := strconv.Atoi(r.FormValue("limit"))
	if n > 100 {
		http.Error(w, "too many", 400)
		return
	}
	db.Query("SELECT id FROM notes LIMIT $1", n)`,
		mutants: []mutant{
			{"no return", []string{"		return\n", ""}},
			{"inverted", []string{"n > 100", "n < 100"}},
			{"after the query", []string{"	if n > 100 {\n		http.Error(w, \"too many\", 400)\n		return\n	}\n", "", "LIMIT $1\", n)", "LIMIT $1\", n)\n	if n > 100 {\n		return\n	}"}},
		},
	},
}

// TestLimitMutants breaks what keeps callers within limits.
func TestLimitMutants(t *testing.T) { breakAll(t, limited) }
