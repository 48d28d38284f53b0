// Package sample is a small hand-made program for the tests of stride and stride/report: the upload service of the
// reference feature, as a linker would hand it over, and checks that always find the same nine threats in it.
//
// In: nothing. Out: a fresh dfd.Program and fresh checks per call, so that tests may change them.
package sample

import "github.com/gostride/gostride/dfd"

// Module is the module path of the sample.
const Module = "example.com/files"

// The ids of the sample's parts.
const (
	Upload  = "e:POST /upload"
	Health  = "e:GET /healthz"
	Browser = "x:browser"
	Auth    = "p:auth"
	Handler = "p:upload"
	Probe   = "p:healthz"
	DB      = "s:postgresql"
	Bucket  = "s:s3"
	ToAuth  = "f:browser-auth"
	ToPost  = "f:auth-upload"
	ToDB    = "f:upload-postgresql"
	ToS3    = "f:upload-s3"
	FromS3  = "f:s3-browser"
	ToProbe = "f:browser-healthz"
)

// Program is the upload service.
func Program() *dfd.Program {
	m := &dfd.Model{
		Schema: dfd.Schema, Module: Module,
		Tool:      dfd.Tool{Name: "gostride", Version: "0.1.0", Catalogue: "c1", Rules: "r1"},
		Processes: []*dfd.Process{{ID: "api", Name: "api", Package: Module + "/cmd/api", Kind: "binary"}},
		Listeners: []*dfd.Listener{{
			ID: "l:8080", Process: "api", Network: "tcp", Address: ":8080", TLS: "no", Exposure: "internet",
			Evidence: []dfd.Place{Place("cmd/api/main.go", 78, "cmd/api.serve", "ListenAndServe")},
		}},
		Boundaries: boundaries(),
		Elements:   elements(),
		EntryPoints: []*dfd.EntryPoint{
			entry(Health, "GET", "/healthz", "internal/httpapi.health", Probe, dfd.Auth{Verdict: "public", Scheme: "none"}),
			entry(Upload, "POST", "/upload", "internal/httpapi.(*Handler).Upload", Handler, dfd.Auth{
				Verdict: "protected", Scheme: "jwt",
				Evidence: []dfd.Place{Place("internal/auth/jwt.go", 34, "internal/auth.(*Authenticator).Require", "401 without a valid token")},
			}, dfd.Input{Name: "file", From: "file"}, dfd.Input{Name: "name", From: "form"}, dfd.Input{Name: "Authorization", From: "header"}),
		},
		Flows: flows(),
		Coverage: dfd.Coverage{
			Packages: dfd.CoveredPackages{Analysed: 7}, Calls: dfd.CoveredCalls{Modelled: 31, Resolved: 18},
			Libraries: dfd.CoveredLibraries{Modelled: []string{"chi", "golang-jwt", "pgx", "aws-s3"}},
		},
	}
	return &dfd.Program{Model: m, Uses: uses(), Guards: map[string]*dfd.Guard{}, Chains: map[string]*dfd.Chain{}}
}

// Place is a place of the sample's source; fn is module-relative.
func Place(file string, line int, fn, what string) dfd.Place {
	return dfd.Place{File: file, Line: line, Func: Module + "/" + fn, What: what}
}

func boundaries() []*dfd.Boundary {
	return []*dfd.Boundary{
		{ID: "b:internet", Kind: "internet", Name: "internet", Basis: "assumed", Reason: "listens on :8080"},
		{ID: "b:service", Kind: "service", Name: "service", Basis: "seen"},
		{ID: "b:auth", Kind: "auth", Name: "auth: token → session", Parent: "b:service", Basis: "seen"},
		{ID: "b:db", Kind: "datastore", Name: "database", Basis: "seen"},
		{ID: "b:cloud", Kind: "cloud", Name: "cloud storage", Basis: "seen"},
	}
}

