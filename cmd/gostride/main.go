// Command gostride reads Go source and drafts its threat model.
//
// It is one binary with two faces: the command for people and CI, and, when the go command starts it, a vet tool.
// Nothing here analyses anything: what is read and found comes from internal/pipeline, how it looks from stride/report and
// dfd/render.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() {
	if vetMain(os.Args) {
		return
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200) // runs are short: memory for time
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
