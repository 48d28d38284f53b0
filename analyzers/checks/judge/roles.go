package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// databases are the roles of stores that hold records, as against objects and files.
var databases = []string{"sql", "orm", "kv", "doc", "search", "graph", "timeseries"}

// thirdParties are the roles of outbound calls to somebody else's service.
var thirdParties = []string{"call", "llm", "mail", "sms", "payment", "push"}

// Changes reports whether a use writes to or deletes from something that holds state beyond the request. Caches and
// sessions kept in memory hold none, and a folder that is made sure of is none.
func Changes(u *dfd.Use) bool {
	if u.Op != "write" && u.Op != "delete" {
		return false
	}
	return slices.Contains(databases, u.Role) && !passing[Verb(u)] || IsObject(u) || IsFile(u) && u.Attr["kind"] != "mkdir"
}

// passing are statements that keep nothing: they are about the connection, or about what others do.
var passing = map[string]bool{
	"SET": true, "SHOW": true, "USE": true, "EXPLAIN": true, "LISTEN": true, "NOTIFY": true, "DISCARD": true, "SAVEPOINT": true,
	"RESET": true, "BEGIN": true, "COMMIT": true, "ROLLBACK": true, "RELEASE": true, "ANALYZE": true, "PRAGMA": true,
}

// Changes reports whether a request changes something there. What it fills once for the whole process, as a logger opened at
// its first use, is no change of the request's, nor is what a request that is there to read leaves where it found nothing: a row
// of the program's own constants and settings. When somebody was last seen is no change that anybody asked for.
func (h Hit) Changes() bool {
	return !h.Reach.Once && Changes(h.Use) && !h.defaults() && (h.Entry == nil || !Asks(h.Entry) || !Stamp(h.Use))
}

// defaults reports whether a request that is there to read writes something that is the same whoever asks, and when: what a cache is
// filled with may come from anywhere but the request.
func (h Hit) defaults() bool {
	if h.Entry == nil || !Asks(h.Entry) || h.Use.Op != "write" || !Records(h.Use) || IsSQL(h.Use) && Alters(h.Use) {
		return false
	}
	if h.Use.Role == "kv" || h.Use.Role == "cache" {
		asked := func(o dfd.Origin) bool { return o.Kind == "input" || o.Kind == "identity" || o.Kind == "param" }
		key := h.Use.Args["key"]
		return key != nil && !key.Unknown && !Mentions(h.Use.Args, asked)
	}
	for _, v := range h.Use.Args {
		if v == nil || v.Unknown || slices.ContainsFunc(v.Origins, func(o dfd.Origin) bool { return o.Kind != "const" && o.Kind != "config" && o.Kind != "time" }) {
			return false
		}
	}
	return len(h.Use.Args) > 0
}

// Everywhere reports whether most of a program's routes get to a write of a file: a log that is rotated, which is not what any of them
// is for.
func (f *Facts) Everywhere(u *dfd.Use) bool {
	if !IsFile(u) || len(u.On) < 12 {
		return false
	}
	remote := 0
	for _, e := range f.EntryPoints {
		if Remote(e) {
			remote++
		}
	}
	return 2*len(u.On) > remote
}

// Records reports whether a use talks to a store of records.
func Records(u *dfd.Use) bool { return slices.Contains(databases, u.Role) }

// IsSQL reports whether a use is a statement or an ORM call.
func IsSQL(u *dfd.Use) bool { return u.Role == "sql" || u.Role == "orm" }

// IsObject reports whether a use touches an object in a bucket.
func IsObject(u *dfd.Use) bool { return u.Role == "object" }

// IsFile reports whether a use touches a file by its path.
func IsFile(u *dfd.Use) bool { return u.Role == "file" }

// ThirdParty reports whether a use calls somebody else's service, not one of the program's own binaries.
func ThirdParty(u *dfd.Use) bool { return slices.Contains(thirdParties, u.Role) && u.Attr["own"] == "" }

