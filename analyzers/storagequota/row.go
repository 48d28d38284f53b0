package storagequota

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	c := controls(f, hits[0])
	limited := c.limit.Strength >= judge.Opaque
	find := f.Finding(Exhaustion, hits)
	find.Title = "Uploads in a loop fill " + f.StoreTitle(u) + ": " + judge.Routes(entries)
	find.Controls = []*dfd.Control{limitControl(f, c.limit, entries), quotaControl(f, c, entries)}
	find.Action = "In front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ": " + todo(c, entries) + "."
	find.Note = example(entries) + "; " +
		judge.Code("UPDATE … SET used = used + $2 WHERE … AND used + $2 <= quota") + " with " + judge.Code("RowsAffected() == 0") + " refused."
	switch {
	case limited && c.quota != nil && c.limit.Strength == judge.Firm:
		kept(f, &find, c, u)
	case limited && c.quota != nil:
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Action = "State the body limit" + where(c.limit) + " in the code, or refuse settings above it."
		find.Note = "How large may a request be? The limit" + where(c.limit) + " is " + c.limit.Value + ", and " + c.limit.Why + "."
	case limited:
		judge.Raise(&find, -1, "half of it is there: the body is limited ("+c.limit.Value+"), a quota before the write is missing")
	case c.quota != nil:
		judge.Raise(&find, -1, "half of it is there: a quota is checked before the write, a limit on the body is missing")
	}
	f.Behind(&find, hits, false)
	return find
}

// where names the place of a limit, if it has one: a framework's default has none.
func where(b judge.Bound) string {
	if b.Guard == nil {
		return ""
	}
	return " of " + judge.In(b.Guard.Place)
}

// streams reports whether what is uploaded comes in messages, which no reader of a body holds back.
func streams(entries []*dfd.EntryPoint) bool {
	return !slices.ContainsFunc(entries, func(e *dfd.EntryPoint) bool { return e.Kind != "grpc" })
}

// example is how a limit is written.
func example(entries []*dfd.EntryPoint) string {
	if streams(entries) {
		return judge.Code(`if size += len(chunk); size > 50<<20 { return status.Error(codes.ResourceExhausted, "too large") }`) + " for each message"
	}
	return judge.Code("r.Body = http.MaxBytesReader(w, r.Body, 50<<20)") + " before anything reads the body"
}

// kept fills the row of a store with both controls.
func kept(f *judge.Facts, find *stride.Finding, c held, u *dfd.Use) {
	find.Status = stride.Mitigated
	find.Action = "Keep the limit and the quota in front of " + judge.CallOf(u) + "."
	find.Note = "body limited to " + c.limit.Value + " in " + judge.In(c.limit.Guard.Place) + "; quota checked in " + judge.In(c.quota.Place) + " before " + judge.CallOf(u)
	var values []*dfd.Value
	for _, v := range c.quota.Args {
		values = append(values, v)
	}
	if decides := f.Use(c.quota.Use); decides != nil { // whose quota it is stands in the statement
		for _, v := range decides.Args {
			values = append(values, v)
		}
	}
	find.RestsOn = judge.RestsOnIdentity(values...)
}

// todo says what is missing, in this program's names.
func todo(c held, entries []*dfd.EntryPoint) string {
	limit := "wrap the body of " + judge.Routes(entries) + " in `http.MaxBytesReader` before it is read"
	switch {
	case c.limit.Guard == nil && streams(entries):
		limit = "count the bytes that " + judge.Routes(entries) + " receives, and refuse above a limit"
	case c.limit.Guard != nil:
		limit = "lower the body limit in " + judge.In(c.limit.Guard.Place) + " (" + c.limit.Value + ", " + c.limit.Why + ")"
	}
	quota := "take the size off the caller's quota, and refuse when it does not fit"
	if c.late != nil {
		quota = "move the quota check of " + judge.In(c.late.Place) + " before the write"
	}
	switch {
	case c.limit.Strength >= judge.Opaque:
		return quota
	case c.quota != nil:
		return limit
	}
	return limit + "; " + quota
}

func limitControl(f *judge.Facts, b judge.Bound, entries []*dfd.EntryPoint) *dfd.Control {
	switch {
	case b.Guard == nil:
		return f.Absence("bodylimit", entries, "MaxBytesReader, LimitReader, middleware that limits the body, a comparison of what was sent with a limit, the framework's default")
	case b.Strength <= judge.Feeble:
		return f.FromGuard("bodylimit", "weak", b.Value+", "+b.Why, b.Guard, entries)
	case b.Strength == judge.Opaque:
		return f.FromGuard("bodylimit", "unknown", b.Value, b.Guard, entries)
	}
	return f.FromGuard("bodylimit", "present", b.Value, b.Guard, entries)
}

func quotaControl(f *judge.Facts, c held, entries []*dfd.EntryPoint) *dfd.Control {
	switch {
	case c.quota != nil:
		return f.FromGuard("quota", "present", "", c.quota, entries)
	case c.late != nil:
		return f.FromGuard("quota", "weak", "not checked before the write", c.late, entries)
	}
	return f.Absence("quota", entries, "conditional UPDATE, sum of what is stored compared with a limit")
}
