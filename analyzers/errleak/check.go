// Package errleak judges what clients are told when something fails.
//
// In: uses of the roles respond and abort, with the origins of their body, and headers that tell an error. Out: error-leak (I, LOW) and stack-leak (I), one
// row a process: open with the places that answer with an inner error's text; mitigated where errors were handled and
// the client gets a fixed text.
package errleak

import (
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "errleak", Rules: []*stride.Rule{Text, Stack}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	answers := f.Served(func(u *dfd.Use) bool {
		return u.Role == "respond" || u.Role == "abort" || u.Role == "returned" && u.Attr["tells"] != "" || u.Role == "set-header"
	})
	answers = keep(answers, func(h judge.Hit) bool {
		if h.Use.Role == "set-header" {
			return len(inner(f, h)) > 0
		}
		return h.Entry.Method != "HEAD" // nothing of a body is sent
	})
	var out []stride.Finding
	tells := keep(answers, func(h judge.Hit) bool { return len(inner(f, h)) > 0 })
	sure := keep(tells, func(h judge.Hit) bool { return named(f, h) })
	for _, same := range judge.By(sure, process) {
		out = append(out, open(f, same))
	}
	known := judge.Entries(sure)
	for _, same := range judge.By(keep(tells, func(h judge.Hit) bool { return !slices.Contains(known, h.Entry) }), process) {
		out = append(out, asked(f, same))
	}
	stacks := keep(answers, func(h judge.Hit) bool { return len(traces(h)) > 0 })
	for _, same := range judge.By(stacks, process) {
		out = append(out, stack(f, same))
	}
	anyones := keep(answers, func(h judge.Hit) bool { return len(within(f, h)) > 0 }) // a control has to hold whoever calls
	for _, same := range judge.By(settledOnes(f, answers, slices.Concat(tells, anyones, stacks)), process) {
		out = append(out, mapped(f, same))
	}
	return out
}

func keep(hits []judge.Hit, good func(judge.Hit) bool) []judge.Hit {
	return slices.DeleteFunc(slices.Clone(hits), func(h judge.Hit) bool { return !good(h) })
}

func process(h judge.Hit) string { return strings.Join(h.Entry.Processes, ",") }

// harmless are packages whose errors speak about the caller's own input, or of nothing but the connection to him.
var harmless = []string{
	"bytes.", "compress/", "crypto/rand.", "crypto/x509.CertificateRequest.", "crypto/x509.Parse", "encoding/", "golang.org/x/crypto/bcrypt.", "image.", "net.Parse", "net.SplitHostPort", "net/http.CrossOriginProtection.", "net/netip.", "regexp.", "strings.",
	"github.com/distribution/reference.", "github.com/docker/distribution/reference.", "github.com/gofrs/uuid", "github.com/gorilla/schema.", "github.com/oapi-codegen/runtime.", "github.com/satori/go.uuid", "gopkg.in/yaml", "github.com/BurntSushi/toml", "github.com/gin-gonic/gin.Context.", "github.com/go-chi/render.", "github.com/zeromicro/go-zero/rest/httpx.Parse", "mime", "net/http.Request.", "net/mail.", "net/url.", "strconv.", "time.", "github.com/go-playground/validator", "github.com/google/uuid.",
	"net/http.ResponseWriter.", "github.com/gorilla/websocket.Upgrader.", "github.com/coder/websocket.Accept",
	"github.com/gofiber/fiber/v2.Ctx.BodyParser", "github.com/gofiber/fiber/v2.Ctx.QueryParser", "github.com/gofiber/fiber/v2.Ctx.ParamsParser", "github.com/gofiber/fiber/v2.Ctx.FormFile",
	"github.com/gofiber/fiber/v2.Ctx.MultipartForm", "github.com/gofiber/fiber/v3.Bind.", "github.com/gofiber/fiber/v3.Ctx.FormFile", "github.com/gofiber/fiber/v3.Ctx.MultipartForm",
	"github.com/labstack/echo/v4.Context.Bind", "github.com/labstack/echo/v4.Context.Form", "github.com/labstack/echo/v4.Context.MultipartForm", "github.com/labstack/echo/v4.DefaultBinder.",
	"github.com/labstack/echo/v5.Context.Bind", "github.com/labstack/echo/v5.Context.Form", "github.com/labstack/echo/v5.Context.MultipartForm",
	"github.com/go-ozzo/ozzo-validation", "github.com/asaskevich/govalidator", "github.com/golang-jwt/jwt",
}

// inner lists the errors in an answer that say something about what the program is made of.
func inner(f *judge.Facts, h judge.Hit) []string { return inside(f, toldErrors(f, h)) }

