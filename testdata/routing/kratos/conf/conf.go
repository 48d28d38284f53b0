package conf

import "os"

type Config struct{ Database, TokenKey, OperatorKey string }

func Load() *Config {
	return &Config{Database: os.Getenv("DATABASE_URL"), TokenKey: os.Getenv("TOKEN_KEY"), OperatorKey: os.Getenv("OPERATOR_KEY")}
}
