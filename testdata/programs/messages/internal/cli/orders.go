package cli

import (
	"encoding/csv"
	"fmt"
	"os"

	"github.com/nats-io/nats.go"
	"github.com/spf13/cobra"

	"example.com/samples/programs/messages/internal/orders"
)

func newCancel(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "cancel ORDER",
		Short: "Cancel an order",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.store.Cancel(cmd.Context(), args[0])
		},
	}
}

func newImport(a *app) *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Take in orders from a CSV file",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			defer f.Close()
			records, err := csv.NewReader(f).ReadAll()
			if err != nil {
				return fmt.Errorf("read %s: %w", path, err)
			}
			for _, rec := range records {
				if len(rec) < 2 {
					return fmt.Errorf("read %s: too few columns", path)
				}
				if err := a.store.Add(cmd.Context(), orders.Order{ID: rec[0], Item: rec[1]}); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&path, "file", "f", "orders.csv", "file to read")
	return cmd
}

// newResend returns a command that needs no database.
func newResend() *cobra.Command {
	return &cobra.Command{
		Use:               "resend ORDER",
		Short:             "Announce once more that an order has been shipped",
		Args:              cobra.ExactArgs(1),
		PersistentPreRunE: func(*cobra.Command, []string) error { return nil },
		RunE: func(_ *cobra.Command, args []string) error {
			nc, err := nats.Connect(os.Getenv("NATS_URL"))
			if err != nil {
				return fmt.Errorf("connect to NATS: %w", err)
			}
			defer nc.Close()
			if err := nc.Publish("orders.shipped", []byte(args[0])); err != nil {
				return err
			}
			return nc.Flush()
		},
	}
}
