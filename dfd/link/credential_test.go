package link

import (
	"strings"
	"testing"
)

// TestCredentialNames: words make a credential, not letters: an author, a keyword and a design are none.
func TestCredentialNames(t *testing.T) {
	for name, want := range map[string]evidence{
		"api_key": isSecret, "X-API-Key": isSecret, "accessToken": isSecret, "Authorization": isSecret, "authtoken": isSecret, "sessionID": maybe, "X-Hub-Signature": isSecret,
		"key": maybe, "session": maybe, "token_id": maybe, "{}": maybe, "": notNamed,
		"author": noSecret, "author_id": noSecret, "keyword": noSecret, "design": noSecret, "page_token": noSecret, "public_key": noSecret, "monkey": noSecret, "name": noSecret,
		"reset_token": oneChange, "verification_token": oneChange,
	} {
		if got := credentialName(name); got != want {
			t.Errorf("%q is %d, want %d", name, got, want)
		}
	}
}

// TestComparedColumns: a look-up is by a secret where it is compared with one, whatever it is called in the request.
func TestComparedColumns(t *testing.T) {
	for _, c := range []struct{ name, check, verdict string }{
		{"the column of a token", `db.QueryRow("SELECT u.id FROM users u JOIN tokens t ON t.owner = u.id WHERE t.token = ?", q.Get("qat")).Scan(&id) != nil`, "protected"},
		{"a column of a secret, second", `db.QueryRow("SELECT id FROM users WHERE name = $1 AND api_key = $2", q.Get("n"), q.Get("k")).Scan(&id) != nil`, "protected"},
		{"numbered the other way round", `db.QueryRow("SELECT id FROM users WHERE name = $2 AND api_key = $1", "x", q.Get("k")).Scan(&id) != nil`, "public"},
		{"a header of any name", `db.QueryRow("SELECT id FROM agents WHERE secret = lower(?)", r.Header.Get("X-Agent")).Scan(&id) != nil`, "protected"},
		{"a list of them", `db.QueryRow("SELECT id FROM agents WHERE secret IN (?, ?)", q.Get("a"), q.Get("b")).Scan(&id) != nil`, "protected"},
		{"the key of an item", `db.QueryRow("SELECT id FROM items WHERE name = ?", q.Get("key")).Scan(&id) != nil`, "public"},
		{"a key in what may be a table of keys", `db.QueryRow("SELECT id FROM items WHERE key = ?", q.Get("key")).Scan(&id) != nil`, "unknown"},
		{"a key in a table of tokens", `db.QueryRow("SELECT id FROM api_tokens WHERE key = ?", q.Get("key")).Scan(&id) != nil`, "protected"},
		{"an author", `db.QueryRow("SELECT id FROM users WHERE name = ?", q.Get("author")).Scan(&id) != nil`, "public"},
		{"a design", `db.QueryRow("SELECT id FROM designs WHERE id = ?", q.Get("design_id")).Scan(&id) != nil`, "public"},
		{"a header that names an author", `db.QueryRow("SELECT id FROM users WHERE name = ?", r.Header.Get("X-Author")).Scan(&id) != nil`, "public"},
		{"a link that confirms an address", `db.QueryRow("SELECT id FROM users WHERE verification_token = ?", q.Get("token")).Scan(&id) != nil`, "public"},
		{"a link with what a row was signed with", `db.QueryRow("SELECT id FROM subscribers WHERE signature = ?", q.Get("sid")).Scan(&id) != nil`, "unknown"},
		{"a link to a new password", `db.QueryRow("SELECT user_id FROM password_reset_tokens WHERE token = ?", q.Get("token")).Scan(&id) != nil`, "public"},
		{"a name in a statement that is not all known", `db.QueryRow("SELECT id FROM "+os.Args[1]+" WHERE x = ?", q.Get("api_key")).Scan(&id) != nil`, "protected"},
		{"what an update writes", `db.QueryRow("UPDATE users SET token = ? WHERE name = ? RETURNING id", q.Get("t"), q.Get("n")).Scan(&id) != nil`, "public"},
		{"the secret of a setting", `q.Get("p") != os.Getenv("ADMIN_SECRET")`, "protected"},
		{"by a name in the statement", `db.QueryRow("SELECT id FROM agents WHERE secret = :s", sql.Named("s", q.Get("a"))).Scan(&id) != nil`, "protected"},
		{"a link, by a name in the statement", `db.QueryRow("SELECT id FROM password_reset_tokens WHERE token = @t", sql.Named("t", q.Get("token"))).Scan(&id) != nil`, "public"},
		{"a key of the API in a form", `r.PostFormValue("api_key") != os.Getenv("API_KEY")`, "protected"},
		{"a key of the API in a form, that a column keeps", `db.QueryRow("SELECT id FROM users WHERE fever_token = ?", r.PostFormValue("api_key")).Scan(&id) != nil`, "protected"},
		{"a key of the API in a form, compared with a name", `db.QueryRow("SELECT id FROM users WHERE name = ?", r.PostFormValue("api_key")).Scan(&id) != nil`, "public"},
		{"the token of a session in a form", `db.QueryRow("SELECT u.id FROM users u WHERE u.id IN (SELECT ownerId FROM ownerSessions WHERE ownerSessions.ownerToken = $1)", r.PostFormValue("ownerToken")).Scan(&id) != nil`, "protected"},
		{"one that gets another", `db.QueryRow("SELECT id FROM sessions WHERE refresh_token = $1", r.PostFormValue("refresh_token")).Scan(&id) != nil`, "public"},
		{"one that gets another, kept as a token", `db.QueryRow("SELECT id FROM sessions WHERE token = $1", r.PostFormValue("refresh_token")).Scan(&id) != nil`, "public"},
		{"a name in a table of sessions", `db.QueryRow("SELECT id FROM sessions WHERE device = $1", r.PostFormValue("token")).Scan(&id) != nil`, "public"},
		{"the token of a session in a header", `db.QueryRow("SELECT id FROM sessions WHERE token = $1", r.Header.Get("X-Session")).Scan(&id) != nil`, "protected"},
		{"a token in a form", `db.QueryRow("SELECT id FROM users WHERE token = ?", r.PostFormValue("token")).Scan(&id) != nil`, "public"},
		{"a password in a form", `r.PostFormValue("password") != os.Getenv("PASSWORD")`, "public"},
		{"another setting", `q.Get("version") != os.Getenv("VERSION")`, "public"},
	} {
		t.Run(c.name, func(t *testing.T) {
			hasVerdict(t, strings.Replace(columnServer, "CHECK", c.check, 1), c.verdict)
		})
	}
}

