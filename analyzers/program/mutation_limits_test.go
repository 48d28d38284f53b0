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
}

// TestLimitMutants breaks what keeps callers within limits.
func TestLimitMutants(t *testing.T) { breakAll(t, limited) }
