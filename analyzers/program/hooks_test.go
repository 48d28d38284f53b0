package program_test

// hooks are programs that take events of other services.
var hooks = []breaking{
	{
		name: "hmac", rule: "webhook-signature", want: "mitigated",
		src: `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"os"
)

type server struct {
	db     *sql.DB
	secret []byte
}

type push struct {
	Repo string
	Ref  string
}

var errSignature = errors.New("signature")

func (s *server) verify(body []byte, header string) error {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(body)
	want := "sha256=" + hex.EncodeToString(mac.Sum(nil))
	if !hmac.Equal([]byte(want), []byte(header)) {
		return errSignature
	}
	return nil
}

func (s *server) hook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return
	}
	if err := s.verify(body, r.Header.Get("X-Hub-Signature-256")); err != nil {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	var p push
	if json.Unmarshal(body, &p) != nil {
		return
	}
	s.deploy(p)
}

func (s *server) other(w http.ResponseWriter, r *http.Request) {}

func (s *server) deploy(p push) {
	s.db.Exec("UPDATE apps SET ref = $1 WHERE repo = $2", p.Ref, p.Repo)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db, secret: []byte(os.Getenv("HOOK_SECRET"))}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /github", s.hook)
	mux.HandleFunc("POST /x", s.other)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
`,
		edits: []edit{
			{"ignored", []string{"if err := s.verify(body, r.Header.Get(\"X-Hub-Signature-256\")); err != nil {\n\t\thttp.Error(w, \"no\", http.StatusForbidden)\n\t\treturn\n\t}", "_ = s.verify(body, r.Header.Get(\"X-Hub-Signature-256\"))"}, "open"},
			{"no return", []string{"http.StatusForbidden)\n\t\treturn", "http.StatusForbidden)"}, "open"},
			{"inverted", []string{"if !hmac.Equal", "if hmac.Equal"}, "open"},
			{"never says no", []string{"return errSignature", "log.Print(errSignature)"}, "open"},
			{"after the change", []string{"	s.deploy(p)\n", "", "	if err := s.verify(", "	var q push\n	json.Unmarshal(body, &q)\n	s.deploy(q)\n	if err := s.verify("}, "open"},
			{"on a sibling", []string{"s.verify(body, r.Header.Get(\"X-Hub-Signature-256\")); err", "error(nil); r.Header.Get(\"X-Hub-Signature-256\") == \"\" && err",
				"func (s *server) other(w http.ResponseWriter, r *http.Request) {}", "func (s *server) other(w http.ResponseWriter, r *http.Request) {\n\tif s.verify(nil, r.Header.Get(\"X-Hub-Signature-256\")) != nil {\n\t\treturn\n\t}\n}"}, "open"},
			{"compared with itself", []string{"[]byte(want), []byte(header)", "[]byte(header), []byte(header)", "want := \"sha256=\" + hex", "_ = hex"}, "open"},
			{"with a constant", []string{"[]byte(want), []byte(header)", "[]byte(\"sha256=x\"), []byte(header)", "want := \"sha256=\" + hex.EncodeToString(mac.Sum(nil))", "_ = hex.EncodeToString(mac.Sum(nil))"}, "open"},
		},
	},
	{
		name: "stripe", rule: "webhook-signature", needs: []string{"github.com/stripe/stripe-go/v82"}, want: "mitigated",
		src: `package main

import (
	"database/sql"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/webhook"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func paid(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<16))
	if err != nil {
		return
	}
	event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), os.Getenv("STRIPE_SECRET"))
	if err != nil {
		w.WriteHeader(400)
		return
	}
	switch event.Type {
	case "checkout.session.completed":
		db.Exec("UPDATE orders SET paid = true WHERE id = $1", event.ID)
	}
}

func main() {
	_, _ = json.Marshal(stripe.Event{})
	http.HandleFunc("POST /stripe", paid)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"decoded only", []string{"event, err := webhook.ConstructEvent(body, r.Header.Get(\"Stripe-Signature\"), os.Getenv(\"STRIPE_SECRET\"))", "_, _ = webhook.ConstructEvent(nil, \"\", \"\")\n\tvar event stripe.Event\n\terr = json.Unmarshal(body, &event)"}, "open"},
			{"error ignored", []string{"event, err := webhook", "event, _ := webhook"}, "open"},
			{"no return", []string{"w.WriteHeader(400)\n\t\treturn", "w.WriteHeader(400)"}, "open"},
		},
	},
	{
		name: "small things", rule: "webhook-compare", want: "",
		src: `package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"io"
	"log"
	"net/http"
	"os"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func hook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<16))
	mac := hmac.New(sha256.New, []byte(os.Getenv("SECRET")))
	mac.Write(body)
	given, _ := hex.DecodeString(r.Header.Get("X-Signature"))
	if !hmac.Equal(given, mac.Sum(nil)) {
		return
	}
	db.Exec("UPDATE orders SET paid = true WHERE id = $1", string(body))
}

func main() {
	_ = bytes.Equal
	http.HandleFunc("POST /x", hook)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"bytes.Equal", []string{"hmac.Equal(", "bytes.Equal("}, "open"},
			{"!=", []string{"!hmac.Equal(given, mac.Sum(nil))", "string(given) != string(mac.Sum(nil))"}, "open"},
			{"its length before", []string{"given, _ := hex.DecodeString(r.Header.Get(\"X-Signature\"))", "given := make([]byte, sha256.Size)\n\tif n, err := hex.Decode(given, []byte(r.Header.Get(\"X-Signature\"))); err != nil || n != len(given) {\n\t\treturn\n\t}"}, ""},
		},
	},
	{
		name: "time", rule: "webhook-replay", want: "",
		src: `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func hook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<16))
	at := r.Header.Get("X-Timestamp")
	sec, err := strconv.ParseInt(at, 10, 64)
	if err != nil || time.Since(time.Unix(sec, 0)) > 5*time.Minute {
		return
	}
	mac := hmac.New(sha256.New, []byte(os.Getenv("SECRET")))
	mac.Write([]byte(at + "."))
	mac.Write(body)
	given, _ := hex.DecodeString(r.Header.Get("X-Signature"))
	if !hmac.Equal(given, mac.Sum(nil)) {
		return
	}
	db.Exec("UPDATE orders SET paid = true WHERE id = $1", string(body))
}

func main() {
	http.HandleFunc("POST /x", hook)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"signed only", []string{" || time.Since(time.Unix(sec, 0)) > 5*time.Minute", " || sec == 0 && time.Now().IsZero()"}, "open"},
			{"by Before", []string{"time.Since(time.Unix(sec, 0)) > 5*time.Minute", "time.Unix(sec, 0).Before(time.Now().Add(-5*time.Minute))"}, ""},
		},
	},
}