// within is inner for what anybody's calls pass to what answers. What is left to it is judged route by route.
func within(f *judge.Facts, h judge.Hit) []string {
	left := []string{dfd.KeptError, dfd.ReturnedError, dfd.ReturnedOwnError}
	return inside(f, slices.DeleteFunc(body(h).From("error"), func(o dfd.Origin) bool { return slices.Contains(left, o.Name) }))
}

func inside(f *judge.Facts, errors []dfd.Origin) []string {
	var names []string
	for _, o := range errors {
		own := f.Module != "" && (strings.HasPrefix(o.Name, f.Module+"/") || strings.HasPrefix(o.Name, f.Module+"."))
		if own || isStack(o) || slices.ContainsFunc(harmless, func(prefix string) bool { return strings.HasPrefix(o.Name, prefix) }) {
			continue
		}
		if !slices.Contains(names, o.Name) {
			names = append(names, o.Name)
		}
	}
	return names
}

// toldErrors are the errors in an answer: what a function that answers for all handlers is given is what this entry point's return, or keep
// with the request.
func toldErrors(f *judge.Facts, h judge.Hit) []dfd.Origin {
	var out []dfd.Origin
	for _, o := range errorsTold(h) {
		switch o.Name {
		case dfd.KeptError:
			out = append(out, left(f, h, "keep-error", "value")...)
		case dfd.ReturnedError:
			out = append(out, left(f, h, "returned", "body")...)
		case dfd.ReturnedOwnError:
			out = append(out, left(f, h, "returned", "own")...)
		default:
			out = append(out, o)
		}
	}
	return slices.DeleteFunc(out, func(o dfd.Origin) bool {
		at := call{o.Name, judge.Spot(o.Place)}
		return answering(f)[at] || receiving(f)[at]
	})
}

type received struct{}

// receiving are the calls that read what the caller sends, and nothing else: what fails there is his own connection.
func receiving(f *judge.Facts) map[call]bool {
	return f.Derived(received{}, func() any {
		calls := make(map[call]bool)
		others := make(map[call]bool)
		for _, u := range f.Uses {
			if u.Role != "read-all" || u.Place.File == "" {
				continue
			}
			at, v := call{u.Symbol, judge.Spot(u.Place)}, u.Args["value"]
			sent := v != nil && !v.Unknown && len(v.Origins) > 0 && !slices.ContainsFunc(v.Origins, func(o dfd.Origin) bool { return judge.InputKind(o) != "body" })
			calls[at] = calls[at] || sent
			others[at] = others[at] || !sent
		}
		maps.DeleteFunc(calls, func(at call, _ bool) bool { return others[at] })
		return calls
	}).(map[call]bool)
}

type answered struct{}

// call is a function of a library, and where it is called.
type call struct {
	symbol string
	at     dfd.Place
}

// answering are the calls that answer: what fails there cannot be told to whom the answer goes, or stands behind the half of it.
func answering(f *judge.Facts) map[call]bool {
	return f.Derived(answered{}, func() any {
		calls := make(map[call]bool)
		for _, u := range f.Uses {
			if u.Role == "respond" {
				calls[call{u.Symbol, judge.Spot(u.Place)}] = true
			}
		}
		return calls
	}).(map[call]bool)
}

// left are the errors that an entry point leaves to whoever answers.
func left(f *judge.Facts, h judge.Hit, role, arg string) []dfd.Origin {
	var out []dfd.Origin
	for _, x := range f.From(h.Entry.ID) {
		switch {
		case x.Use.Role != role:
		case x.Reach.Tells != nil:
			out = append(out, x.Reach.Tells.From("error")...)
		default:
			out = append(out, x.Use.Args[arg].From("error")...)
		}
	}
	return out
}

// errorsTold are the errors in an answer that this entry point passes it.
func errorsTold(h judge.Hit) []dfd.Origin {
	if h.Reach.Tells != nil {
		return h.Reach.Tells.From("error")
	}
	return body(h).From("error")
}

// named reports whether it is known whose error an answer tells: not, where what answers is called in more ways than are kept apart, so
// that the error may be another route's.
func named(f *judge.Facts, h judge.Hit) bool {
	if encoded(h) && !slices.ContainsFunc(inner(f, h), func(name string) bool {
		return slices.ContainsFunc(speaking, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
	}) {
		return false
	}
	return h.Reach.Doubt() == "" && h.Use.Attr["mapped"] == "" && !(h.Reach.Tells == nil && body(h).Many) && slices.ContainsFunc(inner(f, h), func(name string) bool { return name != "" || !body(h).Many })
}

// speaking are packages whose errors have exported fields that say what failed: encoded as JSON, they tell it.
var speaking = []string{"os.", "io/fs.", "path/filepath.", "net.", "os/exec."}

// encoded reports whether an answer is an error as a value, in JSON: of one without exported fields, as most are, nothing is told.
func encoded(h judge.Hit) bool { return h.Use.Attr["encodes"] == "error" }

func traces(h judge.Hit) []dfd.Origin {
	return keepOrigins(body(h), isStack)
}

func isStack(o dfd.Origin) bool {
	return o.Kind == "stack" || strings.HasPrefix(o.Name, "runtime/debug.Stack") || o.Name == "runtime.Stack"
}

func keepOrigins(v *dfd.Value, good func(dfd.Origin) bool) []dfd.Origin {
	if v == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.Origins), func(o dfd.Origin) bool { return !good(o) })
}

