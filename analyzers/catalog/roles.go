package catalog

import (
	"slices"
	"strings"
)

// role says which args a role must and may have. doc.go says what they mean.
type role struct{ must, may []string }

func args(must, may string) role {
	return role{strings.Fields(must), strings.Fields(may)}
}

// roles is the vocabulary. A role that is not here is an error in a file.
var roles = map[string]role{
	// HTTP and other entry points
	"router":      args("", "prefix handler config callback limit"),
	"route":       args("handler", "path method methods middleware router name"),
	"route-set":   args("", "methods path handler prefix middleware router name value route"),
	"group":       args("", "prefix middleware callback router children"),
	"mount":       args("handler", "prefix middleware router"),
	"use":         args("", "middleware prefix position router name value"),
	"with":        args("", "middleware"),
	"wrap":        args("handler", "prefix limit value middleware"),
	"static":      args("", "prefix dir fs router listing"),
	"handler":     args("", "dir fs target path handler fn listing"),
	"not-found":   args("handler", "path router"),
	"serve":       args("", "handler addr listener timeouts network tlsconfig auth"),
	"rpc-service": args("impl", "service router"),
	"interceptor": args("middleware", ""),
	"consume":     args("", "topic handler message group auth handle anybody"),
	"job":         args("handler", "schedule name"),
	"command":     args("", "name handler children"),
	"cli-run":     args("", "root"),
	"next":        args("", ""),
	"abort":       args("", "status body"),
	"respond":     args("", "body status url path name writer fs contenttype"),
	"set-header":  args("", "name value"),
	"set-cookie":  args("", "name value secure httponly samesite maxage expires path domain"),
	"callback":    args("fn", "pass0 pass1 pass2 pass3 pass4"),
	"middleware":  args("", "leaves prefix limit key value skipper success handler keyfunc optional window methods timeout tokens max burst origins credentials fn asked secret users"),
	"chain":       args("middleware", ""),
	"listen":      args("", "network addr listener tlsconfig"),
	"option":      args("", "*"),
	"make":        args("", "*"),
	"wire":        args("", "fn value"),
	"type":        args("", "value"),

	// Input
	"input":          args("", "name into default"),
	"context-set":    args("key", "value"),
	"context-get":    args("key", "default"),
	"request-derive": args("", "value"),

	// Stores and third parties
	"open":         args("", "dsn driver name dialect handle addr database path tls bucket key load"),
	"driver":       args("name", "handle"),
	"derive":       args("", "handle table model bucket collection database key query where dest columns relation dsn"),
	"sql":          args("", "query handle dest values table"),
	"orm":          args("", "model table where dest handle values predicate"),
	"object":       args("", "bucket key body contenttype acl disposition handle size from"),
	"bucket-admin": args("", "bucket acl policy block member prevention"),
	"presign":      args("", "bucket key expires disposition contenttype responsetype method maxsize"),
	"kv":           args("", "key value collection query ttl handle dest"),
	"doc":          args("", "key value collection query ttl handle dest"),
	"search":       args("", "key value collection query ttl handle dest"),
	"cache":        args("", "key value collection query ttl handle dest"),
	"graph":        args("", "key value collection query ttl handle dest"),
	"timeseries":   args("", "key value collection query ttl handle dest"),
	"file":         args("", "path to body perm fs flags"),
	"publish":      args("", "topic body key handle"),
	"call":         args("", "url method host body path dest dial"),
	"llm":          args("", "url method host body path model"),
	"mail":         args("", "url method host body to from subject attachment"),
	"sms":          args("", "url method host body to from"),
	"payment":      args("", "url method host body amount"),
	"push":         args("", "url method host body to"),
	"telemetry":    args("", "url method host body"),
	"exec":         args("command", "args env dir"),
	"dial":         args("", "network addr"),
	"temp":         args("", "path"),

	// Controls and what values mean
	"verify":        args("", "token key keyfunc options claims password user unchecked"),
	"parse-only":    args("", "token claims"),
	"verify-option": args("", "value"),
	"credentials":   args("", "name"),
	"compare":       args("a b", ""),
	"sign":          args("", "key claims method"),
	"session":       args("", "name key"),
	"session-get":   args("", "key dest default"),
	"session-set":   args("", "key value"),
	"authz":         args("", "subject action object"),
	"limiter":       args("", "rate burst window key"),
	"allow":         args("", "key"),
	"bodylimit":     args("", "limit body"),
	"paginate":      args("limit", "handle"),
	"deadline":      args("value", ""),
	"query-limit":   args("limit", ""),
	"timeout":       args("", "value"),
	"sanitize":      args("value", "base allow limit"),
	"sniff":         args("", "body"),
	"fresh":         args("", "into limit"),
	"clock":         args("", ""),
	"stack":         args("", "into"),
	"config":        args("", "name default into"),
	"hash":          args("", "value key"),
	"kdf":           args("", "value salt cost"),
	"setting":       args("", "value fn"),
	"upgrade":       args("", "fn origins skip"),
	"encrypt":       args("", "value key"),
	"log":           args("", "message fields"),
	"decode":        args("into", "from"),
	"format":        args("", "format values sep"),
	"error":         args("", "values message"),
	"errors":        args("", "fn"),
	"keep-error":    args("value", ""),
	"kept-errors":   args("", ""),
	"size":          args("value", ""),
	"read-all":      args("value", "limit"),
	"pass":          args("", "value values fs path into"),
	"none":          args("", ""),
	"draft":         args("", "*"),
}

