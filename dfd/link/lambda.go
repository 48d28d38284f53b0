package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// A function of AWS Lambda opens no port: what it is called with says who calls. Requests of a gateway come from outside, by a
// path that is decided there; events come from the queue, stream or bucket that they are named after; anything else is sent by
// whoever may invoke the function.

// lambdaSources are the brokers behind the types of events.
var lambdaSources = map[string]string{"SQSEvent": "sqs", "SNSEvent": "sns", "KinesisEvent": "kinesis", "KafkaEvent": "kafka",
	"DynamoDBEvent": "dynamodb", "S3Event": "s3", "EventBridgeEvent": "eventbridge", "CloudWatchEvent": "eventbridge", "RabbitMQEvent": "rabbitmq"}

// lambdaRequests are the types of HTTP requests that a gateway, a balancer or a function's URL passes on.
var lambdaRequests = []string{"APIGatewayProxyRequest", "APIGatewayV2HTTPRequest", "LambdaFunctionURLRequest", "ALBTargetGroupRequest", "APIGatewayWebsocketProxyRequest"}

const lambdaEvents = "github.com/aws/aws-lambda-go/events."

// lambda emits what a function started with lambda.Start answers: the routes of the router that an adapter hands the request
// to, or the function itself.
func (w *routeWalk) lambda(e event, n int) {
	at := e.h.i.at(e.h.at)
	w.l.each(w.l.arg(&site{}, e.h, e.row, "handler"), func(a atom) {
		insts := w.l.handle(a)
		if w.adapted(insts, n) {
			return
		}
		for _, i := range insts {
			w.out = append(w.out, w.l.lambdaEntry(i, a, at))
		}
	})
}

// adapted follows a request that an adapter passes on to a router.
func (w *routeWalk) adapted(insts []*inst, n int) bool {
	found := false
	for _, i := range insts {
		for _, at := range sortedAts(i.hits) {
			for _, h := range i.hits[at] {
				if len(h.rows) == 0 || h.rows[0].Role != "callback" || !strings.HasPrefix(w.l.syms.list[h.sym], "github.com/awslabs/aws-lambda-go-api-proxy/") {
					continue
				}
				w.l.eachObj(h.recv, func(o int32) {
					if w.rs.list[w.rs.home(o)] != nil {
						w.router(w.rs.home(o), walkState{listener: n})
						found = true
					}
				})
			}
		}
	}
	return found
}

// lambdaEntry is a function that is called with events.
func (l *linker) lambdaEntry(i *inst, a atom, at dfd.Place) *entry {
	x := &entry{kind: "tcp", method: "INVOKE", path: "lambda " + l.shortName(i.fn.name), reg: at, handler: a, innerSym: i.fn.sym, insts: []*inst{i}, inner: []*inst{i}, listener: -1, event: true}
	name := l.eventType(i)
	switch {
	case slices.Contains(lambdaRequests, name):
		x.kind, x.method, x.path = "http", "ANY", "/{path...} ("+l.shortName(i.fn.name)+")"
	case lambdaSources[name] != "":
		x.kind, x.tech, x.handler = "queue", lambdaSources[name], -1
		x.method = strings.ToUpper(x.tech)
	}
	return x
}

// eventType is the library's type of event that a function takes, "" where it takes another.
func (l *linker) eventType(i *inst) string {
	for n := len(i.fn.f.Params) - 1; n >= 0; n-- {
		if t := l.typ(i.fn.p, i.fn.f.Params[n].Type); t >= 0 {
			if name, ok := strings.CutPrefix(base(l.typeTab[t].name), lambdaEvents); ok {
				return name
			}
		}
	}
	return ""
}
