package program_test

// sizes are programs that keep uploads only up to a size which they compare themselves.
var sizes = []breaking{
	{
		name: "size of a file that is uploaded", rule: "control bodylimit", needs: []string{"github.com/google/uuid"}, want: "present",
		src: `package main

import (
	"io"
	"net/http"
	"os"

	"github.com/google/uuid"
)

const most = 10 << 20

func upload(w http.ResponseWriter, r *http.Request) {
	f, h, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", 400)
		return
	}
	if h.Size > most {
		http.Error(w, "too large", 413)
		return
	}
	out, err := os.Create("/data/" + uuid.NewString())
	if err != nil {
		http.Error(w, "no", 500)
		return
	}
	io.Copy(out, f)
	out.Close()
}

func main() {
	http.HandleFunc("POST /files", upload)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"not compared", []string{"h.Size > most", "h == nil"}, "absent"},
			{"other way round", []string{"h.Size > most", "h.Size < most"}, "absent"},
			{"said and not refused", []string{"\"too large\", 413)\n\t\treturn\n", "\"too large\", 413)\n"}, "absent"},
			{"an absurd limit", []string{"10 << 20", "50 << 30"}, "absent"},
			{"length of another field", []string{"h.Size > most", "h == nil || len(r.FormValue(\"title\")) > most"}, "absent"},
			{"number of headers", []string{"h.Size > most", "len(h.Header) > most"}, "absent"},
			{"compared once it is stored", []string{"	if h.Size > most {\n\t\thttp.Error(w, \"too large\", 413)\n\t\treturn\n\t}\n", "", "	out.Close()\n", "	out.Close()\n\tif h.Size > most {\n\t\thttp.Error(w, \"too large\", 413)\n\t\treturn\n\t}\n"}, "absent"},
			{"only where the caller asks for it", []string{"h.Size > most", "most > 1 && r.FormValue(\"x\") != \"\" && h.Size > most"}, "absent"},
		},
	},
	{
		name: "upload that is put together in pieces", rule: "control bodylimit", needs: []string{"github.com/google/uuid"}, want: "present",
		src: `package main

import (
	"bufio"
	"bytes"
	"net/http"
	"os"

	"github.com/google/uuid"
)

const most = 10 << 20

func upload(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	for in := bufio.NewScanner(r.Body); in.Scan(); {
		piece := in.Bytes()
		if buf.Len()+len(piece) > most {
			return
		}
		buf.Write(piece)
	}
	os.WriteFile("/data/"+uuid.NewString(), buf.Bytes(), 0o600)
}

func main() {
	http.HandleFunc("POST /files", upload)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"not compared", []string{"		if buf.Len()+len(piece) > most {\n\t\t\treturn\n\t\t}\n", ""}, "absent"},
			{"other way round", []string{"> most", "< most"}, "absent"},
			{"left out, and the next is taken", []string{"			return\n\t\t}\n\t\tbuf.Write", "			println(\"large\")\n\t\t}\n\t\tbuf.Write"}, "absent"},
			{"compared at the end", []string{"		if buf.Len()+len(piece) > most {\n\t\t\treturn\n\t\t}\n", "", "	os.WriteFile", "	if buf.Len() > most {\n\t\treturn\n\t}\n\tos.WriteFile"}, "present"},
		},
	},
}
