// Package dfdtest holds hand-made programs for tests of what reads a dfd.Program: the reference feature (file upload), a
// service around it, and one whose names were chosen by somebody hostile.
//
// Every call gives a new program, which the test may change. What it holds is plausible, not measured: golden results of
// the analysis itself live in testdata.
package dfdtest

import "github.com/gostride/gostride/dfd"

// Upload is the feature POST /upload: five flows, five crossings.
func Upload() *dfd.Program {
	m := &dfd.Model{
		Schema:      dfd.Schema,
		Tool:        dfd.Tool{Name: "gostride", Version: "v0.0.0", Catalogue: "c0", Rules: "r0"},
		Module:      "example.com/upload",
		Feature:     "POST /upload",
		Build:       dfd.Build{GOOS: "linux", GOARCH: "amd64"},
		Processes:   []*dfd.Process{{ID: "p1", Name: "api", Package: "example.com/upload/cmd/api", Kind: "binary"}},
		Listeners:   []*dfd.Listener{{ID: "l1", Process: "p1", Network: "tcp", Address: ":8080", TLS: "unknown", Exposure: "internet", Evidence: at("cmd/api/main.go", 41, "main", "http.Server")}},
		Boundaries:  boundaries(),
		Elements:    elements(),
		EntryPoints: []*dfd.EntryPoint{uploadEntry()},
		Flows:       flows(),
		Controls:    controls(),
		Threats:     threats(),
		NotApplicable: []dfd.NotApplicable{
			{Target: "e-browser", STRIDE: "R", Reason: "every request is made with the user's token"},
		},
		Assumptions: []dfd.Assumption{{ID: "A1", Text: "TLS ends in front of the service"}},
		Unresolved:  []*dfd.Unresolved{},
		Coverage: dfd.Coverage{
			Packages:  dfd.CoveredPackages{Analysed: 8},
			Calls:     dfd.CoveredCalls{Modelled: 21, Resolved: 34},
			Libraries: dfd.CoveredLibraries{Modelled: []string{"github.com/go-chi/chi/v5", "github.com/jackc/pgx/v5"}},
		},
	}
	return &dfd.Program{Model: m, Uses: uses(), Guards: guards(), Chains: chains()}
}

func boundaries() []*dfd.Boundary {
	return []*dfd.Boundary{
		{ID: "b-internet", Kind: "internet", Name: "internet", Basis: "assumed", Reason: "listens on :8080"},
		{ID: "b-app", Kind: "service", Name: "application", Basis: "seen", Reason: "process api"},
		{ID: "b-auth", Kind: "auth", Name: "auth: token → session", Parent: "b-app", Basis: "seen", Reason: "rejects requests without a valid token"},
		{ID: "b-db", Kind: "datastore", Name: "database", Basis: "seen", Reason: "another process answers"},
		{ID: "b-cloud", Kind: "cloud", Name: "cloud storage", Basis: "seen", Reason: "run by somebody else"},
	}
}

func elements() []*dfd.Element {
	return []*dfd.Element{
		{ID: "e-browser", Kind: "external", Subkind: "browser", Name: "Browser", Boundary: "b-internet", Level: 0},
		{ID: "e-auth", Kind: "process", Name: "auth middleware", Boundary: "b-app", Level: 2, Evidence: at("internal/auth/jwt.go", 18, "internal/auth.Middleware", "jwt.Parse")},
		{ID: "e-upload", Kind: "process", Name: "POST /upload", Boundary: "b-auth", Level: 2, Evidence: at("internal/httpapi/upload.go", 22, "internal/httpapi.(*Handler).Upload", "")},
		{ID: "e-pg", Kind: "store", Subkind: "sql", Tech: "postgresql", Name: "PostgreSQL", Boundary: "b-db", Level: 0, Evidence: at("cmd/api/main.go", 27, "main", "pgxpool.New")},
		{ID: "e-s3", Kind: "store", Subkind: "object", Tech: "s3", Name: "S3 bucket", Boundary: "b-cloud", Level: 0, Evidence: at("cmd/api/main.go", 33, "main", "s3.NewFromConfig")},
	}
}

func uploadEntry() *dfd.EntryPoint {
	return &dfd.EntryPoint{
		ID: "ep-upload", Kind: "http", Method: "POST", Path: "/upload", Handler: module + "/internal/httpapi.(*Handler).Upload",
		File: "internal/httpapi/upload.go", Line: 22, Element: "e-upload", Processes: []string{"p1"}, Listener: "l1",
		Middleware: []string{module + "/internal/auth.Middleware"},
		Auth:       dfd.Auth{Verdict: "protected", Scheme: "jwt", Evidence: at("internal/auth/jwt.go", 18, "internal/auth.Middleware", "jwt.Parse")},
		Inputs:     []dfd.Input{{Name: "file", From: "file"}, {Name: "name", From: "form"}},
	}
}

func flows() []*dfd.Flow {
	only := []string{"ep-upload"}
	put := place("internal/s3store/store.go", 30, "internal/s3store.(*Store).Put", "PutObject")
	insert := place("internal/postgres/files.go", 19, "internal/postgres.(*Files).Insert", "Exec")
	handler := place("internal/httpapi/upload.go", 35, "internal/httpapi.(*Handler).Upload", "")
	return []*dfd.Flow{
		{ID: "f1", From: "e-browser", To: "e-auth", Op: "request", Label: "POST /upload", Protocol: "https", Transport: "tls",
			Data:        []dfd.Datum{{Name: "token", Class: "token", Evidence: `header input Authorization: "authorization" stands for Authorization header`, At: &dfd.Place{File: "internal/auth/jwt.go", Line: 31, Func: "example.com/files/internal/auth.Require"}}, {Name: "name"}, {Name: "file bytes", Class: "file"}},
			EntryPoints: only, Crosses: []string{"b-internet", "b-app"}, Site: place("internal/httpapi/router.go", 24, "internal/httpapi.NewRouter", "Post")},
		{ID: "f2", From: "e-auth", To: "e-upload", Op: "call", Label: "user identity from the JWT", Transport: "local",
			EntryPoints: only, Crosses: []string{"b-auth"}, Site: place("internal/auth/jwt.go", 31, "internal/auth.Middleware.func1", "ServeHTTP")},
		{ID: "f3", From: "e-upload", To: "e-pg", Op: "write", Label: "INSERT files", Protocol: "postgres", Transport: "unknown",
			Data: []dfd.Datum{{Name: "metadata"}}, EntryPoints: only, Crosses: []string{"b-db"}, Site: insert, Trace: []dfd.Place{handler, insert}},
		{ID: "f4", From: "e-upload", To: "e-s3", Op: "write", Label: "PutObject", Protocol: "https", Transport: "tls",
			Data: []dfd.Datum{{Name: "file bytes", Class: "file"}}, EntryPoints: only, Crosses: []string{"b-cloud"}, Site: put, Trace: []dfd.Place{handler, put}},
		{ID: "f5", From: "e-s3", To: "e-browser", Op: "read", Label: "presigned GET URL", Protocol: "https", Transport: "tls",
			EntryPoints: only, Crosses: []string{"b-internet", "b-cloud"}, Site: place("internal/s3store/store.go", 44, "internal/s3store.(*Store).URL", "PresignGetObject")},
	}
}
