package dfdtest

import "github.com/gostride/gostride/dfd"

const module = "example.com/upload"

func place(file string, line int, symbol, what string) dfd.Place {
	return dfd.Place{File: file, Line: line, Func: module + "/" + symbol, What: what}
}

func at(file string, line int, symbol, what string) []dfd.Place {
	return []dfd.Place{place(file, line, symbol, what)}
}

func controls() []*dfd.Control {
	only := []string{"ep-upload"}
	return []*dfd.Control{
		{ID: "c-limit", Kind: "bodylimit", Verdict: "present", Value: "50 MiB", Scope: "function", EntryPoints: only, Evidence: at("internal/httpapi/upload.go", 24, "internal/httpapi.(*Handler).Upload", "MaxBytesReader")},
		{ID: "c-rate", Kind: "ratelimit", Verdict: "absent", Scope: "group", EntryPoints: only, Searched: []string{"x/time/rate", "chi/httprate"}},
		{ID: "c-time", Kind: "timeout", Verdict: "present", Value: "read 10s, write 60s", Scope: "global", Evidence: at("cmd/api/main.go", 41, "main", "ReadTimeout")},
	}
}

func threats() []*dfd.Threat {
	only := []string{"ep-upload"}
	return []*dfd.Threat{
		{ID: "T-3KEY", Rule: "path-from-input", STRIDE: "T", Target: "f4", EntryPoints: only, Title: "a name such as ../7/a.png reaches another key",
			Likelihood: "High", Impact: "High", Priority: "HIGH", Because: []string{"the form field name is part of the key"}, Tier: "shown", Status: "open",
			Mitigation: dfd.Mitigation{Action: "make the key with uuid.NewString", Effort: "Low"}, CWE: []string{"CWE-22"},
			Outer: "path-from-input api POST /upload s3 uploads", Inner: "path-from-input internal/s3store.(*Store).Put"},
		{ID: "T-8RATE", Rule: "no-rate-limit", STRIDE: "D", Target: "e-upload", EntryPoints: only, Title: "10,000 tiny uploads a second exhaust the API",
			Likelihood: "High", Impact: "Medium", Priority: "HIGH", Raised: "one caller harms all users", Tier: "absent", Status: "open",
			Mitigation: dfd.Mitigation{Action: "r.Use(httprate.LimitByIP(20, time.Minute))", Effort: "Low"}, CWE: []string{"CWE-770"}, Controls: []string{"c-rate"},
			Outer: "no-rate-limit api POST /upload", Inner: "no-rate-limit internal/httpapi.NewRouter"},
		{ID: "T-2ACL", Rule: "public-bucket", STRIDE: "T", Target: "e-s3", Title: "a stored object is replaced through the bucket's own URL",
			Likelihood: "Low", Impact: "Critical", Priority: "HIGH", Tier: "shown", Status: "mitigated", Reason: "PutPublicAccessBlock, four trues",
			Mitigation: dfd.Mitigation{Action: "PutPublicAccessBlock", Effort: "Low"}, CWE: []string{"CWE-732"}, Outer: "public-bucket api s3 uploads"},
	}
}

func uses() []*dfd.Use {
	on := func(guards ...string) []dfd.Reach { return []dfd.Reach{{Entry: "ep-upload", Guards: guards}} }
	return []*dfd.Use{
		{ID: "u-acl", Role: "bucket-policy", Symbol: "s3.Client.PutPublicAccessBlock", Tech: "s3", Op: "write", Element: "e-s3", Place: place("internal/s3store/bucket.go", 15, "internal/s3store.Bootstrap", ""), On: []dfd.Reach{{Entry: ""}}},
		{ID: "u-jwt", Role: "jwt-verify", Symbol: "jwt.Parse", Place: place("internal/auth/jwt.go", 18, "internal/auth.Middleware.func1", ""), On: on()},
		{ID: "u-insert", Role: "sql", Symbol: "pgxpool.Pool.Exec", Tech: "postgresql", Op: "write", Element: "e-pg", Flow: "f3", Place: place("internal/postgres/files.go", 19, "internal/postgres.(*Files).Insert", ""), Tables: []string{"files"}, On: on("g-jwt")},
		{ID: "u-put", Role: "object-write", Symbol: "s3.Client.PutObject", Tech: "s3", Op: "write", Element: "e-s3", Flow: "f4", Place: place("internal/s3store/store.go", 30, "internal/s3store.(*Store).Put", ""),
			Args: map[string]*dfd.Value{"key": {Text: []string{"uploads/{}/{}"}, Origins: []dfd.Origin{{Kind: "identity"}, {Kind: "input", Name: "form:name"}}}}, On: on("g-jwt")},
	}
}

func guards() map[string]*dfd.Guard {
	return map[string]*dfd.Guard{
		"g-jwt": {ID: "g-jwt", Kind: "auth", Scheme: "jwt", Symbol: "jwt.Parse", Place: place("internal/auth/jwt.go", 18, "internal/auth.Middleware.func1", ""), Use: "u-jwt"},
	}
}

func chains() map[string]*dfd.Chain {
	return map[string]*dfd.Chain{
		"ep-upload": {Links: []dfd.Link{{Func: module + "/internal/auth.Middleware", Does: "gate", Guards: []string{"g-jwt"}}}, Guards: []string{"g-jwt"}},
	}
}