// Cost says what a use costs beyond the handler's own CPU time, "" for nothing.
func (h Hit) Cost() string {
	u := h.Use
	switch {
	case Changes(u) && !h.defaults() && !strings.Contains(u.Symbol, ".Mkdir"): // a folder that is there already costs nothing
		return "writes to a store"
	case u.Role == "publish":
		return "queues work"
	case u.Role == "call": // it may be one of the program's own
		return "calls another service"
	case ThirdParty(u):
		return "calls a third party"
	case u.Role == "exec":
		return "starts a process"
	case u.Role == "kdf", IsPasswordCheck(u):
		return "runs a slow password hash"
	}
	return ""
}

// IsPasswordCheck reports whether a use compares a password with what is kept of it, has a database do so, or shows another service
// one that is not the program's own.
func IsPasswordCheck(u *dfd.Use) bool {
	switch u.Role {
	case "compare", "sql", "orm":
		return u.Attr["kind"] == "password"
	case "verify":
		p := u.Args["password"]
		own := p != nil && Sourced(p) && len(Inputs(p)) == 0
		return !own && (u.Attr["scheme"] == "password" || u.Attr["scheme"] == "ldap")
	}
	return false
}

// Verb is the statement's own verb in capitals (INSERT, UPDATE, DELETE, …), for an ORM what the call does; "" unknown.
func Verb(u *dfd.Use) string {
	if text := strings.TrimLeft(u.SQL, " \t\r\n("); text != "" {
		word := text
		if n := strings.IndexFunc(text, func(r rune) bool { return r <= ' ' || r == '(' }); n >= 0 {
			word = text[:n]
		}
		word = strings.ToUpper(word)
		if word == "WITH" {
			return verbAfterWith(text)
		}
		return word
	}
	switch action := strings.ToUpper(u.Attr["action"]); action {
	case "INSERT", "CREATE":
		return "INSERT"
	case "UPDATE", "DELETE":
		return action
	case "UPSERT", "SAVE":
		return "UPSERT"
	}
	if u.Op == "delete" {
		return "DELETE"
	}
	if u.Role == "orm" {
		return verbOfMethod(Last(u.Symbol))
	}
	return ""
}

// verbOfMethod reads what an ORM's call does off its name, where the catalogue has no word for it.
func verbOfMethod(name string) string {
	switch {
	case strings.HasPrefix(name, "Create"), strings.HasPrefix(name, "Insert"), name == "Add":
		return "INSERT"
	case strings.HasPrefix(name, "Update"):
		return "UPDATE"
	case strings.HasPrefix(name, "Delete"), strings.HasPrefix(name, "Remove"):
		return "DELETE"
	case strings.HasPrefix(name, "Save"), strings.HasPrefix(name, "Upsert"):
		return "UPSERT"
	}
	return ""
}

// verbAfterWith finds the verb of a statement that starts with common table expressions: the first one that changes
// anything, else SELECT.
func verbAfterWith(text string) string {
	for _, word := range strings.FieldsFunc(strings.ToUpper(text), func(r rune) bool { return r <= ' ' || r == '(' || r == ')' }) {
		if word == "INSERT" || word == "UPDATE" || word == "DELETE" {
			return word
		}
	}
	return "SELECT"
}

// Alters reports whether a statement can change or remove rows that are there already. What cannot be told counts.
func Alters(u *dfd.Use) bool {
	if u.Op != "write" && u.Op != "delete" {
		return false
	}
	switch Verb(u) {
	case "INSERT", "COPY":
		upper := strings.ToUpper(u.SQL)
		return strings.Contains(upper, "DO UPDATE") || strings.Contains(upper, "ON DUPLICATE KEY UPDATE")
	case "CREATE", "SELECT", "BEGIN", "COMMIT":
		return false
	}
	return true
}

// SameTable compares two tables' names as databases do: case, quotes and schema left out.
func SameTable(a, b string) bool { return bare(a) == bare(b) }

// ShareTable reports whether two uses are about one table.
func ShareTable(a, b *dfd.Use) bool {
	return slices.ContainsFunc(a.Tables, func(t string) bool {
		return slices.ContainsFunc(b.Tables, func(u string) bool { return SameTable(t, u) })
	})
}

func bare(table string) string {
	table = Last(table)
	return strings.ToLower(strings.Trim(table, "\"`[] "))
}
