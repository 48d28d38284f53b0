// Package cmd has the commands.
package cmd

import (
	"database/sql"
	"os"

	_ "github.com/lib/pq"
	"github.com/spf13/cobra"
)

var (
	dsn     string
	rootCmd = &cobra.Command{Use: "clicobra", Short: "Keeps notes"}
)

// Execute runs the command.
func Execute() {
	if err := rootCmd.Execute(); err != nil {
		os.Exit(1)
	}
}

func init() {
	rootCmd.PersistentFlags().StringVar(&dsn, "dsn", "", "database")
}

func open() (*sql.DB, error) { return sql.Open("postgres", dsn) }
