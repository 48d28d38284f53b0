package main

import (
	"context"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"gostride": func() {
			if !vetMain(os.Args) {
				ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
				code := Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
				stop()
				os.Exit(code)
			}
		},
	})
}

// TestScript plays the transcripts in testdata/script: what a person types, and what comes of it.
func TestScript(t *testing.T) {
	out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE", "GOPROXY").Output()
	if err != nil {
		t.Fatal(err)
	}
	env := strings.Split(strings.TrimSpace(string(out)), "\n")
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			for i, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY"} {
				e.Setenv(name, env[i])
			}
			for _, kv := range []string{"GOFLAGS=", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.com", "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=init.defaultBranch", "GIT_CONFIG_VALUE_0=main"} {
				name, value, _ := strings.Cut(kv, "=")
				e.Setenv(name, value)
			}
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}
