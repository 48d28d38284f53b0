package reference

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// inputKinds are the parts of what a caller sends, in the order of the table.
var inputKinds = []string{"path", "query", "header", "cookie", "body", "form", "file", "filename", "message", "flag", "env"}

// taking is a framework, or a consumer, and the lines of routes.txt that show what is read by it: of a program, those that a part of the line names.
type taking struct {
	name  string
	lines []string // "program part", or "program"
	kinds string   // what has to be seen: all that the framework can read
}

// takings are the frameworks and consumers that the catalogue promises inputs for.
var takings = []taking{
	{"net/http", []string{"inputs /std/"}, "path query header cookie body form file filename"},
	{"chi", []string{"inputs /chi/", "taken /chi/"}, "path query header cookie body form file filename"},
	{"gin", []string{"inputs /gin/"}, "path query header cookie body form file filename"},
	{"echo v4", []string{"inputs /echo/", "taken /echo4/"}, "path query header cookie body form file filename"},
	{"echo v5", []string{"readings /echo5/", "taken /echo5/"}, "path query header cookie body form file filename"},
	{"fiber v2", []string{"inputs /fiber/"}, "path query header cookie body form file filename"},
	{"fiber v3", []string{"readings /fiber3/", "taken /fiber/"}, "path query header cookie body form file filename"},
	{"gorilla/mux", []string{"readings /gorilla/"}, "path query header form"},
	{"httprouter", []string{"readings /httprouter/"}, "path query header cookie body form file filename"},
	{"fasthttp and its routers", []string{"readings /fasthttp/", "fasthttp http ", "taken byFastHTTP"}, "path query header cookie body form file filename"},
	{"beego", []string{"readings /beego/"}, "path query header cookie body form file filename"},
	{"iris", []string{"readings /iris/"}, "path query header cookie body form file filename"},
	{"go-restful", []string{"readings /restful/"}, "path query header cookie body form file filename"},
	{"huma", []string{"readings /huma/"}, "path query header cookie body form file filename"},
	{"hertz", []string{"readings /hertz/", "taken /hertz/"}, "path query header cookie body form file filename"},
	{"go-zero", []string{"readings /zero/", "taken /zero/"}, "path query header cookie body form file filename"},
	{"GoFrame", []string{"readings /frame/"}, "path query header cookie body form file filename"},
	{"kratos", []string{"kratos http ", "taken /kratos/"}, "path query header cookie body form file filename"},
	{"pocketbase", []string{"pocketbase /api/hub/", "taken /pocket/"}, "path query header cookie body form file filename"},
	{"oapi-codegen", []string{"oapi /api/pets", "taken /pets/"}, "path query header cookie body form filename"},
	{"ogen", []string{"ogen /api/v1/", "taken /shelves/"}, "path query header cookie body form file filename"},
	{"go-swagger", []string{"goswagger /v1/"}, "path query header body form file filename"},
	{"gqlgen", []string{"gqlgen /query"}, "header body file filename"},
	{"gRPC", []string{"grpc grpc "}, "header message"},
	{"grpc-gateway", []string{"gateway http "}, "path query body file filename"},
	{"connect", []string{"connect grpc "}, "header message"},
	{"twirp", []string{"twirp /twirp/"}, "header body"},
	{"websockets: gorilla", []string{"wsocket Gorilla", "wsocket Ticketed", "inputs /std/socket"}, "query header message"},
	{"websockets: coder", []string{"wsocket Coder"}, "message"},
	{"websockets: x/net", []string{"taken /socket/"}, "message"},
	{"AWS Lambda", []string{"lambda (API", "lambda lambda", "taken (gateway"}, "path query header cookie body message"},
	{"net/rpc", []string{"netrpc RPC"}, "message"},
	{"sarama", []string{"consumers ConsumeClaim", "kafka billing.("}, "message"},
	{"confluent-kafka-go", []string{"kafka audit.("}, "message"},
	{"franz-go", []string{"consumers viaFranz", "kafka clicks.("}, "message"},
	{"kafka-go", []string{"kafka orders.("}, "message"},
	{"JetStream and NATS", []string{"natsjobs NATS"}, "message"},
	{"SQS", []string{"cloudqueues SQS"}, "message"},
	{"Pub/Sub", []string{"cloudqueues PUBSUB"}, "message"},
	{"RabbitMQ", []string{"rabbit RABBITMQ"}, "message"},
	{"Redis: streams, lists, subscriptions", []string{"redisq REDIS", "consumers viaStream"}, "message"},
	{"watermill", []string{"pubsubrouter KAFKA"}, "message"},
	{"asynq", []string{"workers REDIS", "consumers viaAsynq"}, "message"},
	{"river", []string{"workers RIVER"}, "message"},
	{"Temporal", []string{"workers TEMPORAL"}, "message"},
	{"flag", []string{"cliflag cli "}, "flag env"},
	{"cobra", []string{"clicobra cli "}, "flag"},
	{"kong", []string{"clikong cli "}, "flag"},
	{"urfave/cli", []string{"cliurfave cli "}, "flag"},
	{"TCP", []string{"netservers :7001"}, "message"},
	{"UDP", []string{"netservers udp"}, "message"},
	{"SSH", []string{"netservers ssh"}, "message"},
	{"SMTP", []string{"netservers smtp"}, "message"},
	{"DNS", []string{"netservers dns"}, "message"},
	{"LDAP", []string{"netservers ldap"}, "message"},
}

