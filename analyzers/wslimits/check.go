// Package wslimits asks of every websocket that is read: how large may a message be, and how long may it wait?
//
// In: reads of messages by websocket libraries, what they limit by themselves, limits and deadlines set on the way. Out:
// websocket-limits (D), one row a call and standing.
package wslimits

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "wslimits", Rules: []*stride.Rule{Unlimited}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := slices.DeleteFunc(f.Fed(reads), func(h judge.Hit) bool { return dialled(f, h) || skips(f, h) || stands(f, h) == fine })
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return judge.Site(h) + fmt.Sprint(stands(f, h)) }) {
		out = append(out, row(f, same))
	}
	return out
}

// reads accepts uses that read a message of a websocket as a whole.
func reads(u *dfd.Use) bool {
	if u.Role != "input" || u.Attr["from"] != "message" || strings.HasSuffix(u.Symbol, ".ReadHeader") {
		return false
	}
	return strings.Contains(u.Symbol, "/websocket.") || strings.Contains(u.Symbol, "/websocket/wsjson.") || strings.HasPrefix(u.Symbol, "github.com/gobwas/ws")
}

// skips reports whether a reader of messages is asked for and nothing reads it to its end: what is sent is passed over, and takes no
// memory.
func skips(f *judge.Facts, h judge.Hit) bool {
	if !strings.HasSuffix(h.Use.Symbol, ".NextReader") {
		return false
	}
	return !slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool {
		return len(judge.Inputs(x.Use.Args["value"], "message"))+len(judge.Inputs(x.Use.Args["from"], "message")) > 0
	})
}

// dialled reports whether a socket is one that the program opens to somebody else: the entry point takes none.
func dialled(f *judge.Facts, h judge.Hit) bool {
	out, in := false, h.Entry.Kind == "websocket"
	for _, x := range f.From(h.Entry.ID) {
		out = out || x.Use.Role == "call" && x.Use.Attr["kind"] == "websocket"
		in = in || x.Use.Role == "upgrade"
	}
	return out && !in
}

// standing of a connection.
type standing int

const (
	fine    standing = iota
	waits            // limited, and reads never time out
	unclear          // the limit could not be read off
	weak             // a limit that is none
	open
)

func stands(f *judge.Facts, h judge.Hit) standing {
	b := limit(f, h)
	switch {
	case b.Strength == judge.Opaque:
		return unclear
	case b.Strength == judge.Feeble:
		return weak
	case b.Strength == judge.None && h.Use.Attr["default_limit"] == "":
		return open
	case h.Use.Attr["default_limit"] == "" && strings.Contains(h.Use.Symbol, "/websocket.Conn.") && !expires(f, h):
		return waits
	}
	return fine
}

// limit judges the limit on messages that holds at a read. Without one, or below nothing, everything is read.
func limit(f *judge.Facts, h judge.Hit) judge.Bound {
	best := judge.Bound{}
	for _, g := range f.Held(h, "bodylimit") {
		if f.GuardAttr(g, "kind") != "message" {
			continue
		}
		b := f.Sized(g, judge.BodyLimit)
		if judge.Text(f.GuardArg(g, "limit")) == "0" || strings.HasPrefix(judge.Text(f.GuardArg(g, "limit")), "-") {
			b = judge.Bound{Strength: judge.Feeble, Guard: g, Value: "none", Why: "set to no limit"}
		}
		if best.Guard == nil || b.Strength < best.Strength { // the last one set counts, which is not known
			best = b
		}
	}
	return best
}

// expires reports whether reads of the connection time out.
func expires(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool { return x.Use.Role == "deadline" })
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	b, how := limit(f, hits[0]), stands(f, hits[0])
	find := f.Finding(Unlimited, hits)
	find.Target = entries[0].Element
	find.Title = "Websocket messages that " + judge.Routes(entries) + " reads may be of any size"
	find.Action = "Set a limit before " + judge.CallOf(u) + " in " + judge.In(u.Place) + "."
	find.Note = judge.Code("conn.SetReadLimit(64 << 10)") + ", and a read deadline that each pong moves on."
	switch how {
	case open:
		find.Tier = stride.Absent
		find.Controls = []*dfd.Control{f.Absence("bodylimit", entries, "SetReadLimit on the connection", "the library's default")}
	case weak:
		find.Controls = []*dfd.Control{f.FromGuard("bodylimit", "weak", strings.TrimPrefix(b.Value+", "+b.Why, ", "), b.Guard, entries)}
	case unclear:
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "How large may websocket messages be that " + judge.Routes(entries) + " reads? " + b.Why + "."
		find.Controls = []*dfd.Control{f.FromGuard("bodylimit", "unknown", b.Value, b.Guard, entries)}
	case waits:
		find.Tier = stride.Absent
		find.Title = "Websocket connections that " + judge.Routes(entries) + " reads never time out"
		find.Action = "Set a read deadline before " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", and move it on with each pong."
		find.Note = judge.Code("conn.SetReadDeadline(time.Now().Add(pongWait))") + " there and in " + judge.Code("SetPongHandler") + "."
		find.Controls = []*dfd.Control{f.Absence("timeout", entries, "SetReadDeadline on the connection")}
		judge.Raise(&find, -1, "messages are limited to "+b.Value+"; what is left are connections that somebody keeps")
	}
	f.Behind(&find, hits, false)
	return find
}
