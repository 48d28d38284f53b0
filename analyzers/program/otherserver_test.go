package program_test

// otherServers are programs that send what they were sent to another server, by a library without a model.
var otherServers = []breaking{{
	name: "what another server answers", rule: "path-read", needs: []string{"example.com/parcel"}, want: "",
	src: `package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"example.com/parcel"
)

func file(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	req, err := http.NewRequest("POST", "https://names.example.com/", strings.NewReader(name))
	if err != nil {
		return
	}
	resp, err := parcel.Send(req)
	if err != nil {
		return
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, 100))
	if err != nil {
		return
	}
	text, err := os.ReadFile("/srv/" + string(b))
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	w.Write(text)
}

func main() {
	http.HandleFunc("POST /file", file)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
	edits: []edit{
		{"the name itself", []string{"string(b)", "name + string(b)"}, "open"},
		{"what is sent there", []string{"resp, err := parcel.Send(req)", "_, err = parcel.Send(req)", "io.LimitReader(resp.Body, 100)", "io.LimitReader(req.Body, 100)"}, "open"},
	},
}}
