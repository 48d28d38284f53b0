package jwtcheck

import (
	"slices"
	"strings"
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// scene is a service with one route behind a token, as its parts vary.
type scene struct {
	key      *dfd.Value
	options  string // of the verification; "-": not known
	ignored  bool   // nobody acts on the outcome
	anyone   bool   // nothing uses the identity
	handed   bool   // it is handed on
	blind    bool   // middleware that could not be followed
	optional bool
}

func (s scene) build(p *ct.P) {
	opts := []ct.Opt{ct.Attr("scheme", "jwt"), ct.Arg("key", s.key), ct.Func("auth.(*Authenticator).verify")}
	if s.options != "-" {
		opts = append(opts, ct.Attr("options", s.options))
	}
	verify := p.Use("verify", "github.com/golang-jwt/jwt/v5.ParseWithClaims", opts...)
	gate := p.JWT(verify)
	health := p.Route("GET /healthz")
	up := p.Route("POST /upload", gate)
	if s.ignored || s.optional {
		delete(p.Guards, gate.ID)
		p.Chains[up.ID].Guards = nil
		up.Auth = dfd.Auth{Verdict: "public"}
	}
	if s.optional {
		p.Guards[gate.ID] = gate
		p.Chains[up.ID].Optional = []string{gate.ID}
	}
	if s.ignored && !s.handed {
		verify.Attr["outcome"] = "ignored"
	}
	if s.blind {
		up.Auth.Verdict = "unknown"
	}
	ct.By(up)(verify)
	who := ct.User()
	if s.anyone {
		who = ct.Text("x")
	}
	p.Use("sql", "pgx.Conn.Exec", ct.SQL("INSERT INTO files (user_id) VALUES ($1)"), ct.On(p.Store("postgresql", "PostgreSQL")), ct.Column("user_id", who), ct.By(up, verify))
	p.Use("respond", "net/http.ResponseWriter.WriteHeader", ct.By(health))
}

// timed adds a comparison of a value with the clock to the middleware.
func timed(key, v *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		scene{key: key}.build(p)
		c := p.Chains["POST /upload"]
		c.Guards = append(c.Guards, p.Guard("recent", ct.Checks("value", ct.Join(v, ct.Now()))).ID)
	}
}

