// Command cliflag reads flags and dispatches on its first argument.
package main

import (
	"database/sql"
	"flag"
	"log"
	"os"

	_ "github.com/lib/pq"
)

func main() {
	dsn := flag.String("dsn", os.Getenv("DSN"), "database")
	flag.Parse()
	db, err := sql.Open("postgres", *dsn)
	if err != nil {
		log.Fatal(err)
	}
	switch flag.Arg(0) {
	case "add":
		add(db, flag.Args()[1:])
	case "clear":
		_, err = db.Exec("DELETE FROM notes")
	}
	if err != nil {
		log.Fatal(err)
	}
}

func add(db *sql.DB, args []string) {
	fs := flag.NewFlagSet("add", flag.ExitOnError)
	tag := fs.String("tag", "", "a tag")
	_ = fs.Parse(args)
	if _, err := db.Exec("INSERT INTO notes (tag, text) VALUES ($1, $2)", *tag, fs.Arg(0)); err != nil {
		log.Fatal(err)
	}
}
