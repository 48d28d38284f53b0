package program_test

// codes are programs that let in who sends a code which they made.
var codes = []breaking{
	{
		name: "code of six digits", rule: "code-throttle", needs: []string{"github.com/golang-jwt/jwt/v5"}, want: "open",
		src: `package main

import (
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

type form struct{ Email, Code string }

func ask(w http.ResponseWriter, r *http.Request) {
	var in form
	json.NewDecoder(r.Body).Decode(&in)
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return
	}
	db.Exec("INSERT INTO codes (email, code) VALUES ($1, $2)", in.Email, fmt.Sprintf("%06d", n))
}

func verify(w http.ResponseWriter, r *http.Request) {
	var in form
	json.NewDecoder(r.Body).Decode(&in)
	var want string
	if err := db.QueryRow("SELECT code FROM codes WHERE email = $1", in.Email).Scan(&want); err != nil {
		return
	}
	if want != in.Code {
		http.Error(w, "wrong", 401)
		return
	}
	t, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": in.Email}).SignedString([]byte(os.Getenv("KEY")))
	fmt.Fprint(w, t)
}

func main() {
	http.HandleFunc("POST /ask", ask)
	http.HandleFunc("POST /verify", verify)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"of sixteen digits", []string{"1_000_000)", "1_000_000_000_000_000)"}, ""},
			{"digits one by one", []string{"fmt.Sprintf(\"%06d\", n)", "fmt.Sprint(n)+fmt.Sprint(n)", "1_000_000)", "10)"}, ""},
			{"a text", []string{"	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))\n\tif err != nil {\n\t\treturn\n\t}\n", "	n := rand.Text()\n", "	\"math/big\"\n", "", "fmt.Sprintf(\"%06d\", n)", "n"}, ""},
			{"nothing is compared", []string{"want != in.Code", "want == \"\""}, ""},
			{"counted, and it is not seen who looks", []string{"	var want string\n", "	db.Exec(\"UPDATE codes SET tries = tries + 1 WHERE email = $1\", in.Email)\n\tvar want string\n"}, "to-confirm"},
			{"counted", []string{"	var want string\n", "	var tries int\n\tif err := db.QueryRow(\"UPDATE codes SET tries = tries + 1 WHERE email = $1 RETURNING tries\", in.Email).Scan(&tries); err != nil || tries > 5 {\n\t\treturn\n\t}\n\tvar want string\n"}, "to-confirm"},
			{"asked for by the statement", []string{"SELECT code FROM codes WHERE email = $1\", in.Email)", "SELECT email FROM codes WHERE email = $1 AND code = $2\", in.Email, in.Code)", "want != in.Code", "want == \"\""}, "open"},
		},
	},
}