func TestKeys(t *testing.T) {
	fallback := ct.Join(ct.Config("JWT_SECRET"), ct.Const("changeme"))
	required := ct.Config("JWT_SECRET", "required")
	ct.Run(t, Check, []ct.Case{
		{Name: "hard-coded fallback", Build: scene{key: fallback, options: "exp,methods"}.build,
			Want: []string{"jwt-key open Medium×High HIGH POST /upload"}, Says: []string{"without JWT_SECRET", "Remove the default"}},
		{Name: "fallback in a template's company", Build: scene{key: ct.Join(ct.Text("{}"), fallback), options: "exp,methods"}.build,
			Want: []string{"jwt-key open Medium×High HIGH POST /upload"}},
		{Name: "literal", Build: scene{key: ct.Const("s3cr3t"), options: "exp,methods"}.build,
			Want: []string{"jwt-key open Medium×High HIGH POST /upload"}, Says: []string{"its key is a literal"}},
		{Name: "chosen by the token", Build: scene{key: ct.Input("header:kid"), options: "exp,methods"}.build,
			Want: []string{"jwt-key open High×High HIGH POST /upload"}},
		{Name: "required setting", Build: scene{key: required, options: "exp,methods"}.build,
			Want: []string{"jwt-key mitigated Medium×High HIGH POST /upload"}, Says: []string{"JWT_SECRET (required)", "expiry and algorithms pinned"}},
		{Name: "setting that may be empty", Build: scene{key: ct.Config("JWT_SECRET"), options: "exp,methods"}.build,
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM POST /upload"}, Says: []string{"always set"}},
		{Name: "prefix is no key", Build: scene{key: ct.Join(ct.Text("v1-{}"), ct.Origin("const", "v1-"), required), options: "exp,methods"}.build,
			Want: []string{"jwt-key mitigated Medium×High HIGH POST /upload"}},
		{Name: "embedded file of settings", Build: scene{key: ct.Join(ct.Config("JWT_SECRET"), ct.Const("port: 80\njwt:\n  issuer: me\n")), options: "exp,methods"}.build,
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM POST /upload"}},
		{Name: "private key in the source", Build: scene{key: ct.Const("-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----"), options: "exp,methods"}.build,
			Want: []string{"jwt-key open Medium×High HIGH POST /upload"}},
		{Name: "public key in the source", Build: scene{key: ct.Const("-----BEGIN PUBLIC KEY-----"), options: "exp,methods"}.build,
			Want: []string{"jwt-key mitigated Medium×High HIGH POST /upload"}},
		{Name: "key not followed", Build: scene{key: ct.Opaque(), options: "exp,methods"}.build,
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM POST /upload"}},
		{Name: "what several callers pass", Build: scene{key: ct.Join(ct.Origin("store", "options"), ct.Input("")), options: "exp,methods"}.build,
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM POST /upload"}},
		{Name: "found by the token", Build: scene{key: ct.Join(ct.Origin("store", "keys"), ct.Input("header:kid", "answered")), options: "exp,methods"}.build,
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM POST /upload"}},
		{Name: "key of which nothing says where it is from", Build: scene{key: ct.Origin("error", "lib.Call"), options: "exp,methods"}.build,
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM POST /upload"}, Says: []string{"could not be followed"}},
		{Name: "algorithm not pinned", Build: scene{key: required, options: "exp"}.build,
			Want: []string{"jwt-key mitigated Medium×High HIGH POST /upload", "jwt-hardening open Low×Medium LOW POST /upload"}, Says: []string{"does not pin: algorithms"}},
		{Name: "algorithm beside the key", Build: scene{key: required, options: "exp,key"}.build,
			Want: []string{"jwt-key mitigated Medium×High HIGH POST /upload"}},
		{Name: "expiry compared by the program", Build: timed(required, ct.User()),
			Want: []string{"jwt-key mitigated Medium×High HIGH POST /upload", "jwt-hardening open Low×Medium LOW POST /upload"}, Says: []string{"does not pin: algorithms"}},
		{Name: "another time compared", Build: timed(required, ct.Input("form:at")),
			Want: []string{"jwt-key mitigated Medium×High HIGH POST /upload", "jwt-hardening open Low×Medium LOW POST /upload"}, Says: []string{"does not pin: algorithms and expiry"}},
		{Name: "options not known", Build: scene{key: required, options: "-"}.build,
			Want: []string{"jwt-key mitigated Medium×High HIGH POST /upload"}},
	})
}

func TestOutcome(t *testing.T) {
	required := ct.Config("JWT_SECRET", "required")
	ct.Run(t, Check, []ct.Case{
		{Name: "error ignored", Build: scene{key: required, options: "exp,methods", ignored: true}.build,
			Want: []string{"jwt-unchecked open High×High HIGH POST /upload"}},
		{Name: "error handed on, and nobody seen to end there", Build: scene{key: required, options: "exp,methods", ignored: true, handed: true}.build,
			Want: []string{"jwt-unchecked to-confirm High×High MEDIUM POST /upload"}},
		{Name: "error ignored and nobody asks who", Build: scene{key: required, options: "exp,methods", ignored: true, anyone: true}.build},
		{Name: "outcome lost from sight", Build: scene{key: required, options: "exp,methods", ignored: true, blind: true}.build,
			Want: []string{"jwt-unchecked to-confirm High×High MEDIUM POST /upload"}},
		{Name: "token of a body, asked before its user is believed", Build: refresh("login", ct.User())},
		{Name: "one of several checks", Build: refresh("auth", ct.User())},
		{Name: "believed beside the check", Build: refresh("", ct.User()), Want: []string{"jwt-unchecked open High×High HIGH POST /refresh"}},
		{Name: "what all callers of a helper pass", Build: refresh("", &dfd.Value{Many: true, Unknown: true, Origins: ct.User().Origins})},
		{Name: "optional", Build: scene{key: required, options: "exp,methods", optional: true}.build},
	})
}

// refresh is a route that reads a token from its body, and stores something under whom it names, behind a guard of that kind.
func refresh(kind string, user *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /refresh")
		p.Use("verify", "github.com/golang-jwt/jwt/v5.Parse", ct.Attr("scheme", "jwt"), ct.Attr("options", "exp,methods"), ct.Attr("outcome", "ignored"), ct.By(e))
		var past []any
		if kind != "" {
			past = append(past, p.Guard(kind, func(g *dfd.Guard) { g.Scheme = "any" }))
		}
		p.Use("kv", "redis.Client.Set", ct.Op("write"), ct.On(p.Store("redis", "Redis")), ct.Arg("key", user), ct.By(e, past...))
	}
}

func parseOnly(p *ct.P, gate *dfd.Guard, marks ...string) {
	up := p.Route("POST /upload")
	if gate != nil {
		up = p.Route("PUT /upload", gate)
	}
	p.Use("parse-only", "github.com/golang-jwt/jwt/v5.Parser.ParseUnverified", ct.Attr("scheme", "jwt"), ct.By(up))
	p.Use("object", "s3.Client.PutObject", ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.Arg("key", ct.User(marks...)), ct.By(up))
}

// hinted is a route that reads a token without a look at its signature, and verifies one; what the first says gets to something.
func hinted(p *ct.P, read, verified *dfd.Value, role string) {
	verify := p.Use("verify", "github.com/golang-jwt/jwt/v5.ParseWithClaims", ct.Attr("scheme", "jwt"), ct.Attr("options", "exp,methods"), ct.Arg("token", verified))
	up := p.Route("POST /upload", p.JWT(verify))
	ct.By(up)(verify)
	p.Use("parse-only", "github.com/golang-jwt/jwt/v5.Parser.ParseUnverified", ct.Attr("scheme", "jwt"), ct.Arg("token", read), ct.By(up))
	p.Use(role, "x.Do", ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.Arg("body", ct.User("unverified")), ct.By(up))
}

// ruledBy is parseOnly where something is evaluated on a value.
func ruledBy(p *ct.P, role string, v *dfd.Value) {
	parseOnly(p, nil, "unverified")
	for _, u := range p.Uses {
		if u.Role == "parse-only" {
			u.Args["token"] = ct.Input("header:authorization")
		}
	}
	p.Use(role, "rego.PreparedEvalQuery.Eval", ct.Attr("kind", "policy"), ct.Arg("values", v), ct.By(p.EntryPoints[0]))
}

func TestUnverified(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "read without a look at the signature", Build: func(p *ct.P) { parseOnly(p, nil, "unverified") },
			Want: []string{"jwt-unverified open High×High HIGH POST /upload"}, Says: []string{"jwt.Parser.ParseUnverified"}},
		{Name: "which key the same token is verified by", Build: func(p *ct.P) {
			hinted(p, ct.Input("header:authorization"), ct.Input("header:authorization"), "respond")
		},
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM POST /upload"}},
		{Name: "another token is verified", Build: func(p *ct.P) { hinted(p, ct.Input("header:authorization"), ct.Input("cookie:sid"), "respond") },
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM POST /upload", "jwt-unverified open High×High HIGH POST /upload"}},
		{Name: "verified, and what it says is believed before", Build: func(p *ct.P) { hinted(p, ct.Input("header:authorization"), ct.Input("header:authorization"), "object") },
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM POST /upload", "jwt-unverified open High×High HIGH POST /upload"}},
		{Name: "identity not marked, nothing else decides", Build: func(p *ct.P) { parseOnly(p, nil) },
			Want: []string{"jwt-unverified open High×High HIGH POST /upload"}},
		{Name: "handed to a policy", Build: func(p *ct.P) { ruledBy(p, "pass", ct.Input("header:authorization")) },
			Want: []string{"jwt-unverified to-confirm High×High MEDIUM POST /upload"}, Says: []string{"rego.PreparedEvalQuery.Eval"}},
		{Name: "a policy about something else", Build: func(p *ct.P) { ruledBy(p, "pass", ct.Input("header:accept")) },
			Want: []string{"jwt-unverified open High×High HIGH POST /upload"}},
		{Name: "a policy about what the token says", Build: func(p *ct.P) { ruledBy(p, "pass", ct.User("unverified")) },
			Want: []string{"jwt-unverified open High×High HIGH POST /upload"}},
		{Name: "handed to no policy", Build: func(p *ct.P) { ruledBy(p, "log", ct.Input("header:authorization")) },
			Want: []string{"jwt-unverified open High×High HIGH POST /upload"}},
		{Name: "beside a session that decides", Build: func(p *ct.P) { parseOnly(p, p.Guard("auth", func(g *dfd.Guard) { g.Scheme = "session" })) }},
		{Name: "believed in spite of a session", Build: func(p *ct.P) {
			parseOnly(p, p.Guard("auth", func(g *dfd.Guard) { g.Scheme = "session" }), "unverified")
		}, Want: []string{"jwt-unverified open High×High HIGH PUT /upload"}},
		{Name: "library with a literal key", Build: func(p *ct.P) {
			p.Route("GET /me", p.Guard("auth", func(g *dfd.Guard) { g.Scheme, g.Library = "jwt", true }, ct.Checks("key", ct.Const("secret"))))
		}, Want: []string{"jwt-key open Medium×High HIGH GET /me"}},
		{Name: "key that a library keeps", Build: func(p *ct.P) { p.Route("GET /me", p.JWT(nil)) },
			Want: []string{"jwt-key to-confirm Medium×High MEDIUM GET /me"}, Says: []string{"was not seen"}},
		{Name: "only signing, with a key of the caller's", Build: func(p *ct.P) {
			p.Use("sign", "github.com/golang-jwt/jwt/v5.Token.SignedString", ct.Arg("key", ct.Input("header:Authorization")), ct.By(p.Route("POST /relay")))
		}},
		{Name: "only signing, with a setting", Build: func(p *ct.P) {
			p.Use("sign", "jwt.Token.SignedString", ct.Arg("key", ct.Config("KEY", "required")), ct.By(p.Route("POST /login")))
		}},
		{Name: "only signing, with a literal", Build: func(p *ct.P) {
			p.Use("sign", "jwt.Token.SignedString", ct.Arg("key", ct.Const("k")), ct.By(p.Route("POST /login")))
		}, Want: []string{"jwt-key open Medium×High HIGH POST /login"}},
	})
}

func TestLeftOut(t *testing.T) {
	skip := func(v *dfd.Value) func(*ct.P) {
		return func(p *ct.P) {
			p.Use("setting", "oidc.Config.SkipExpiryCheck", ct.Attr("kind", "unchecked"), ct.Attr("option", "exp"), ct.Arg("value", v), ct.By(p.Route("GET /callback")))
		}
	}
	ask := []string{"jwt-hardening to-confirm Low×Medium LOW GET /callback"}
	ct.Run(t, Check, []ct.Case{
		{Name: "left out", Build: skip(ct.Const("true")), Want: []string{"jwt-hardening open Low×Medium LOW GET /callback"}, Says: []string{"leaves out: expiry", "oidc.Config.SkipExpiryCheck"}},
		{Name: "not left out", Build: skip(ct.Const("false"))},
		{Name: "a setting decides", Build: skip(ct.Config("SKIP")), Want: ask, Says: []string{"SKIP"}},
		{Name: "a setting, off by default", Build: skip(ct.Join(ct.Config("SKIP"), ct.Const("false")))},
		{Name: "a comparison decides", Build: skip(ct.Origin("compare", "")), Want: ask},
		{Name: "not known", Build: skip(ct.Opaque())},
		{Name: "another setting", Build: func(p *ct.P) {
			skip(ct.Const("true"))(p)
			p.Uses[0].Attr["kind"] = "renew"
		}},
	})
}

// TestOptional says that a token is verified only of routes that ask for one.
func TestOptional(t *testing.T) {
	p := ct.New()
	verify := p.Use("verify", "github.com/golang-jwt/jwt/v5.ParseWithClaims", ct.Attr("scheme", "jwt"), ct.Attr("options", "exp,methods"), ct.Arg("key", ct.Config("JWT_SECRET", "required")))
	asks, open := p.Route("POST /notes", p.JWT(verify)), p.Route("GET /version", p.JWT(verify))
	open.Auth.Optional = true
	ct.By(asks)(verify)
	ct.By(open)(verify)
	if err := stride.Assess(p.Program, []stride.Check{Check}, stride.Options{}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range p.Controls {
		if c.Kind == "token-verification" {
			got = append(got, c.Verdict+" "+strings.Join(c.EntryPoints, ","))
		}
	}
	if want := []string{"present " + asks.ID}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
