package decompression

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func read(role, symbol, arg string, v *dfd.Value, guards ...func(p *ct.P) *dfd.Guard) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /import")
		past := []any{}
		for _, g := range guards {
			past = append(past, g(p))
		}
		p.Use(role, symbol, ct.Arg(arg, v), ct.By(e, past...))
	}
}

func below(field string, marks ...string) func(p *ct.P) *dfd.Guard {
	return func(p *ct.P) *dfd.Guard {
		return p.Guard("bounded", ct.Valued(field), ct.Checks("value", ct.Input("file:zip", marks...)))
	}
}

func TestReads(t *testing.T) {
	body, zip := ct.Input("body:", "inflated"), ct.Input("file:zip", "inflated")
	open := []string{"decompression open Medium×Medium MEDIUM POST /import"}
	ct.Run(t, Check, []ct.Case{
		{Name: "gzip read to its end", Build: read("read-all", "io.ReadAll", "value", body), Want: open, Says: []string{"request body", "io.LimitReader"}},
		{Name: "decoded", Build: read("decode", "encoding/json.Decoder.Decode", "from", body), Want: open},
		{Name: "entry of a zip copied", Build: read("decode", "io.Copy", "from", zip), Want: open, Says: []string{`uploaded file "zip"`}},
		{Name: "limit on what goes in", Build: read("read-all", "io.ReadAll", "value", body, func(p *ct.P) *dfd.Guard { return p.Guard("bodylimit", ct.Valued("1 MiB")) }), Want: open},
		{Name: "length of the upload compared", Build: read("decode", "io.Copy", "from", zip, below("", "size")), Want: open},
		{Name: "message of a queue's size is not known", Build: read("read-all", "io.ReadAll", "value", ct.Input("message:", "inflated")), Want: open},

		{Name: "unpacked by middleware", Build: func(p *ct.P) {
			read("decode", "encoding/json.Decoder.Decode", "from", body)(p)
			p.Use("sanitize", "compress/gzip.NewReader", ct.Attr("mark", "inflated"), ct.By(p.EntryPoints[0]))
		}, Want: open},
		{Name: "unpacked by the middleware of other routes", Build: func(p *ct.P) {
			read("decode", "encoding/json.Decoder.Decode", "from", body)(p)
			p.Use("sanitize", "compress/gzip.NewReader", ct.Attr("mark", "inflated"), ct.By(p.Route("POST /other")))
		}},
		{Name: "what was read before is taken apart", Build: read("decode", "encoding/json.Unmarshal", "from", body)},
		{Name: "limited afterwards", Build: read("read-all", "io.ReadAll", "value", ct.Input("body:", "inflated", "limited"))},
		{Name: "as many bytes as said", Build: read("decode", "io.CopyN", "from", body)},
		{Name: "size of the entry compared", Build: read("decode", "io.Copy", "from", zip, below("archive/zip.FileHeader.UncompressedSize64", "size"))},
		{Name: "size of the entry, summed", Build: read("decode", "io.Copy", "from", zip, below("", "inflated", "size"))},
		{Name: "not packed", Build: read("read-all", "io.ReadAll", "value", ct.Input("body:"))},
		{Name: "answer of another service", Build: read("read-all", "io.ReadAll", "value", ct.Origin("external", "api", "inflated"))},
		{Name: "file of the server's", Build: read("read-all", "io.ReadAll", "value", ct.Origin("store", "filesystem", "inflated"))},
	})
}
