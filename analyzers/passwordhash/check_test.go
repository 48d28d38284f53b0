package passwordhash

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func hash(role, symbol string, v *dfd.Value, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		p.Use(role, symbol, append(opts, ct.Arg("value", v), ct.By(p.Route("POST /signup")))...)
	}
}

func TestHashes(t *testing.T) {
	open := []string{"fast-password-hash open Medium×High HIGH POST /signup"}
	ct.Run(t, Check, []ct.Case{
		{Name: "SHA-256", Build: hash("hash", "crypto/sha256.Sum256", ct.Input("body:password")), Want: open, Says: []string{"sha256.Sum256"}},
		{Name: "MD5", Build: hash("hash", "crypto/md5.Sum", ct.Input("form:user_pwd")), Want: open},
		{Name: "salted", Build: hash("hash", "crypto/sha1.Sum", ct.Join(ct.Input("body:Passwort"), ct.Fresh())), Want: open},
		{Name: "passphrase", Build: hash("hash", "crypto/sha512.Sum512", ct.Input("body:passphrase", "trim")), Want: open},
		{Name: "two fields", Build: hash("hash", "crypto/sha256.Sum256", ct.Join(ct.Input("body:user"), ct.Input("body:password"))), Want: open},
		{Name: "bcrypt", Build: hash("kdf", "bcrypt.GenerateFromPassword", ct.Input("body:password"))},
		{Name: "token", Build: hash("hash", "crypto/sha256.Sum256", ct.Input("header:X-Token"))},
		{Name: "file", Build: hash("hash", "crypto/sha256.Sum256", ct.Input("file:file"))},
		{Name: "setting", Build: hash("hash", "crypto/sha256.Sum256", ct.Config("ADMIN_PASSWORD"))},
		{Name: "mac", Build: hash("hash", "crypto/hmac.New", ct.Input("body:password"), ct.Attr("kind", "hmac"))},
	})
}
