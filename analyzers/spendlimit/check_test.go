package spendlimit

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func call(role, symbol string, guards ...func(p *ct.P) *dfd.Guard) func(*ct.P) {
	return func(p *ct.P) {
		var past []any
		for _, g := range guards {
			past = append(past, g(p))
		}
		p.Use(role, symbol, ct.Op("call"), ct.By(p.Route("POST /ask"), past...))
	}
}

func limiter(value, key string) func(p *ct.P) *dfd.Guard {
	return func(p *ct.P) *dfd.Guard {
		return p.Guard("ratelimit", ct.Valued(value), ct.Checks("key", ct.Text(key)))
	}
}

// counted is a mail that is sent after a use.
func counted(by func(p *ct.P, db *dfd.Element, e *dfd.EntryPoint) *dfd.Use) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /ask")
		first := by(p, p.Store("postgresql", "db"), e)
		p.Use("mail", "net/smtp.SendMail", ct.Op("call"), ct.By(e, first))
	}
}

func TestCalls(t *testing.T) {
	high := []string{"spend-limit open High×High HIGH POST /ask"}
	medium := []string{"spend-limit open High×Medium MEDIUM POST /ask"}
	ct.Run(t, Check, []ct.Case{
		{Name: "language model", Build: call("llm", "github.com/openai/openai-go.ChatCompletionService.New"), Want: high, Says: []string{"asks a language model", "openai-go.ChatCompletionService.New"}},
		{Name: "text message", Build: call("sms", "github.com/twilio/twilio-go/rest/api/v2010.ApiService.CreateMessage"), Want: high},
		{Name: "mail", Build: call("mail", "net/smtp.SendMail"), Want: medium},
		{Name: "payment", Build: call("payment", "github.com/stripe/stripe-go.paymentintent.New"), Want: medium},
		{Name: "limiter for all together", Build: call("mail", "net/smtp.SendMail", limiter("5 per 1s", "global")), Want: medium},
		{Name: "limiter of an absurd rate", Build: call("mail", "net/smtp.SendMail", limiter("1000000 per 1s", "ip")), Want: medium},
		{Name: "two routes", Build: func(p *ct.P) {
			call("mail", "net/smtp.SendMail")(p)
			p.Use("mail", "net/smtp.SendMail", ct.By(p.Route("POST /reset")))
		}, Want: []string{"spend-limit open High×Medium MEDIUM POST /ask, POST /reset"}},
		{Name: "limiter whose rate is not known", Build: call("mail", "net/smtp.SendMail", limiter("", "ip")), Want: []string{"spend-limit to-confirm High×Medium MEDIUM POST /ask"}},

		{Name: "mails counted in a table", Build: counted(func(p *ct.P, db *dfd.Element, e *dfd.EntryPoint) *dfd.Use {
			p.Use("sql", "Exec", ct.SQL("INSERT INTO mails (to_addr) VALUES ($1)"), ct.On(db), ct.By(e))
			return p.Use("sql", "QueryRow", ct.SQL("SELECT count(*) FROM mails WHERE to_addr = $1"), ct.Op("read"), ct.On(db), ct.By(e))
		}), Want: []string{"spend-limit to-confirm High×Medium MEDIUM POST /ask"}, Says: []string{"counts something first"}},
		{Name: "mails counted under a key", Build: counted(func(p *ct.P, db *dfd.Element, e *dfd.EntryPoint) *dfd.Use {
			return p.Use("kv", "github.com/redis/go-redis/v9.Client.Incr", ct.Op("write"), ct.On(db), ct.By(e))
		}), Want: []string{"spend-limit to-confirm High×Medium MEDIUM POST /ask"}},
		{Name: "rows counted that nobody adds to", Build: counted(func(p *ct.P, db *dfd.Element, e *dfd.EntryPoint) *dfd.Use {
			return p.Use("sql", "QueryRow", ct.SQL("SELECT count(*) FROM users WHERE email = $1"), ct.Op("read"), ct.On(db), ct.By(e))
		}), Want: medium},
		{Name: "a row read that is written, too", Build: counted(func(p *ct.P, db *dfd.Element, e *dfd.EntryPoint) *dfd.Use {
			p.Use("sql", "Exec", ct.SQL("INSERT INTO mails (to_addr) VALUES ($1)"), ct.On(db), ct.By(e))
			return p.Use("sql", "QueryRow", ct.SQL("SELECT id FROM mails WHERE to_addr = $1"), ct.Op("read"), ct.On(db), ct.By(e))
		}), Want: medium},
		{Name: "limited by address", Build: call("mail", "net/smtp.SendMail", limiter("5 per 1m0s", "ip"))},
		{Name: "quota", Build: call("llm", "x", func(p *ct.P) *dfd.Guard { return p.Guard("quota") })},
		{Name: "signed in", Build: func(p *ct.P) { p.Use("llm", "x", ct.By(p.Route("POST /ask", p.JWT(nil)))) }},
		{Name: "password was right", Build: call("mail", "net/smtp.SendMail", func(p *ct.P) *dfd.Guard { return p.Guard("login") })},
		{Name: "after a failure", Build: func(p *ct.P) { p.Use("mail", "x", ct.ByFailure(p.Route("POST /ask"))) }},
		{Name: "by the clock", Build: func(p *ct.P) { p.Use("mail", "x", ct.By(p.Job("@daily"))) }},
		{Name: "free call", Build: call("call", "net/http.Get")},
	})
}