func elements() []*dfd.Element {
	return []*dfd.Element{
		{ID: Browser, Kind: "external", Subkind: "browser", Name: "Browser", Boundary: "b:internet", Level: 2},
		{ID: Auth, Kind: "process", Name: "auth middleware", Boundary: "b:service", Level: 2},
		{ID: Probe, Kind: "process", Name: "GET /healthz", Boundary: "b:service", Level: 2},
		{ID: Handler, Kind: "process", Name: "POST /upload", Boundary: "b:auth", Level: 2},
		{ID: DB, Kind: "store", Subkind: "sql", Tech: "postgresql", Name: "PostgreSQL", Boundary: "b:db", Level: 2},
		{ID: Bucket, Kind: "store", Subkind: "object", Tech: "s3", Name: `S3 "user-files"`, Boundary: "b:cloud", Level: 2},
	}
}

func entry(id, method, path, handler, element string, auth dfd.Auth, inputs ...dfd.Input) *dfd.EntryPoint {
	return &dfd.EntryPoint{
		ID: id, Kind: "http", Method: method, Path: path, Handler: Module + "/" + handler, File: "internal/httpapi/router.go",
		Line: 20, Element: element, Processes: []string{"api"}, Listener: "l:8080", Auth: auth, Inputs: inputs,
	}
}

func flows() []*dfd.Flow {
	flow := func(id, from, to, op, label, transport string, site dfd.Place, entries ...string) *dfd.Flow {
		return &dfd.Flow{ID: id, From: from, To: to, Op: op, Label: label, Transport: transport, Site: site, EntryPoints: entries}
	}
	list := []*dfd.Flow{
		flow(ToAuth, Browser, Auth, "request", "POST /upload: token, name, file bytes", "unknown", Place("internal/httpapi/router.go", 26, "internal/httpapi.NewRouter", ""), Upload),
		flow(ToPost, Auth, Handler, "call", "user identity from the JWT", "local", Place("internal/auth/jwt.go", 45, "internal/auth.(*Authenticator).Require", ""), Upload),
		flow(ToProbe, Browser, Probe, "request", "GET /healthz", "unknown", Place("internal/httpapi/router.go", 21, "internal/httpapi.NewRouter", ""), Health),
		flow(ToDB, Handler, DB, "write", "INSERT files", "unknown", Place("internal/postgres/files.go", 25, "internal/postgres.(*Files).Insert", ""), Upload),
		flow(ToS3, Handler, Bucket, "write", "PutObject: file bytes", "tls", Place("internal/s3store/store.go", 28, "internal/s3store.(*Store).Put", ""), Upload),
		flow(FromS3, Bucket, Browser, "read", "presigned GET URL", "tls", Place("internal/s3store/store.go", 44, "internal/s3store.(*Store).Link", ""), Upload),
	}
	list[0].Data = []dfd.Datum{
		{Name: "token", Class: "token", Evidence: `header input Authorization: "authorization" stands for Authorization header`, At: &dfd.Place{File: "internal/auth/jwt.go", Line: 31, Func: "internal/auth.(*Authenticator).Require"}},
		{Name: "name"}, {Name: "file bytes", Class: "file", Evidence: `form input file: "file" stands for File content`},
	}
	crosses := [][]string{{"b:internet", "b:service"}, {"b:auth"}, {"b:internet", "b:service"}, {"b:db"}, {"b:cloud"}, {"b:cloud", "b:internet"}}
	for i, f := range list {
		f.Crosses = crosses[i]
	}
	return list
}

func uses() []*dfd.Use {
	return []*dfd.Use{
		{
			ID: "u1", Role: "sql", Element: DB, Flow: ToDB, Op: "write", Place: Place("internal/postgres/files.go", 25, "internal/postgres.(*Files).Insert", ""),
			Args: map[string]*dfd.Value{"query": {Text: []string{"INSERT INTO files …"}}}, Tables: []string{"files"}, On: []dfd.Reach{{Entry: Upload}},
		},
		{
			ID: "u2", Role: "object", Element: Bucket, Flow: ToS3, Op: "write", Place: Place("internal/s3store/store.go", 28, "internal/s3store.(*Store).Put", ""),
			Args: map[string]*dfd.Value{"key": {Origins: []dfd.Origin{{Kind: "input", Name: "form:name"}}}}, On: []dfd.Reach{{Entry: Upload}},
		},
	}
}