// body is what an answer tells: what is written, or the value of a header.
func body(h judge.Hit) *dfd.Value {
	if h.Use.Role == "set-header" {
		return h.Use.Args["value"]
	}
	return h.Use.Args["body"]
}

// settledOnes lists the answers to errors on entry points whose every answer to an error is a fixed text, and that have something
// inside to tell of. Where only middleware is seen to answer, the handler may be a library's, which tells what it likes.
func settledOnes(f *judge.Facts, answers, tells []judge.Hit) []judge.Hit {
	bad := make(map[*dfd.EntryPoint]bool)
	for _, h := range tells {
		bad[h.Entry] = true
	}
	for _, h := range answers { // a page is rendered when the handler is done, with what it left in its fields
		bad[h.Entry] = bad[h.Entry] || h.Use.Attr["kind"] == "page" || !isFailure(h) && mayTell(f, h)
	}
	good := keep(answers, func(h judge.Hit) bool { return isFailure(h) && h.Entry.Kind != "grpc" }) // there an error is returned, not written
	own := make(map[*dfd.EntryPoint]bool)
	for _, h := range good {
		own[h.Entry] = own[h.Entry] || !f.InMiddleware(h)
		if b := body(h); b != nil && !settled(b) || b == nil && h.Use.Attr["kind"] != "status" && !strings.Contains(h.Use.Symbol, "AbortWithStatus") || !plain(h.Use) || blames(f, h) {
			bad[h.Entry] = true
		}
	}
	return keep(good, func(h judge.Hit) bool {
		if c := f.Chains[h.Entry.ID]; c != nil && len(c.Answers) > 0 { // what these tell is not known
			return false
		}
		return !bad[h.Entry] && own[h.Entry] && slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool {
			return judge.Changes(x.Use) || judge.Records(x.Use) || judge.IsObject(x.Use) || judge.IsFile(x.Use) || judge.ThirdParty(x.Use)
		})
	})
}

// mayTell reports whether an answer that is none to an error may tell one all the same: what third parties said of each of several things
// that were asked of them stands in something of the program's own.
func mayTell(f *judge.Facts, h judge.Hit) bool {
	b := body(h)
	return b != nil && (b.Unknown || f.Module != "" && strings.Contains(b.Type, f.Module+"/")) && slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool { return judge.ThirdParty(x.Use) })
}

// blames reports whether an answer tells a library's error and says that the server is at fault: then it is not the caller's own input that was
// wrong, whichever library says so. It may be a setting.
func blames(f *judge.Facts, h judge.Hit) bool {
	return strings.HasPrefix(judge.Text(h.Use.Args["status"]), "5") && slices.ContainsFunc(toldErrors(f, h), func(o dfd.Origin) bool {
		return f.Module == "" || !strings.HasPrefix(o.Name, f.Module+"/") && !strings.HasPrefix(o.Name, f.Module+".")
	})
}

// plain reports whether an answer goes out as it stands. Frameworks whose handlers return errors, and gin's list of errors,
// leave what the client sees to a handler elsewhere.
func plain(u *dfd.Use) bool {
	return slices.ContainsFunc([]string{"net/http.", "encoding/", "fmt.", "io.", "bufio.", "html/template.", "text/template.", "github.com/go-chi/render.", "github.com/gin-gonic/gin."},
		func(prefix string) bool { return strings.HasPrefix(u.Symbol, prefix) }) && !strings.HasSuffix(u.Symbol, "AbortWithError")
}

// isFailure reports whether an answer is one to an error.
func isFailure(h judge.Hit) bool { return h.Reach.Failed || h.Use.Attr["kind"] == "error" }

// settled reports whether a body is nothing but constants and the program's own errors. One of which nothing is known but
// its type is not.
func settled(v *dfd.Value) bool {
	return !v.Unknown && len(v.Text)+len(v.Origins) > 0 && len(v.From("unknown", "store", "config", "secret", "presigned")) == 0
}
