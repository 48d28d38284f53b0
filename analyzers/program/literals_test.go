package program_test

// literals are programs that keep passwords and keys in their source.
var literals = []breaking{
	{
		name: "password of a library without a model", rule: "hard-coded-secret", needs: []string{"example.com/parcel"}, want: "open",
		src: `package main

import (
	"net/http"
	"os"

	"example.com/parcel"
)

type config struct{ Password string }

func load() config {
	c := config{Password: os.Getenv("PARCEL_PASSWORD")}
	return c
}

func connect(user, secret string) *parcel.Client { return parcel.Dial("parcel.example.com:99", user, secret) }

func main() {
	c := load()
	_ = c
	client := connect("app", "hunter2")
	http.HandleFunc("POST /parcels", func(w http.ResponseWriter, r *http.Request) { client.Send(r.FormValue("to")) })
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"from a setting", []string{`"hunter2"`, `c.Password`}, ""},
			{"falls back to a literal", []string{`"hunter2"`, `c.Password`, "	return c\n", "	if c.Password == \"\" {\n\t\tc.Password = \"parcel\"\n\t}\n	return c\n"}, "open"},
			{"the literal is the user", []string{`"app", "hunter2"`, `"hunter2", c.Password`}, ""},
			{"a field", []string{`parcel.Dial("parcel.example.com:99", user, secret)`, `parcel.Open(parcel.Options{User: user, APIKey: secret})`}, "open"},
			{"another field", []string{`parcel.Dial("parcel.example.com:99", user, secret)`, `parcel.Open(parcel.Options{User: secret})`}, ""},
			{"where the secret lies", []string{`parcel.Dial("parcel.example.com:99", user, secret)`, `parcel.Open(parcel.Options{APIKeyFile: secret})`}, ""},
			{"whether there is one", []string{`parcel.Dial("parcel.example.com:99", user, secret)`, `parcel.Open(parcel.Options{User: user, AllowPassword: secret != ""})`}, ""},
			{"nobody calls it", []string{`client := connect("app", "hunter2")`, `client := parcel.Open(parcel.Options{})`}, ""},
		},
	},
	{
		name: "key of a message code", rule: "hard-coded-key", want: "open",
		src: `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"net/http"
	"os"
)

func sum(key, body string) []byte {
	m := hmac.New(sha256.New, []byte(key))
	m.Write([]byte(body))
	return m.Sum(nil)
}

func main() {
	setting := os.Getenv("HOOK_KEY")
	_ = setting
	http.HandleFunc("POST /hook", func(w http.ResponseWriter, r *http.Request) {
		w.Write(sum("k3y", r.FormValue("body")))
	})
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"from a setting", []string{`sum("k3y"`, `sum(setting`}, ""},
			{"of two settings", []string{`sum("k3y"`, `sum(setting + os.Getenv("SALT")`}, ""},
			{"begins with a literal", []string{`sum("k3y"`, `sum("v1" + setting`}, ""},
			{"what the caller sent", []string{`sum("k3y"`, `sum(r.FormValue("key")`}, ""},
		},
	},
	{
		name: "password of a mail server", rule: "hard-coded-secret", want: "open",
		src: `package main

import (
	"net/http"
	"net/smtp"
	"os"
)

var password = "hunter2"

func main() {
	auth := smtp.PlainAuth("", "app", password, "mail.example.com")
	http.HandleFunc("POST /mail", func(w http.ResponseWriter, r *http.Request) {
		smtp.SendMail("mail.example.com:25", auth, "a@example.com", []string{"b@example.com"}, []byte("hello"))
	})
	http.ListenAndServe(":8080", nil)
}

var _ = os.Getenv
`,
		edits: []edit{
			{"from a setting", []string{`var password = "hunter2"`, `var password = os.Getenv("MAIL_PASSWORD")`}, ""},
			{"set by the linker or a flag", []string{`var password = "hunter2"`, `var password string`}, ""},
		},
	},
}
