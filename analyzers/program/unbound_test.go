package program_test

// unbound are programs of which a form leaves a field out that the program fills by itself.
var unbound = []breaking{{
	name: "field that a form leaves out", rule: "page-size", needs: []string{"github.com/gin-gonic/gin"}, want: "",
	src: `package main

import (
	"database/sql"
	"os"

	"github.com/gin-gonic/gin"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

type query struct {
	Word string ` + "`form:\"word\"`" + `
	Size int    ` + "`form:\"-\"`" + `
}

func list(c *gin.Context) {
	var q query
	if c.ShouldBind(&q) != nil {
		return
	}
	if q.Size == 0 {
		q.Size = 20
	}
	db.Query("SELECT * FROM notes WHERE word = $1 LIMIT $2", q.Word, q.Size)
}

func main() {
	r := gin.New()
	r.GET("/notes", list)
	r.Run(":8080")
}
`,
	edits: []edit{
		{"a field of the form", []string{"`form:\"-\"`", "`form:\"size\"`"}, "open"},
		{"a field of JSON", []string{"`form:\"-\"`", "`form:\"-\" json:\"size\"`"}, "open"},
		{"a field without a tag", []string{" `form:\"-\"`", ""}, "open"},
	},
}}