var taken = regexp.MustCompile(` (` + strings.Join(inputKinds, "|") + `):`)

// TestInputs holds what the programs show of each framework against what it can read, and docs/inputs.md against that. TestRouting holds
// the routes.txt against the programs.
func TestInputs(t *testing.T) {
	var b strings.Builder
	b.WriteString("# What handlers read\n\nWritten by `go test ./internal/reference -run TestInputs -write-routes` from the `routes.txt` of the programs in `testdata/routing`, which are\n" +
		"compared with the programs in a test: for each framework and consumer, the parts of what a caller sends that were found. A dash is what the\nframework has no reader for, or what its program reads by `net/http`.\n\n")
	fmt.Fprintf(&b, "| | %s | programs |\n|%s\n", strings.Join(inputKinds, " | "), strings.Repeat("---|", len(inputKinds)+2))
	for _, f := range takings {
		seen := f.seen(t)
		for _, want := range strings.Fields(f.kinds) {
			if !slices.Contains(seen, want) {
				t.Errorf("%s: no input of kind %s is shown", f.name, want)
			}
		}
		fmt.Fprintf(&b, "| %s", f.name)
		for _, kind := range inputKinds {
			mark := "–"
			if slices.Contains(seen, kind) {
				mark = "x"
			}
			fmt.Fprintf(&b, " | %s", mark)
		}
		fmt.Fprintf(&b, " | %s |\n", strings.Join(f.programs(), ", "))
	}
	b.WriteString("\ngoyave has no program there: `dfd/link/testdata/entries/goyave.txtar` shows path, query, header, cookie, body, file and file name with\n" +
		"the declarations of v5.12.1. Schedulers (cron, gocron, tickers) read nothing: their programs are in `schedules`.\n")
	const page = "../../docs/inputs.md"
	if *writeRoutes {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(page); err != nil || string(got) != b.String() {
		t.Errorf("docs/inputs.md is not what the programs show (%v); write it with -write-routes", err)
	}
}

// seen are the kinds of input in the lines that show the framework.
func (f taking) seen(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, l := range f.lines {
		program, part, _ := strings.Cut(l, " ")
		text, err := os.ReadFile(filepath.Join(routing, program, "routes.txt"))
		if err != nil {
			t.Fatal(err)
		}
		matched := false
		for line := range strings.Lines(string(text)) {
			if !strings.Contains(line, part) || strings.HasPrefix(line, "flow ") {
				continue
			}
			matched = true
			told, _, _ := strings.Cut(line, " -> ")
			for _, m := range taken.FindAllStringSubmatch(told, -1) {
				out = append(out, m[1])
			}
		}
		if !matched {
			t.Errorf("%s: nothing in %s/routes.txt has %q", f.name, program, part)
		}
	}
	return out
}

func (f taking) programs() []string {
	var out []string
	for _, l := range f.lines {
		program, _, _ := strings.Cut(l, " ")
		if name := "`" + program + "`"; !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
