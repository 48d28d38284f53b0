// Command nsq sends the mails that others ask for by a queue.
package main

import (
	"log"
	"os"
	"os/signal"

	"github.com/nsqio/go-nsq"

	"example.com/routing/nsq/mails"
)

func main() {
	conf := nsq.NewConfig()
	out, err := nsq.NewProducer(os.Getenv("NSQD"), conf)
	if err != nil {
		log.Fatal(err)
	}
	var all []*nsq.Consumer
	for topic, h := range map[string]nsq.Handler{"mails.welcome": &mails.Welcome{Out: out}, "mails.reset": &mails.Reset{Out: out}} {
		c, err := nsq.NewConsumer(topic, "sender", conf)
		if err != nil {
			log.Fatal(err)
		}
		c.AddConcurrentHandlers(h, 4)
		all = append(all, c)
	}
	c, err := nsq.NewConsumer("mails.bounced", "sender", conf)
	if err != nil {
		log.Fatal(err)
	}
	c.AddHandler(nsq.HandlerFunc(mails.Bounced))
	for _, c := range append(all, c) {
		if err := c.ConnectToNSQLookupd(os.Getenv("LOOKUPD")); err != nil {
			log.Fatal(err)
		}
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	<-stop
}
