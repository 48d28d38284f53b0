package xss

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Where nobody says of what type an answer is, net/http looks at how it begins: who chooses that makes it HTML. Neither a text that begins with
// the program's own words nor a type that is told leaves that open; the header X-Content-Type-Options does, since the guess becomes the type.

// guessed returns the inputs that an answer begins with, where net/http guesses its type.
func guessed(f *judge.Facts, h judge.Hit) []dfd.Origin {
	u := h.Use
	v := u.Args["body"]
	if kind := u.Attr["kind"]; kind != "" && kind != "printf" || !guesses(u) || !plainText(v) || !begins(v, u.Attr["kind"]) || len(types(f, h)) > 0 || begun(f, h) || ofError(v) {
		return nil
	}
	return slices.DeleteFunc(written(f, h), func(o dfd.Origin) bool {
		if judge.InputKind(o) == "path" && !strings.Contains(h.Entry.Path, "{"+strings.Trim(judge.InputName(o), "{}.")) {
			return true // a field of what was made of it
		}
		return o.Has("quoted") || o.Has("inset") && len(v.Text) == 0 || !linked(o) && !posted(f, h, o)
	})
}

// ofError reports whether an answer is the text of an error, by nothing else that is known of it: what somebody sent stands in the middle of
// what the error says.
func ofError(v *dfd.Value) bool { return len(v.From("error")) > 0 && len(v.Text) == 0 && !v.Many }

// guesses reports whether what is written goes to a client that net/http answers. fasthttp, for one, says that it is text.
func guesses(u *dfd.Use) bool {
	w := u.Args["writer"]
	return w != nil && slices.ContainsFunc(answering, func(t string) bool { return strings.TrimPrefix(w.Type, "*") == t })
}

var answering = []string{"net/http.ResponseWriter", "github.com/gin-gonic/gin.ResponseWriter", "github.com/labstack/echo/v4.Response", "github.com/labstack/echo/v5.Response"}

// plainText reports whether a value is text or bytes, as against something that was made of them: JSON, base64.
func plainText(v *dfd.Value) bool {
	return slices.Contains([]string{"", "string", "[]byte", "io.Reader", "io.ReadCloser", "*bytes.Buffer", "bytes.Buffer"}, v.Type)
}

// begins reports whether an answer begins with what is not the program's own.
func begins(v *dfd.Value, kind string) bool {
	return len(v.Text) == 0 || slices.ContainsFunc(v.Text, func(t string) bool {
		return strings.HasPrefix(t, "{}") || kind == "printf" && (strings.HasPrefix(t, "%s") || strings.HasPrefix(t, "%v"))
	})
}

// begun reports whether something was answered before, on every way.
func begun(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(h.Reach.Before, func(id string) bool {
		u := f.Use(id)
		return u != nil && u.Role == "respond" && u.Attr["kind"] != "status"
	})
}

// posted reports whether a page of another site can have a browser send an input: a body as a whole, as a form does that is no form
// (enctype text/plain), where browsers send by themselves what tells who is asking.
func posted(f *judge.Facts, h judge.Hit, o dfd.Origin) bool {
	e := h.Entry
	if judge.InputKind(o) != "body" || judge.InputName(o) != "" || e.Method != "POST" && e.Method != "ANY" && e.Method != "" {
		return false
	}
	if e.Auth.Verdict == "protected" && (e.Auth.Scheme == "jwt" || e.Auth.Scheme == "apikey") {
		return false
	}
	return !slices.ContainsFunc(f.Held(h), func(g *dfd.Guard) bool {
		return judge.Mentions(g.Args, func(c dfd.Origin) bool { return strings.EqualFold(c.Name, "header:content-type") })
	})
}

// mentioned reports whether something on the same route says of what type an answer is, perhaps this one: a helper that says so and answers
// itself is another way to answer.
func mentioned(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.From(h.Reach.Entry), func(x judge.Hit) bool {
		at := x.Use.Place.Func
		return x.Use.Role == "set-header" && strings.EqualFold(judge.Text(x.Use.Args["name"]), "content-type") &&
			(at == h.Use.Place.Func || !slices.ContainsFunc(f.From(h.Reach.Entry), func(o judge.Hit) bool { return o.Use.Role == "respond" && o.Use.Place.Func == at }))
	})
}

// guess makes the finding of answers whose type net/http guesses.
func guess(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries, in := hits[0].Use, judge.Entries(hits), guessed(f, hits[0])
	find := f.Finding(Reflected, hits)
	judge.Ways(&find, hits)
	find.Target = entries[0].Element
	find.Title = "The " + judge.Described(in) + " of " + judge.Routes(entries) + " is sent back as it was sent, and makes the answer HTML if it looks like it"
	find.Action = "In " + judge.In(u.Place) + ", say of what type the answer is before " + judge.CallOf(u) + "."
	find.Note = "`w.Header().Set(\"Content-Type\", \"text/plain; charset=utf-8\")`: without it net/http looks at the first bytes."
	judge.Merged(&find, hits, in)
	if find.Tier == stride.Shown && mentioned(f, hits[0]) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is what " + judge.CallOf(u) + " in " + judge.In(u.Place) + " answers said to be text or data on every way there? Where it is not, net/http looks at its first bytes."
	}
	return find
}
