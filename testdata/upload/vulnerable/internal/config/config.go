// Package config reads the service's settings from the environment.
package config

import (
	"errors"
	"os"
)

// Config holds everything the service needs to start.
type Config struct {
	Addr        string // address to listen on
	DatabaseURL string // PostgreSQL connection string
	Bucket      string // S3 bucket that holds the uploaded files
	JWTSecret   []byte // key that signs access tokens (HS256)
}

// Load reads the settings. Only the database has no default.
func Load() (Config, error) {
	cfg := Config{
		Addr:        getenv("ADDR", ":8080"),
		DatabaseURL: os.Getenv("DATABASE_URL"),
		Bucket:      getenv("S3_BUCKET", "user-files"),
		JWTSecret:   []byte(getenv("JWT_SECRET", "changeme")),
	}
	if cfg.DatabaseURL == "" {
		return Config{}, errors.New("DATABASE_URL is not set")
	}
	return cfg, nil
}

func getenv(key, fallback string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return fallback
}
