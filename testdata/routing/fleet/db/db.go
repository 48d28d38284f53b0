// Package db opens the orders database for whoever needs it.
package db

import (
	"database/sql"
	"os"
)

// Orders opens the database of orders.
func Orders() (*sql.DB, error) { return sql.Open("pgx", os.Getenv("DATABASE_URL")) }
