// Command clikong has its commands in a struct, as kong wants them.
package main

import (
	"database/sql"
	"fmt"
	"os"

	"github.com/alecthomas/kong"
	_ "github.com/lib/pq"
)

// Globals are flags of all commands.
type Globals struct {
	DSN string `name:"dsn" env:"DSN"`
}

// RmCmd removes.
type RmCmd struct {
	Force bool     `help:"no questions"`
	Paths []string `arg:"" name:"path"`
}

// Run removes.
func (r *RmCmd) Run(g *Globals) error {
	db, err := sql.Open("postgres", g.DSN)
	if err != nil {
		return err
	}
	_, err = db.Exec("DELETE FROM files WHERE path = $1", r.Paths[0])
	return err
}

// LsCmd lists.
type LsCmd struct {
	Path string `arg:"" optional:""`
}

// Run lists.
func (l *LsCmd) Run(g *Globals) error {
	db, err := sql.Open("postgres", g.DSN)
	if err != nil {
		return err
	}
	rows, err := db.Query("SELECT path FROM files WHERE path LIKE $1", l.Path)
	if err != nil {
		return err
	}
	return rows.Close()
}

var cli struct {
	Globals

	Rm    RmCmd `cmd:"" help:"Remove files."`
	Files struct {
		Ls LsCmd `cmd:""`
	} `cmd:""`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "routes" {
		list(kong.Must(&cli, kong.Name("files")).Model.Node, "")
		return
	}
	ctx := kong.Parse(&cli, kong.Name("files"))
	ctx.FatalIfErrorf(ctx.Run(&cli.Globals))
}

func list(n *kong.Node, under string) {
	for _, c := range n.Children {
		if c.Type != kong.CommandNode {
			continue
		}
		if c.Leaf() {
			fmt.Println("CLI" + under + " " + c.Name)
		}
		list(c, under+" "+c.Name)
	}
}
