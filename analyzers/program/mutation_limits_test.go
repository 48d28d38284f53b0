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
	{
		name: "goroutine that recovers", rule: "goroutine-panic",
		body: `var in map[string]any
	json.NewDecoder(r.Body).Decode(&in)
	go func() {
		defer func() { recover() }()
		log.Print(in["to"].(string))
	}()`,
		mutants: []mutant{
			{"deleted", []string{"		defer func() { recover() }()\n", ""}},
			{"not deferred", []string{"defer func() { recover() }()", "func() { recover() }()"}},
			{"in the handler", []string{"		defer func() { recover() }()\n", "", "	go func()", "	defer func() { recover() }()\n	go func()"}},
			{"something else is deferred", []string{"recover()", "log.Print(1)"}},
		},
	},
	{
		name: "length that was asked for", rule: "goroutine-panic",
		body: `parts := strings.Split(r.FormValue("to"), "@")
	go func() {
		if len(parts) < 2 {
			return
		}
		log.Print(parts[1])
	}()`,
		mutants: []mutant{
			{"deleted", []string{"		if len(parts) < 2 {\n			return\n		}\n", ""}},
			{"of the text", []string{"len(parts) < 2", "len(r.FormValue(\"to\")) < 2"}},
		},
	},
	{
		name: "cut where it is known to be cut", rule: "goroutine-panic",
		body: `to := r.FormValue("to")
	go func() {
		if strings.Contains(to, "@") {
			parts := strings.SplitN(to, "@", 2)
			log.Print(parts[0], parts[1])
		}
	}()`,
		mutants: []mutant{
			{"deleted", []string{"if strings.Contains(to, \"@\") {", "{"}},
			{"inverted", []string{"if strings", "if !strings"}},
			{"of another text", []string{"Contains(to,", "Contains(r.FormValue(\"from\"),"}},
			{"something else", []string{"Contains(to, \"@\")", "Contains(to, \".\")"}},
			{"the third part", []string{"to, \"@\", 2", "to, \"@\", 3", "parts[1]", "parts[2]"}},
		},
	},
	{
		name: "first of each header", rule: "goroutine-panic",
		body: `h := r.Header
	go func() {
		for k, v := range h {
			log.Print(k, v[0])
		}
	}()`,
		mutants: []mutant{
			{"of a header by name", []string{"		for k, v := range h {\n			log.Print(k, v[0])\n		}\n", "		log.Print(h[\"X\"][0])\n"}},
			{"the second", []string{"v[0]", "v[1]"}},
		},
	},
	{
		name: "semaphore", rule: "unbounded-goroutines",
		body: `var urls []string
	json.NewDecoder(r.Body).Decode(&urls)
	sem := make(chan struct{}, 8)
	for _, u := range urls {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			http.Get(u)
		}()
	}`,
		mutants: []mutant{
			{"deleted", []string{"		sem <- struct{}{}\n", "", "			defer func() { <-sem }()\n", "", "	sem := make(chan struct{}, 8)\n", ""}},
			{"in the goroutine", []string{"		sem <- struct{}{}\n", "", "defer func() { <-sem }()", "sem <- struct{}{}\n			defer func() { <-sem }()"}},
			{"for some only", []string{"		sem <- struct{}{}\n", "		if u != \"\" {\n			sem <- struct{}{}\n		}\n"}},
			{"before the loop", []string{"		sem <- struct{}{}\n", "", "	for _,", "	sem <- struct{}{}\n	for _,"}},
		},
	},
	{
		name: "length of the list", rule: "unbounded-goroutines",
		body: `var urls []string
	json.NewDecoder(r.Body).Decode(&urls)
	if len(urls) > 20 {
		http.Error(w, "too many", 400)
		return
	}
	for _, u := range urls {
		go http.Get(u)
	}`,
		mutants: []mutant{
			{"deleted", []string{"	if len(urls) > 20 {\n		http.Error(w, \"too many\", 400)\n		return\n	}\n", ""}},
			{"inverted", []string{"len(urls) > 20", "len(urls) < 20"}},
			{"no return", []string{"		return\n", ""}},
			{"absurd", []string{"> 20", "> 2_000_000_000"}},
		},
	},
	{
		name: "target without a host", rule: "open-redirect",
		body: `next := r.FormValue("next")
	if strings.Contains(next, "\\") {
		next = "/"
	}
	if u, err := url.Parse(next); err != nil || u.Host != "" || u.IsAbs() || strings.Contains(next, "\\") {
		http.Error(w, "bad", 400)
		return
	}
	http.Redirect(w, r, next, 302)`,
		mutants: []mutant{
			{"host not asked for", []string{` || u.Host != ""`, ``}},
			{"inverted", []string{`u.Host != ""`, `u.Host == ""`}},
			{"backslash let through", []string{` || strings.Contains(next, "\\")`, ``, `next = "/"`, `println(next)`}},
			{"no return", []string{"		return\n", ""}},
		},
	},
}

// TestLimitMutants breaks what keeps callers within limits.
func TestLimitMutants(t *testing.T) { breakAll(t, limited) }
