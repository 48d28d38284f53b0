// Command lambda answers what its environment says it is for: requests of an API gateway, through gin or by itself, and
// messages of a queue.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	ginadapter "github.com/awslabs/aws-lambda-go-api-proxy/gin"

	"example.com/routing/lambda/orders"
	"example.com/routing/lambda/web"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	st := orders.NewStore(db)
	switch os.Getenv("ROLE") {
	case "queue":
		lambda.Start(orders.NewWorker(st).Handle)
	case "direct":
		lambda.Start(orders.NewAPI(st, os.Getenv("API_KEY")).Handle)
	case "refund":
		lambda.Start(st.Refund)
	default:
		adapter := ginadapter.New(web.Router(st, os.Getenv("API_KEY")))
		lambda.Start(func(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
			return adapter.ProxyWithContext(ctx, req)
		})
	}
}
