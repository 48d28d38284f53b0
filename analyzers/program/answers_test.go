package program_test

// answers are programs that put HTML together and send it, in the ways that there are to do so.
var answers = []breaking{
	{
		name: "html of a buffer", rule: "reflected-xss", needs: []string{"github.com/gin-gonic/gin"}, want: "open",
		src: `package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"strings"
	"text/template"

	"github.com/gin-gonic/gin"
)

var page = template.Must(template.New("x").Parse("<p>{{.}}</p>"))

var _ = strings.ToUpper
var _ = io.Copy
var _ gin.HandlerFunc

func show(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query().Get("q")
	var buf bytes.Buffer
	page.Execute(&buf, q)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	buf.WriteTo(w)
}

func main() {
	http.HandleFunc("GET /", show)
	f, _ := os.Create("log.html")
	defer f.Close()
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"copied", []string{"buf.WriteTo(w)", "io.Copy(w, &buf)"}, "open"},
			{"its bytes", []string{"buf.WriteTo(w)", "w.Write(buf.Bytes())"}, "open"},
			{"a text", []string{"buf.WriteTo(w)", "io.WriteString(w, buf.String())"}, "open"},
			{"a reader", []string{"buf.WriteTo(w)", "strings.NewReader(buf.String()).WriteTo(w)"}, "open"},
			{"into a file", []string{"buf.WriteTo(w)", "f, _ := os.Create(\"x\")\n\tio.Copy(f, &buf)"}, ""},
			{"into another buffer", []string{"buf.WriteTo(w)", "var b bytes.Buffer\n\tio.Copy(&b, &buf)"}, ""},
			{"said to be text", []string{`"text/html; charset=utf-8"`, `"text/plain"`}, ""},
			{"escaped", []string{"page.Execute(&buf, q)", "page.Execute(&buf, template.HTMLEscapeString(q))"}, ""},
			{"html/template", []string{`"text/template"`, `"html/template"`}, ""},
			{"nothing of the caller", []string{"page.Execute(&buf, q)", `page.Execute(&buf, len(q))`}, ""},
		},
	},
	{
		name: "text written by gin", rule: "reflected-xss", needs: []string{"github.com/gin-gonic/gin"}, want: "open",
		src: `package main

import (
	"fmt"

	"github.com/gin-gonic/gin"
)

func main() {
	e := gin.New()
	e.GET("/list/:name", func(c *gin.Context) {
		x := fmt.Sprintf("<?xml version=\"1.0\"?><string>%s</string>", c.Param("name"))
		c.Header("Content-Type", "application/xml")
		c.Writer.WriteString(x)
	})
	e.Run(":8080")
}
`,
		edits: []edit{
			{"said to be JSON", []string{`"application/xml"`, `"application/json"`}, ""},
			{"a constant", []string{`c.Param("name")`, `"x"`}, ""},
		},
	},
}
