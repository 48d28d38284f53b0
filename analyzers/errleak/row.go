package errleak

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

const mapping = "error-mapping"

// open makes the row of answers that tell too much.
func open(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	find := f.Finding(Text, hits)
	find.Title = "The error answer of " + judge.Routes(entries) + " tells what failed inside: " + calls(f, hits)
	find.Action = fixed(u)
	if len(places(hits)) > 1 {
		find.Action += " The same in " + judge.List(places(hits)[1:]) + "."
	}
	find.Note = judge.Code(example(u)) + "; what a client can act on by " + judge.Code("errors.Is") + " with texts of its own."
	find.Controls = []*dfd.Control{f.Control(mapping, "absent", "", entries, u.Place)}
	return find
}

// asked makes the question about answers by a helper that many routes share.
func asked(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	find := f.Finding(Text, hits)
	find.Tier, find.Status = stride.Unknown, stride.ToConfirm
	find.Title = "The error answer of " + judge.Routes(entries) + " may tell what failed inside"
	find.Action = fixed(u)
	find.Note = "Which of these routes pass the text of an error to " + judge.In(u.Place) + "? More callers share it than are kept apart."
	switch u.Attr["mapped"] {
	case "":
		if encoded(hits[0]) {
			find.Note = "What does JSON make of the error that " + judge.In(u.Place) + " answers with? It is given the error, not its text: of most errors nothing is left, of those that name their fields all that is in them."
		}
	case "perhaps":
		find.Note = "Middleware on the way may answer with another error than the one that " + judge.In(u.Place) + " returns: does it hide the text?"
	case "some":
		find.Note = "Of which errors does " + judge.In(u.Place) + " tell the text, and of which the fixed one?"
	}
	find.Controls = []*dfd.Control{f.Control(mapping, "unknown", "", entries, u.Place)}
	return find
}

// fixed is what to do about an answer that tells an error.
func fixed(u *dfd.Use) string {
	if u.Role == "returned" {
		return "In " + judge.In(u.Place) + ", log the error and return one with a fixed text."
	}
	return "In " + judge.In(u.Place) + ", log the error and give " + judge.CallOf(u) + " a fixed text."
}

// example is how an answer with a fixed text is written.
func example(u *dfd.Use) string {
	for prefix, text := range map[string]string{
		"google.golang.org/grpc": `status.Error(codes.Internal, "internal error")`, "connectrpc.com/": `connect.NewError(connect.CodeInternal, errors.New("internal error"))`,
		"github.com/gofiber/": "fiber.NewError(fiber.StatusInternalServerError)", "github.com/labstack/": "echo.NewHTTPError(http.StatusInternalServerError)",
	} {
		if u.Role == "returned" && strings.HasPrefix(u.Symbol, prefix) {
			return text
		}
	}
	return `http.Error(w, "internal error", http.StatusInternalServerError)`
}

func stack(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	find := f.Finding(Stack, hits)
	find.Title = "An answer of " + judge.Routes(entries) + " holds a stack trace"
	for _, h := range hits {
		for _, at := range taken(f, h) {
			judge.Along(&find, at)
		}
	}
	find.Action = "In " + judge.In(u.Place) + ", send the stack to the log and give " + judge.CallOf(u) + " a fixed text."
	return find
}

// taken is where the stack that an answer holds was taken: one of all that were, where it is not known which.
func taken(f *judge.Facts, h judge.Hit) []dfd.Place {
	var out []dfd.Place
	for _, o := range traces(h) {
		if o.Place.File != "" {
			out = append(out, o.Place)
			continue
		}
		for _, x := range f.From(h.Entry.ID) {
			if x.Use.Role == "stack" {
				out = append(out, x.Use.Place)
			}
		}
	}
	return out
}

// mapped makes the row of answers that tell nothing.
func mapped(f *judge.Facts, hits []judge.Hit) stride.Finding {
	entries := judge.Entries(hits)
	find := f.Finding(Text, hits)
	find.Status = stride.Mitigated
	find.Title = "The error answer of " + judge.Routes(entries) + " tells what failed inside"
	find.Action = "Keep the fixed texts in " + judge.List(places(hits)) + "."
	texts := "fixed texts"
	if slices.ContainsFunc(hits, func(h judge.Hit) bool { return len(body(h).From("error")) > 0 }) {
		texts += " or what was wrong with the request"
	}
	find.Note = "errors are answered with " + texts + " in " + judge.List(places(hits))
	if l := logOf(f, entries); l != nil {
		find.Note += "; the detail goes to " + judge.CallOf(l) + " in " + judge.In(l.Place)
	}
	find.Controls = []*dfd.Control{f.Control(mapping, "present", texts, entries, hits[0].Use.Place)}
	return find
}

// calls names the calls whose errors are told, as many as a title takes.
func calls(f *judge.Facts, hits []judge.Hit) string {
	var names []string
	for _, h := range hits {
		for _, n := range inner(f, h) {
			if c := judge.Call(n); c != "" && !slices.Contains(names, c) {
				names = append(names, c)
			}
		}
	}
	switch {
	case len(names) == 0:
		return "an inner error"
	case len(names) > 3:
		names = append(names[:2:2], "others")
	}
	return judge.List(names)
}

// places names the functions that answer, as many as a sentence takes.
func places(hits []judge.Hit) []string {
	var names []string
	for _, h := range hits {
		if n := judge.In(h.Use.Place); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) > 4 {
		names = append(names[:3:3], "others")
	}
	return names
}

// logOf finds where the entry points log errors.
func logOf(f *judge.Facts, entries []*dfd.EntryPoint) *dfd.Use {
	for _, e := range entries {
		for _, h := range f.From(e.ID) {
			if h.Use.Role == "log" && judge.Mentions(h.Use.Args, func(o dfd.Origin) bool { return o.Kind == "error" }) {
				return h.Use
			}
		}
	}
	return nil
}
