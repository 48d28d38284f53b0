package main

import (
	"context"
	"encoding/json"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// gateway answers API Gateway by itself, and reads each part of its event.
func gateway() {
	lambda.Start(func(ctx context.Context, r events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
		var n note
		if err := json.Unmarshal([]byte(r.Body), &n); err != nil {
			return events.APIGatewayV2HTTPResponse{StatusCode: 400}, nil
		}
		log.Println(r.PathParameters["id"], r.QueryStringParameters["q"], r.Headers["x-trace"], r.Cookies, n.Title)
		return events.APIGatewayV2HTTPResponse{StatusCode: 204}, nil
	})
}
