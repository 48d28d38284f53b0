package hardcoded

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func use(role, symbol, arg string, v *dfd.Value, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		p.Route("GET /")
		p.Use(role, symbol, append([]ct.Opt{ct.Arg(arg, v), ct.AtStart()}, opts...)...)
	}
}

func param(name string, v *dfd.Value) func(*ct.P) {
	return use("secret", "example.com/lib.Dial", "value", v, ct.Attr("name", name))
}

func TestKeys(t *testing.T) {
	open := []string{"hard-coded-key open Medium×High HIGH"}
	cookies := func(v *dfd.Value) func(*ct.P) {
		return func(p *ct.P) {
			use("open", "github.com/gorilla/sessions.NewCookieStore", "key", v)(p)
			p.Uses[0].Tech = "cookie"
		}
	}
	mac := ct.Attr("kind", "hmac")
	ct.Run(t, Check, []ct.Case{
		{Name: "cookies", Build: cookies(ct.Const("something-very-secret")), Want: open, Says: []string{"session cookies", "stands in the source"}},
		{Name: "cookies, by default", Build: cookies(ct.Join(ct.Config("SESSION_KEY"), ct.Const("changeme"))), Want: open, Says: []string{"Without SESSION_KEY"}},
		{Name: "mac", Build: use("hash", "crypto/hmac.New", "key", ct.Const("k"), mac), Want: open, Says: []string{"hmac.New signs with"}},
		{Name: "cipher", Build: use("encrypt", "crypto/aes.NewCipher", "key", ct.Const("0123456789abcdef")), Want: open},
		{Name: "cipher, sometimes", Build: use("encrypt", "crypto/aes.NewCipher", "key", ct.Join(ct.Fresh(), ct.Const("0123456789abcdef"))), Want: open, Says: []string{"may be"}},
		{Name: "webhook", Build: use("verify", "github.com/google/go-github/github.ValidatePayload", "key", ct.Const("FooBar"), ct.Attr("scheme", "signature")), Want: open, Says: []string{"knows the sender"}},
		{Name: "public key", Build: use("verify", "crypto/ed25519.Verify", "key", ct.Const("d75a980182b10ab7"), ct.Attr("scheme", "signature"), ct.Attr("public", "true"))},
		{Name: "webhook, setting", Build: use("verify", "github.com/google/go-github/github.ValidatePayload", "key", ct.Config("SECRET"), ct.Attr("scheme", "signature"))},
		{Name: "setting", Build: cookies(ct.Config("SESSION_KEY"))},
		{Name: "made", Build: cookies(ct.Fresh())},
		{Name: "of two settings", Build: use("hash", "crypto/hmac.New", "key", ct.Join(ct.Config("A"), ct.Text("{config}{config}")), mac)},
		{Name: "followed by a setting", Build: use("hash", "crypto/hmac.New", "key", ct.Join(ct.Config("A"), ct.Text("v1{}")), mac)},
		{Name: "no mac", Build: use("hash", "crypto/sha256.Sum256", "value", ct.Const("x"))},
		{Name: "among what callers send", Build: use("hash", "crypto/hmac.New", "key", ct.Join(ct.Input("header:X"), ct.Const("x")), mac)},
		{Name: "of tokens", Build: func(p *ct.P) {
			use("sign", "jwt.Token.SignedString", "key", ct.Const("k"))(p)
			p.Use("hash", "crypto/hmac.New", mac, ct.Arg("key", ct.Const("k")), ct.AtStart())
		}},
	})
}

