package link

// readProtections are checks by a constant, and by handlers that look something up before they ask.
var readProtections = []protection{
	{
		name: "constant key", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"log"
	"net/http"
	"os"
)

func require(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-API-Key") != "k-123" {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	http.HandleFunc("GET /secret", require(secret))
	http.HandleFunc("GET /open", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}`,
		mutants: []mutant{
			{"inverted", []string{`!= "k-123"`, `== "k-123"`}},
			{"empty", []string{`"k-123"`, `""`}},
			{"scheme", []string{`"X-API-Key"`, `"Authorization"`, `"k-123"`, `"Bearer"`}},
			{"goes on", []string{`			return
`, ``}},
			{"no credential", []string{`"X-API-Key"`, `"X-Requested-With"`}},
			{"constant on both sides", []string{`r.Header.Get("X-API-Key") !=`, `http.CanonicalHeaderKey("k-123") !=`}},
		},
	},
	{
		name: "looks up first", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"database/sql"
	"log"
	"net/http"
)

var db *sql.DB

func secret(w http.ResponseWriter, r *http.Request) {
	var text string
	if err := db.QueryRow("SELECT text FROM notes WHERE id = $1", r.FormValue("id")).Scan(&text); err != nil {
		http.Error(w, "no such note", http.StatusNotFound)
		return
	}
	var name string
	if err := db.QueryRow("SELECT name FROM users WHERE api_key = $1", r.Header.Get("X-API-Key")).Scan(&name); err != nil {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	w.Write([]byte(text))
}

func main() {
	db, _ = sql.Open("postgres", "postgres://db/app")
	http.HandleFunc("GET /secret", secret)
	http.HandleFunc("GET /open", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}`,
		mutants: []mutant{
			{"goes on", []string{`		http.Error(w, "no", http.StatusUnauthorized)
		return
`, `		log.Print(err)
`}},
			{"told to all", []string{`	var name string
`, `	w.Write([]byte(text))
	var name string
`}},
			{"told in the refusal", []string{`http.Error(w, "no", http.StatusUnauthorized)`, `w.Write([]byte(text))`}},
			{"some are open", []string{`	var name string
`, `	if text == "open" {
		w.Write([]byte(text))
		return
	}
	var name string
`}},
			{"handed on", []string{`	var name string
`, `	if text == "open" {
		show(w, text)
		return
	}
	var name string
`, `func main() {`, `func show(w http.ResponseWriter, text string) { w.Write([]byte(text)) }

func main() {`}},
			{"written first", []string{`	var name string
`, `	db.Exec("UPDATE notes SET seen = seen + 1 WHERE id = $1", r.FormValue("id"))
	var name string
`}},
			{"by a name", []string{`WHERE api_key`, `WHERE login`, `"X-API-Key"`, `"X-Login"`}},
		},
	},
}
