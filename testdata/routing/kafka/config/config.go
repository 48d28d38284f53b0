// Package config reads the environment.
package config

import (
	"os"
	"strings"
)

// TopicRefunds is where refunds are told.
const TopicRefunds = "billing.refunds"

// Config is what the environment says.
type Config struct {
	Brokers     []string
	DatabaseURL string
	OrdersTopic string
	ClicksTopic string
}

// Load reads it.
func Load() Config {
	return Config{
		Brokers:     strings.Split(os.Getenv("KAFKA_BROKERS"), ","),
		DatabaseURL: os.Getenv("DATABASE_URL"),
		OrdersTopic: getenv("ORDERS_TOPIC", "orders.v1"),
		ClicksTopic: os.Getenv("CLICKS_TOPIC"),
	}
}

func getenv(key, or string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return or
}