// attrs are the keys a row may have besides its fixed ones, with the values they may take (none: any).
var attrs = map[string][]string{
	"action":           nil,
	"after":            nil,
	"answers":          {"end", "known", "nil"},
	"around":           nil,
	"async":            {"true"},
	"bind":             nil,
	"conditional":      {"true"},
	"control":          {"auth", "optional-auth", "ratelimit", "concurrency", "bodylimit", "timeout", "cors", "csrf", "security-headers", "recover", "log", "compress", "pass", "session", "role", "https", "realip", "cache", "rewrite", "validation", "trace", "method-override", "static", "host"},
	"credential":       {"token", "password", "key"},
	"default_addr":     nil,
	"addr_key":         nil, // the address is what a map of settings holds under it
	"default_expires":  nil,
	"default_limit":    nil,
	"default_mux":      {"true"},
	"timeouts":         {"none"},
	"aborts":           {"true"},
	"default_origins":  nil,
	"default_timeout":  nil,
	"default_unit":     nil,
	"encodes":          {"json"}, // what is given is made JSON of
	"field":            nil,
	"flags":            nil,
	"for":              nil,
	"from":             {"path", "query", "header", "cookie", "body", "form", "file", "filename", "message", "flag", "env", "ip", "vault", "host", "archive"},
	"handler_first":    {"true"},
	"identity":         nil, // the header by which a host tells who has signed in
	"implicit":         {"true"},
	"jar":              nil,
	"kind":             nil,
	"leaves":           nil,
	"level":            {"debug", "info", "warn", "error", "fatal"},
	"listing":          {"yes"},
	"mark":             nil,
	"method":           nil,
	"methods":          nil,
	"streams":          nil,
	"mutates":          {"true"},
	"name":             nil,
	"named":            nil,
	"once":             {"true"},
	"option":           nil,
	"opens":            {"new"},
	"optional":         {"true"},
	"order":            {"after", "all"},
	"pattern":          {"servemux", "colon", "brace", "brace-slashless", "regexp", "gorilla", "method-path"},
	"public":           {"true"},
	"read_limit":       nil,
	"returns":          {"true", "chain"},
	"refines":          {"true"},
	"root":             {"confined"},
	"scheme":           nil,
	"self":             {"true"},
	"serves":           nil,
	"shell":            {"true"},
	"success":          {"err", "true", "nonnil", "one", "zero", "false"},
	"tls":              {"yes", "no"},
	"transport":        {"tls", "plain", "local"},
	"tx":               {"true"},
	"unsafe":           {"true"},
	"use":              {"copy", "live", "none"},
	"value":            nil,
	"weak":             {"true"},
	"tail":             nil,
	"tells":            {"any", "own"},
	"terminates":       {"true"},
	"not_found_routes": {"true"},
}

// ops are the values of op.
var ops = []string{"call", "consume", "delete", "exec", "none", "ping", "publish", "read", "write"}

// Roles are the names of all roles, sorted.
func Roles() []string { return sortedKeys(roles) }

func (r role) allows(arg string) bool {
	return slices.Contains(r.must, arg) || slices.Contains(r.may, arg) || slices.Contains(r.may, "*")
}