// TestLinksForOneChange: a token that a user's row keeps may be no more than a link's; the path says so where nothing else does.
func TestLinksForOneChange(t *testing.T) {
	const query = `db.QueryRow("SELECT id FROM users WHERE token = ?", q.Get("token")).Scan(&id) != nil`
	const header = `db.QueryRow("SELECT id FROM users WHERE token = ?", r.Header.Get("X-Token")).Scan(&id) != nil`
	for _, c := range []struct{ path, check, verdict string }{
		{"/unsubscribe", query, "unknown"},
		{"/mail/confirm-address", query, "unknown"},
		{"/feed", query, "protected"},
		{"/unsubscribed/{id}", query, "protected"},
		{"/invite", header, "protected"},
		{"/unsubscribe", `r.Header.Get("X-Api-Key") != os.Getenv("API_KEY")`, "protected"},
	} {
		t.Run(c.path, func(t *testing.T) {
			hasVerdict(t, strings.NewReplacer("CHECK", c.check, "/secret\"", c.path+"\"").Replace(columnServer), c.verdict)
		})
	}
}

const columnServer = `
-- go.mod --
module example.com/m

go 1.24
-- main.go --
package main

import (
	"database/sql"
	"net/http"
	"os"
)

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		panic(err)
	}
	http.HandleFunc("/secret", func(w http.ResponseWriter, r *http.Request) {
		var id int
		q := r.URL.Query()
		_, _, _ = id, q, db
		if CHECK {
			w.WriteHeader(401)
			return
		}
		b, _ := os.ReadFile("/srv/secret")
		_, _ = w.Write(b)
	})
	panic(http.ListenAndServe(":8080", nil))
}
`

// TestRedisOps: a command that is told as a text does what it says.
func TestRedisOps(t *testing.T) {
	for command, want := range map[string]string{"GET": "read", "hgetall": "read", "SET": "write", "EXPIRE": "write", "DEL": "delete", "LPOP": "read delete", "PING": "", "MULTI": "", "": "", "{}": ""} {
		if got := strings.Join(redisOps(command), " "); got != want {
			t.Errorf("%s does %q, want %q", command, got, want)
		}
	}
}
