// Command fulfil gets orders out of the door: it listens for orders and
// payments, cleans up at night, and helps whoever runs it.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"example.com/samples/programs/messages/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := cli.New().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "fulfil:", err)
		os.Exit(1)
	}
}
