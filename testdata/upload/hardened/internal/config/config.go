// Package config reads the service's settings from the environment.
package config

import (
	"fmt"
	"os"
)

// Config holds everything the service needs to start.
type Config struct {
	Addr        string // address to listen on
	DatabaseURL string // PostgreSQL connection string
	Bucket      string // S3 bucket that holds the uploaded files
	JWTSecret   []byte // key that signs access tokens (HS256)
}

// Load reads the settings. The database and the key have no default.
func Load() (Config, error) {
	database, err := required("DATABASE_URL")
	if err != nil {
		return Config{}, err
	}
	secret, err := required("JWT_SECRET")
	if err != nil {
		return Config{}, err
	}
	return Config{
		Addr:        getenv("ADDR", ":8080"),
		DatabaseURL: database,
		Bucket:      getenv("S3_BUCKET", "user-files"),
		JWTSecret:   []byte(secret),
	}, nil
}

func required(key string) (string, error) {
	v := os.Getenv(key)
	if v == "" {
		return "", fmt.Errorf("%s is not set", key)
	}
	return v, nil
}

func getenv(key, fallback string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return fallback
}
