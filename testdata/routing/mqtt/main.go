// Command mqtt takes readings of devices from a broker and sends them commands.
package main

import (
	"database/sql"
	"log"
	"os"
	"os/signal"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	_ "github.com/jackc/pgx/v5/stdlib"

	"example.com/routing/mqtt/readings"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	h := readings.New(db)
	opts := mqtt.NewClientOptions().AddBroker(os.Getenv("MQTT_BROKER")).SetClientID("readings")
	opts.SetDefaultPublishHandler(h.Other)
	opts.SetOnConnectHandler(func(c mqtt.Client) {
		for topic, handler := range h.Topics() {
			if t := c.Subscribe(topic, 1, handler); t.Wait() && t.Error() != nil {
				log.Print(t.Error())
			}
		}
	})
	client := mqtt.NewClient(opts)
	if t := client.Connect(); t.Wait() && t.Error() != nil {
		log.Fatal(t.Error())
	}
	client.AddRoute("alarms/#", h.Alarm)
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	<-stop
}