// queue is a route that leaves what it is sent for a worker that sends mails.
func queue(published, consumed *dfd.Value, topic, method string, guards ...func(p *ct.P) *dfd.Guard) func(*ct.P) {
	return func(p *ct.P) {
		var past []any
		for _, g := range guards {
			past = append(past, g(p))
		}
		route := p.Route("POST /ask")
		p.Use("publish", "amqp.Channel.Publish", ct.Op("publish"), func(u *dfd.Use) { u.Tech = "rabbitmq" }, ct.Arg("topic", published), ct.Arg("body", ct.Input("body:to")), ct.By(route, past...))
		worker := p.Job("worker")
		worker.Kind, worker.Method, worker.Path, worker.File = "queue", method, topic, "worker.go"
		p.Use("mail", "net/smtp.SendMail", ct.Op("call"), ct.Arg("body", consumed), ct.By(worker))
	}
}

func TestQueued(t *testing.T) {
	open, asked := []string{"spend-limit open High×Medium MEDIUM POST /ask"}, []string{"spend-limit to-confirm High×Medium MEDIUM POST /ask"}
	message := ct.Input("message:to")
	ct.Run(t, Check, []ct.Case{
		{Name: "the same topic", Build: queue(ct.Const("mails"), message, "mails", "RABBITMQ"), Want: open, Says: []string{"amqp.Channel.Publish", "RABBITMQ mails"}},
		{Name: "the same topic, of which an address is found", Build: queue(ct.Const("mails"), ct.Origin("store", "users"), "mails", "RABBITMQ"), Want: open},
		{Name: "topics of settings", Build: queue(ct.Config("env:KEY"), message, "{config}", "RABBITMQ"), Want: asked},
		{Name: "a limiter whose rate is not known", Build: queue(ct.Const("mails"), message, "mails", "RABBITMQ", limiter("", "ip")), Want: asked},

		{Name: "another topic", Build: queue(ct.Const("orders"), message, "mails", "RABBITMQ")},
		{Name: "topics of settings, another broker", Build: queue(ct.Config("env:KEY"), message, "{config}", "KAFKA")},
		{Name: "topics of settings, nothing of the message", Build: queue(ct.Config("env:KEY"), ct.Const("hello"), "{config}", "RABBITMQ")},
		{Name: "limited", Build: queue(ct.Const("mails"), message, "mails", "RABBITMQ", limiter("5 per 1m", "ip"))},
		{Name: "signed in", Build: func(p *ct.P) {
			queue(ct.Const("mails"), message, "mails", "RABBITMQ")(p)
			p.EntryPoints[0].Auth.Verdict = "protected"
		}},
	})
}
