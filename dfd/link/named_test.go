package link

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestNamedParts: one helper that makes the consumers of more subjects than it is told apart for keeps each with its handler.
func TestNamedParts(t *testing.T) {
	var calls strings.Builder
	for n := range 20 {
		fmt.Fprintf(&calls, "	on(ctx, js, \"jobs.%d\", \"/srv/%d\")\n", n, n)
	}
	p := linked(t, lowertest.Module(t, withLibraries(t, strings.Replace(namedServer, "CALLS", calls.String(), 1))))
	if len(p.EntryPoints) != 20 {
		t.Errorf("%d entry points, want 20", len(p.EntryPoints))
	}
	for _, f := range p.Flows {
		for _, e := range f.EntryPoints {
			if want := "/srv/" + strings.TrimPrefix(e, "queue:NATS jobs."); f.Op == "write" && !strings.HasSuffix(f.Label, want) {
				t.Errorf("%s writes %q, want %s", e, f.Label, want)
			}
		}
	}
}

const namedServer = `
-- main.go --
package main

import (
	"context"
	"log"
	"os"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func consumer(ctx context.Context, js jetstream.JetStream, subject, file string) jetstream.Consumer {
	cfg := jetstream.ConsumerConfig{FilterSubject: subject, Durable: file}
	for range 10 {
		con, err := js.CreateOrUpdateConsumer(ctx, "jobs", cfg)
		if err == nil {
			return con
		}
		log.Print("cannot create ", file, err)
	}
	panic("no consumer")
}

func on(ctx context.Context, js jetstream.JetStream, subject, file string) {
	con := consumer(ctx, js, subject, file)
	con.Consume(func(msg jetstream.Msg) { os.WriteFile(file, msg.Data(), 0o600) })
}

func main() {
	nc, _ := nats.Connect(os.Getenv("NATS"))
	js, _ := jetstream.New(nc)
	ctx := context.Background()
CALLS
	select {}
}
`
