// Package cli is the command line of fulfil.
package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/spf13/cobra"

	"example.com/samples/programs/messages/internal/orders"
)

// app is what all subcommands share.
type app struct {
	databaseURL string
	store       *orders.Store
}

// New returns the root command.
func New() *cobra.Command {
	a := &app{}
	root := &cobra.Command{
		Use:               "fulfil",
		Short:             "Get orders out of the door",
		SilenceUsage:      true,
		SilenceErrors:     true,
		PersistentPreRunE: a.connect,
	}
	root.PersistentFlags().StringVar(&a.databaseURL, "database", os.Getenv("DATABASE_URL"), "where the orders are kept")

	list := &cobra.Command{
		Use:   "list",
		Short: "List the orders that wait",
		Args:  cobra.NoArgs,
		RunE:  a.list,
	}
	ordersCmd := &cobra.Command{Use: "orders", Short: "Look at orders and change them"}
	ordersCmd.AddCommand(list, newCancel(a), newImport(a))

	root.AddCommand(newServe(a), ordersCmd, newResend())
	return root
}

// connect opens the database before any subcommand runs.
func (a *app) connect(cmd *cobra.Command, _ []string) error {
	pool, err := pgxpool.New(cmd.Context(), a.databaseURL)
	if err != nil {
		return fmt.Errorf("connect to database: %w", err)
	}
	context.AfterFunc(cmd.Context(), pool.Close)
	a.store = orders.NewStore(pool)
	return nil
}

func (a *app) list(cmd *cobra.Command, _ []string) error {
	waiting, err := a.store.Waiting(cmd.Context())
	if err != nil {
		return err
	}
	for _, o := range waiting {
		fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\n", o.ID, o.Item)
	}
	return nil
}
