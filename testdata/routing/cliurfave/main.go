// Command cliurfave has the commands of urfave/cli, second and third edition.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"

	_ "github.com/lib/pq"
	cliv2 "github.com/urfave/cli/v2"
	"github.com/urfave/cli/v3"
)

type app struct{ db *sql.DB }

// shell is the second edition's program; what its commands share is set before any of them runs.
type shell struct {
	*cliv2.App
	notes store
}

type store interface{ add(text string) error }

type table struct{ *sql.DB }

func (t table) add(text string) error {
	_, err := t.Exec("INSERT INTO notes (text) VALUES ($1)", text)
	return err
}

func (s *shell) open(c *cliv2.Context) error {
	db, err := sql.Open("postgres", c.String("dsn"))
	s.notes = table{db}
	return err
}

func (s *shell) add(c *cliv2.Context) error { return s.notes.add(c.Args().First()) }

func (a *app) open(dsn string) (err error) {
	a.db, err = sql.Open("postgres", dsn)
	return err
}

func (a *app) up(c *cliv2.Context) error {
	if err := a.open(c.String("dsn")); err != nil {
		return err
	}
	_, err := a.db.Exec("CREATE TABLE notes (text text)")
	return err
}

func (a *app) remove(ctx context.Context, c *cli.Command) error {
	if err := a.open(c.String("dsn")); err != nil {
		return err
	}
	_, err := a.db.ExecContext(ctx, "DELETE FROM notes WHERE text = $1", c.Args().First())
	return err
}

func main() {
	a := &app{}
	if os.Getenv("OLD") != "" {
		if err := a.second().Run(os.Args); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := a.third().Run(context.Background(), os.Args); err != nil {
		log.Fatal(err)
	}
}

func (a *app) second() *shell {
	old := &shell{App: cliv2.NewApp()}
	old.Name = "notes"
	old.Flags = []cliv2.Flag{&cliv2.StringFlag{Name: "dsn"}}
	old.Before = old.open
	old.Commands = []*cliv2.Command{{Name: "add", Action: old.add}, {Name: "migrate", Subcommands: []*cliv2.Command{{Name: "up", Action: a.up}}}}
	return old
}

func (a *app) third() *cli.Command {
	return &cli.Command{
		Name:     "notes",
		Flags:    []cli.Flag{&cli.StringFlag{Name: "dsn", Sources: cli.EnvVars("DSN")}},
		Commands: []*cli.Command{{Name: "remove", Action: a.remove}},
	}
}
