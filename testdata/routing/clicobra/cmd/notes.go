package cmd

import (
	"os"

	"github.com/spf13/cobra"
)

var notesCmd = &cobra.Command{Use: "notes"}

var addCmd = &cobra.Command{
	Use:  "add TEXT",
	Args: cobra.ExactArgs(1),
	RunE: func(cmd *cobra.Command, args []string) error {
		db, err := open()
		if err != nil {
			return err
		}
		tag, _ := cmd.Flags().GetString("tag")
		_, err = db.Exec("INSERT INTO notes (text, tag) VALUES ($1, $2)", args[0], tag)
		return err
	},
}

func newImport() *cobra.Command {
	var file string
	c := &cobra.Command{Use: "import", RunE: func(*cobra.Command, []string) error {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		db, err := open()
		if err != nil {
			return err
		}
		_, err = db.Exec("INSERT INTO notes (text) VALUES ($1)", text)
		return err
	}}
	c.Flags().StringVarP(&file, "file", "f", "", "what to import")
	return c
}

func init() {
	addCmd.Flags().String("tag", "", "a tag")
	notesCmd.AddCommand(addCmd, newImport())
	rootCmd.AddCommand(notesCmd)
}
