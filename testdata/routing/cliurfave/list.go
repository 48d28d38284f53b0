//go:build listing

package main

import (
	"fmt"
	"os"

	cliv2 "github.com/urfave/cli/v2"
	"github.com/urfave/cli/v3"
)

func init() {
	a := &app{}
	listSecond(a.second().Commands, "")
	list(a.third().Commands, "")
	os.Exit(0)
}

func list(cs []*cli.Command, under string) {
	for _, c := range cs {
		if c.Action != nil {
			fmt.Println("CLI" + under + " " + c.Name)
		}
		list(c.Commands, under+" "+c.Name)
	}
}

func listSecond(cs []*cliv2.Command, under string) {
	for _, c := range cs {
		if c.Action != nil {
			fmt.Println("CLI" + under + " " + c.Name)
		}
		listSecond(c.Subcommands, under+" "+c.Name)
	}
}
