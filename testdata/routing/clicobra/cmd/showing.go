//go:build listing

package cmd

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

// Comes last of the package's files: the commands are there when it runs.
func init() {
	list(rootCmd, "")
	os.Exit(0)
}

func list(c *cobra.Command, under string) {
	for _, sub := range c.Commands() {
		if sub.Runnable() {
			fmt.Println("CLI" + under + " " + sub.Name())
		}
		list(sub, under+" "+sub.Name())
	}
}
