package presign

import (
	"cmp"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	l := lifetime(f.Program, u)
	find := f.Finding(Link, hits)
	find.Target = cmp.Or(u.Flow, find.Target)
	find.Title = "A leaked link to " + f.StoreTitle(u) + " lets anyone download"
	where := judge.CallOf(u) + " in " + judge.In(u.Place)
	control := f.Control("link-expiry", "weak", l.text, entries, u.Place)
	find.Controls = []*dfd.Control{control}
	logs := loggedAt(f, hits)
	switch {
	case l.standing == long:
		find.Title += ": it is good for " + l.text
		find.Action = "Shorten the lifetime that " + where + " gives to minutes, and make a new link whenever one is asked for."
		find.Note = "For instance " + judge.Code("s3.WithPresignExpires(10*time.Minute)") + "; the limit is " + judge.Duration(judge.DurationLimit(f.Program, judge.PresignedLink)) + "."
	case l.standing == chosen:
		find.Title += ": its lifetime is " + l.text
		find.Action = "Give " + where + " a constant lifetime of minutes."
	case len(logs) > 0:
		find.Title += ": it is written to the log"
	case l.standing == unclear:
		find.Tier, find.Status, control.Verdict = stride.Unknown, stride.ToConfirm, "unknown"
		find.Action = "Give " + where + " a constant lifetime of minutes."
		find.Note = "How long is a link good that " + where + " makes? Its lifetime is " + l.text + "."
	default:
		find.Status, control.Verdict = stride.Mitigated, "present"
		find.Action = "Keep the lifetime in " + judge.In(u.Place) + "."
		find.Note = where + " makes links that are good for " + l.text + "; none reaches the log"
	}
	if len(logs) > 0 {
		logged(f, &find, logs, entries)
	}
	return find
}

// logged adds that a link is in the log, which others read than those who may have the link.
func logged(f *judge.Facts, find *stride.Finding, logs []judge.Hit, entries []*dfd.EntryPoint) {
	l := logs[0].Use
	find.Status, find.Tier = stride.Open, stride.Shown
	find.Evidence = append([]dfd.Place{l.Place}, find.Evidence...)
	drop := "Do not pass the link to " + judge.CallOf(l) + " in " + judge.In(l.Place) + "; log the object's key."
	if find.Action != "" && find.Controls[0].Verdict == "weak" {
		drop = find.Action + " " + drop
	}
	find.Action = drop
	find.Controls = append(find.Controls, f.Control("link-log", "weak", "the link is logged", entries, l.Place))
}
