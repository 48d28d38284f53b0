package inlineupload

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

func row(f *judge.Facts, group []upload) stride.Finding {
	var hits []judge.Hit
	for _, u := range group {
		hits = append(hits, u.hit)
	}
	up, entries := group[0], judge.Entries(hits)
	find := f.Finding(Inline, hits)
	find.Title = "An SVG or HTML file uploaded by " + judge.Routes(entries) + " runs script in a victim's browser"
	find.Controls = []*dfd.Control{up.typeControl(f, entries), up.outControl(f, entries)}
	find.Action = up.todo()
	find.Note = judge.Code("http.DetectContentType") + " on the first 512 bytes, a map of the types taken in, " + judge.Code("ResponseContentDisposition: aws.String(\"attachment\")") + " on links."
	for _, o := range up.outs {
		if o.handling != attached {
			find.Evidence = append(find.Evidence, o.use.Place)
			if o.said != nil {
				judge.Along(&find, o.said.Place)
			}
		}
	}
	switch {
	case up.harmless(), up.handled() == attached && up.sure():
		find.Status = stride.Mitigated
		find.Action = "Keep " + up.why() + "."
		find.Note = up.why()
	case up.kind.standing != risky && up.handled() != attached, len(up.outs) == 0, up.handled() != inline:
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = up.question()
		find.Controls = up.controlsOf("unknown", find.Controls)
	}
	f.Behind(&find, hits, true)
	return find
}

// handled is the worst handling of the ways out; without one nothing is attached.
func (u upload) handled() handling {
	if len(u.outs) == 0 {
		return untold
	}
	worst := attached
	for _, o := range u.outs {
		if o.maybe { // whether it is this content is not known
			o.handling = min(o.handling, untold)
		}
		worst = max(worst, o.handling)
	}
	return worst
}

// harmless reports whether what is stored runs nowhere: its type is safe, and each way out goes by what that rests on.
func (u upload) harmless() bool {
	if u.kind.standing != safe || u.kind.byName && len(u.outs) == 0 {
		return false
	}
	return u.kind.rests == byAnswer || !slices.ContainsFunc(u.outs, u.astray)
}

// astray reports whether a way out lets a file run, and does not go by what makes the stored type safe.
func (u upload) astray(o wayOut) bool {
	return o.handling != attached && (u.kind.standing != safe || o.goes != u.kind.rests)
}

// sure reports whether some way out is certain to be one of this content.
func (u upload) sure() bool {
	return slices.ContainsFunc(u.outs, func(o wayOut) bool { return !o.maybe })
}

// why says what keeps the content from running.
func (u upload) why() string {
	if !u.harmless() {
		return "the attachment on every way out: " + u.outs[0].words + ", " + judge.CallOf(u.outs[0].use) + " in " + judge.In(u.outs[0].use.Place)
	}
	if u.kind.guard != nil {
		return u.kind.words + " (" + judge.In(u.kind.guard.Place) + "), is what " + judge.CallOf(u.hit.Use) + " stores"
	}
	return u.kind.words + ", by " + judge.CallOf(u.hit.Use) + " in " + judge.In(u.hit.Use.Place)
}

func (u upload) question() string {
	if len(u.outs) == 0 {
		return "How do these files get to a browser? " + u.kind.words + ", and no way out of the store is seen in the code."
	}
	out := u.outs[max(0, slices.IndexFunc(u.outs, u.astray))]
	return "Can a file be opened in the browser by " + out.words + "? What " + judge.In(out.use.Place) + " tells the browser, or the type that is stored, could not be followed (" + u.kind.words + ")."
}

// todo says what to change, in this program's names.
func (u upload) todo() string {
	text := "In " + judge.In(u.hit.Use.Place) + ", give " + judge.CallOf(u.hit.Use) + " the sniffed type, and only if an allow-list has it"
	for _, o := range u.outs {
		if o.handling != attached {
			return text + "; make " + judge.CallOf(o.use) + " in " + judge.In(o.use.Place) + " say `attachment`."
		}
	}
	return text + "."
}

func (u upload) typeControl(f *judge.Facts, entries []*dfd.EntryPoint) *dfd.Control {
	const kind = "content-allowlist"
	switch {
	case u.harmless() && u.kind.guard != nil:
		return f.FromGuard(kind, "present", u.kind.words, u.kind.guard, entries)
	case u.harmless():
		return f.Control(kind, "present", u.kind.words, entries, u.hit.Use.Place)
	case u.kind.standing == unclear, u.kind.standing == safe && !u.harmless():
		return f.Control(kind, "unknown", u.kind.words, entries, u.hit.Use.Place)
	case u.kind.tried != "" && u.kind.guard != nil:
		return f.FromGuard(kind, "weak", u.kind.tried, u.kind.guard, entries)
	case u.kind.tried != "":
		return f.Control(kind, "weak", u.kind.tried, entries, u.hit.Use.Place)
	}
	return f.Absence(kind, entries, "sniffed types held to a list before "+judge.Call(u.hit.Use.Symbol))
}

func (u upload) outControl(f *judge.Facts, entries []*dfd.EntryPoint) *dfd.Control {
	const kind = "attachment"
	if len(u.outs) > 0 && u.handled() == attached && u.sure() {
		return f.Control(kind, "present", "on every way out", entries, u.outs[0].use.Place)
	}
	if i := slices.IndexFunc(u.outs, func(o wayOut) bool { return o.handling == untold }); i >= 0 && u.handled() == untold {
		return f.Control(kind, "unknown", "", entries, u.outs[i].use.Place)
	}
	return f.Absence(kind, entries, "disposition of presigned links and of answers that send the store's content")
}

// controlsOf drops what would read as a decision from the controls of a question.
func (u upload) controlsOf(verdict string, list []*dfd.Control) []*dfd.Control {
	kept := slices.DeleteFunc(slices.Clone(list), func(c *dfd.Control) bool { return c.Verdict == "absent" })
	if len(kept) == 0 {
		kept = list[:1]
		kept[0].Verdict = verdict
	}
	return kept
}
