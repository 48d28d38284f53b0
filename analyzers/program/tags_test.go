package program_test

import "strings"

// plainTag registers a tag whose function holds a text to a pattern.
const plainTag = `var pattern = regexp.MustCompile("^[a-z]+$")

func plain(fl validator.FieldLevel) bool {
	value := fl.Field().String()
	return pattern.MatchString(value)
}

func init() { check.RegisterValidation("plain", plain) }

func main() {`

// tagged are programs that hold what is sent to the tags of the fields it is bound into.
var tagged = []breaking{
	{
		name: "name held by a tag of gin", rule: "user-filename", needs: []string{"github.com/gin-gonic/gin"}, want: "mitigated",
		src: `package main

import (
	"os"

	"github.com/gin-gonic/gin"
)

type inner struct {
	Other string ` + "`json:\"other\" binding:\"required\"`" + `
}

type form struct {
	Name string ` + "`json:\"name\" binding:\"required,max=20,alphanum\"`" + `
	In   inner  ` + "`json:\"in\"`" + `
}

func main() {
	e := gin.New()
	e.POST("/files", func(c *gin.Context) {
		var f form
		if err := c.ShouldBindJSON(&f); err != nil {
			c.AbortWithStatus(400)
			return
		}
		os.WriteFile("data/"+f.Name, []byte("x"), 0o600)
	})
	e.Run(":8080")
}
`,
		edits: []edit{
			{"no tag", []string{`binding:"required,max=20,alphanum"`, ``}, "open"},
			{"a size alone", []string{`max=20,alphanum`, `max=20`}, "open"},
			{"either of two", []string{`alphanum`, `alphanum|url`}, "open"},
			{"a tag of the program's own", []string{`alphanum`, `filename`}, "to-confirm"},
			{"a tag that gin does not look at", []string{`binding:"required,max=20,alphanum`, `validate:"alphanum`}, "open"},
			{"another field's", []string{`"data/"+f.Name`, `"data/"+f.In.Other`}, "open"},
			{"two fields of a name", []string{`json:"other" binding:"required"`, `json:"name" binding:"required"`}, "to-confirm"},
		},
	},
	{
		name: "name held by a validator", rule: "user-filename", needs: []string{"github.com/go-playground/validator/v10"}, want: "mitigated",
		src: `package main

import (
	"encoding/json"
	"net/http"
	"os"
	"regexp"

	"github.com/go-playground/validator/v10"
)

var _ = regexp.MustCompile

type part struct {
	Name string ` + "`json:\"name\" validate:\"oneof=a b\"`" + `
}

type form struct {
	Part part ` + "`json:\"part\"`" + `
}

var check = validator.New()

func store(w http.ResponseWriter, r *http.Request) {
	var f form
	json.NewDecoder(r.Body).Decode(&f)
	if err := check.Struct(f); err != nil {
		http.Error(w, "bad", 400)
		return
	}
	os.WriteFile("data/"+f.Part.Name, []byte("x"), 0o600)
}

func main() {
	http.HandleFunc("POST /files", store)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"a tag of the program's own", []string{`oneof=a b`, `plain`, "func main() {", plainTag}, "mitigated"},
			{"a tag of the program's own that lets all through", []string{`oneof=a b`, `plain`, "func main() {", strings.ReplaceAll(plainTag, "^[a-z]+$", "^.+$")}, "to-confirm"},
			{"a tag of the program's own that says yes", []string{`oneof=a b`, `plain`, "func main() {", strings.ReplaceAll(plainTag, "return pattern", "return true || pattern")}, "to-confirm"},
			{"another tag of the program's own", []string{`oneof=a b`, `other`, "func main() {", plainTag}, "to-confirm"},
			{"nobody validates", []string{"err := check.Struct(f); err", "err := error(nil); err"}, "open"},
			{"its error is shown by its address", []string{"\t\thttp.Error(w, \"bad\", 400)\n", "\t\tshow(w, &err)\n", "func main() {", "func show(w http.ResponseWriter, err *error) {\n\thttp.Error(w, (*err).Error(), 400)\n}\n\nfunc main() {"}, "mitigated"},
			{"its error is made nothing by its address", []string{"if err := check.Struct(f); err != nil", "err := check.Struct(f)\n\tforget(&err)\n\tif err != nil", "func main() {", "func forget(err *error) { *err = nil }\n\nfunc main() {"}, "open"},
			{"its error is left alone", []string{"\t\thttp.Error(w, \"bad\", 400)\n\t\treturn\n", ""}, "open"},
			{"what is checked was made of it", []string{"check.Struct(f)", "check.Struct(&part{Name: f.Part.Name})", `json:"part"`, `json:"part" validate:"structonly"`}, "mitigated"},
			{"what is checked was made of something else", []string{"check.Struct(f)", "check.Struct(&part{Name: r.Header.Get(\"name\")})", `json:"part"`, `json:"part" validate:"structonly"`}, "open"},
			{"parts are left out", []string{`json:"part"`, `json:"part" validate:"structonly"`}, "open"},
			{"a list without dive", []string{"Part part", "Part []part", "f.Part.Name", "f.Part[0].Name"}, "open"},
			{"a list with dive", []string{"Part part", "Part []part", "f.Part.Name", "f.Part[0].Name", `json:"part"`, `json:"part" validate:"dive"`}, "mitigated"},
		},
	},
}
