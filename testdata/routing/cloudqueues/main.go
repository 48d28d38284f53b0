// Command cloudqueues polls SQS and receives from Pub/Sub, both clients of it.
package main

import (
	"context"
	"log"
	"os"

	"cloud.google.com/go/pubsub"
	pubsubv2 "cloud.google.com/go/pubsub/v2"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"example.com/routing/cloudqueues/events"
	"example.com/routing/cloudqueues/queue"
	"example.com/routing/cloudqueues/uploads"
)

func main() {
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	aws, err := awsconfig.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	client := sqs.NewFromConfig(aws)
	poller := queue.NewPoller(client, os.Getenv("UPLOADS_QUEUE_URL"), uploads.New(pool))
	named := queue.ByName{Client: client, Name: "thumbnails", Store: uploads.New(pool)}

	project := os.Getenv("GOOGLE_CLOUD_PROJECT")
	ps, err := pubsub.NewClient(ctx, project)
	if err != nil {
		log.Fatal(err)
	}
	defer ps.Close()
	ps2, err := pubsubv2.NewClient(ctx, project)
	if err != nil {
		log.Fatal(err)
	}
	defer ps2.Close()
	svc := events.NewService(pool)

	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return poller.Run(ctx) })
	g.Go(func() error { return named.Run(ctx) })
	g.Go(func() error { return ps.Subscription(events.Subscription).Receive(ctx, svc.Handle) })
	g.Go(func() error { return svc.Watch(ctx, ps2.Subscriber("invoices-sub")) })
	log.Fatal(g.Wait())
}
