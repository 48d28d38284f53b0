package auditlog

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// searched is what an absence rests on.
var searched = []string{"inserts that hold actor, object and time", "structured log records with actor and object"}

func row(f *judge.Facts, group []verdict) stride.Finding {
	var changes []judge.Hit
	for _, v := range group {
		changes = append(changes, v.changes...)
	}
	find := f.Finding(Missing, changes)
	find.Store = ""
	find.Title = "Nobody can prove who did it: " + judge.Routes(judge.Entries(changes))
	switch group[0].standing {
	case absent, altered, weak:
		if slices.ContainsFunc(changes, grants) {
			find.Title = "Nobody can prove who gave whom which rights: " + judge.Routes(judge.Entries(changes))
			find.Because = append(find.Because, "the request fills a column that, by its name, says what somebody may do")
		}
		unrecorded(f, &find, group, changes)
	case nameless:
		askWho(f, &find, group[0], judge.Entries(changes))
	case unclear:
		ask(f, &find, group[0])
	default:
		kept(f, &find, group[0])
	}
	return find
}

// unrecorded fills the row of the entry points without a record, or with one that does not hold.
func unrecorded(f *judge.Facts, find *stride.Finding, group []verdict, changes []judge.Hit) {
	entries := judge.Entries(changes)
	find.Tier = stride.Absent
	u := changes[0].Use
	find.Action = "In " + judge.In(u.Place) + ", beside " + judge.CallOf(u) + ", insert an event with actor, action, object and time in the same transaction, into a table that nothing updates or deletes."
	if len(entries) > 1 {
		find.Action += " The same for the other changes of this row."
	}
	for _, v := range group {
		if v.standing == absent {
			continue
		}
		c := f.Control("audit", "weak", what(v.record)+": "+v.because, []*dfd.EntryPoint{v.entry}, v.record.Place)
		find.Controls = append(find.Controls, c)
	}
	if len(find.Controls) == 0 {
		find.Controls = []*dfd.Control{f.Absence("audit", entries, searched...)}
	}
	find.Note = judge.Code("INSERT INTO events (actor, action, object, at) VALUES ($1, $2, $3, now())")
}

// askWho fills the row of the entry points of which it was not seen whether their record says who did it.
func askWho(f *judge.Facts, find *stride.Finding, v verdict, entries []*dfd.EntryPoint) {
	find.Tier, find.Status = stride.Unknown, stride.ToConfirm
	what, at := judge.Code(v.library), find.Evidence[0]
	if v.record != nil {
		what, at = judge.CallOf(v.record)+" in "+judge.In(v.record.Place), v.record.Place
	}
	find.Action = "Write actor, action, object and time by " + what + ", into a table that nothing updates or deletes."
	find.Note = "Does what " + what + " leaves say who made the change? Where that comes from could not be followed."
	find.Controls = []*dfd.Control{f.Control("audit", "unknown", what, entries, at)}
}

func ask(f *judge.Facts, find *stride.Finding, v verdict) {
	find.Tier, find.Status = stride.Unknown, stride.ToConfirm
	find.Action = "Write the time in " + judge.In(v.record.Place) + ", beside the actor and the object."
	find.Note = "Does the row that " + judge.CallOf(v.record) + " in " + judge.In(v.record.Place) + " inserts hold the time? " + v.because + "."
	find.Controls = []*dfd.Control{f.Control("audit", "unknown", what(v.record), []*dfd.EntryPoint{v.entry}, v.record.Place)}
}

// kept fills the row of the entry points whose record holds.
func kept(f *judge.Facts, find *stride.Finding, v verdict) {
	find.Status = stride.Mitigated
	find.Action = "Keep the record in " + judge.In(v.record.Place) + ", and let nothing update or delete it."
	find.Note = what(v.record) + " in " + judge.In(v.record.Place) + " holds actor, object and time; nothing in the program updates or deletes it"
	if v.standing == logged {
		find.Note = what(v.record) + " in " + judge.In(v.record.Place) + " holds actor and object; weaker than a row: it lives as long as the log, and is not part of the change"
	}
	find.RestsOn = judge.RestsOnIdentity(append(written(v.record), v.record.Args["fields"], v.record.Args["message"])...)
	find.Evidence = append([]dfd.Place{v.record.Place}, find.Evidence...)
	find.Controls = []*dfd.Control{f.Control("audit", "present", what(v.record), []*dfd.EntryPoint{v.entry}, v.record.Place)}
	find.Controls[0].EntryPoints = find.Entries
}

// what names a record: its table, or the log call.
func what(u *dfd.Use) string {
	if len(u.Tables) > 0 {
		return "rows of " + judge.Code(u.Tables[0])
	}
	return judge.CallOf(u)
}