func TestSecrets(t *testing.T) {
	open := []string{"hard-coded-secret open Medium×Medium MEDIUM"}
	dsn := func(text string) func(*ct.P) { return use("open", "database/sql.Open", "dsn", ct.Const(text)) }
	compared := func(own *dfd.Value) func(*ct.P) {
		return func(p *ct.P) {
			p.Use("compare", "crypto/subtle.ConstantTimeCompare", ct.Attr("kind", "constant-time"), ct.Arg("a", ct.Input("header:X-Token")), ct.Arg("b", own), ct.Func("app.check"), ct.By(p.Route("POST /x")))
		}
	}
	stored := func(v *dfd.Value, in string) func(*ct.P) {
		return func(p *ct.P) {
			use("kdf", "golang.org/x/crypto/bcrypt.GenerateFromPassword", "value", v, ct.Func(in))(p)
			p.Use("sql", "database/sql.DB.Exec", ct.SQL("INSERT INTO users (name, hash) VALUES ($1, $2)"), ct.AtStart())
		}
	}
	ct.Run(t, Check, []ct.Case{
		{Name: "parameter", Build: param("password", ct.Const("hunter2")), Want: open, Says: []string{"The password that lib.Dial takes", "told by its name alone"}},
		{Name: "parameter, by default", Build: param("clientSecret", ct.Join(ct.Config("SECRET"), ct.Const("x1"))), Want: open, Says: []string{"Without SECRET"}},
		{Name: "field", Build: use("secret", "example.com/lib.Options.APIKey", "value", ct.Const("sk_live_1"), ct.Attr("name", "APIKey")), Want: open, Says: []string{"Lib.Options.APIKey stands"}},
		{Name: "address", Build: dsn("postgres://app:hunter2@db.example.com/app"), Want: open, Says: []string{"password in the address"}},
		{Name: "address of MySQL", Build: dsn("app:hunter2@tcp(10.1.2.3:3306)/app"), Want: open},
		{Name: "address by keys", Build: dsn("host=db.example.com user=app password=hunter2"), Want: open},
		{Name: "compared", Build: compared(ct.Const("hunter2")), Want: []string{"hard-coded-secret open Medium×Medium MEDIUM POST /x"}, Says: []string{"asks a caller for"}},
		{Name: "account", Build: stored(ct.Const("admin"), "app.seed"), Want: open, Says: []string{"The password of an account"}},
		{Name: "setting", Build: param("password", ct.Config("PASSWORD"))},
		{Name: "empty", Build: param("password", ct.Const(""))},
		{Name: "name of a setting", Build: param("secret", ct.Const("DB_PASSWORD"))},
		{Name: "path", Build: param("secret", ct.Const("/run/secrets/db"))},
		{Name: "masked", Build: param("password", ct.Join(ct.Config("PASSWORD"), ct.Const("[REDACTED]")))},
		{Name: "address of this machine", Build: dsn("postgres://app:app@localhost/app")},
		{Name: "address of a container", Build: dsn("app:app@tcp(mysql:3306)/app")},
		{Name: "address without a password", Build: dsn("postgres://db.example.com/app?sslmode=verify-full")},
		{Name: "compared with a setting", Build: compared(ct.Config("TOKEN"))},
		{Name: "a name before a password", Build: func(p *ct.P) {
			compared(ct.Const("admin"))(p)
			p.Use("compare", "crypto/subtle.ConstantTimeCompare", ct.Attr("kind", "constant-time"), ct.Arg("a", ct.Input("header:Authorization")), ct.Arg("b", ct.Config("PASS")), ct.Func("app.check"), ct.By(p.EntryPoints[0]))
		}},
		{Name: "a hash to lose time with", Build: func(p *ct.P) {
			p.Use("compare", "bcrypt.CompareHashAndPassword", ct.Attr("kind", "password"), ct.Arg("a", ct.Const("$2a$10$abc")), ct.Arg("b", ct.Input("form:password")), ct.By(p.Route("POST /login")))
		}},
		{Name: "hashed when the package is initialised", Build: stored(ct.Const("null"), "app.init")},
		{Name: "hashed and kept nowhere", Build: use("kdf", "golang.org/x/crypto/bcrypt.GenerateFromPassword", "value", ct.Const("admin"))},
	})
}
