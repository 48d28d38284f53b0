package summary

import (
	"reflect"
	"strings"
	"testing"
)

// samples are packages that use every part of the format.
func samples() []*Package {
	full := &Package{
		Path: "example.com/p", Name: "p", Module: "example.com", Dir: "p", Main: true, Files: []string{"a.go", "b.go"}, Made: []int32{1},
		Imports:  []Import{{Path: "net/http", Line: 3}, {Path: "example.com/q", Blank: true, Own: true, File: 1, Line: 4}},
		Types:    []Type{{Name: "string", Kind: KindString, File: -1}, {Name: "example.com/p.T", Kind: KindStruct, Named: true, Own: true, File: 1, Line: 7, Methods: []Method{{Name: "M", Sym: "example.com/p.T.M", Embed: []string{"example.com/p.T.E"}}}, Fields: []Field{{Name: "E", Type: "string", Tag: `json:"e"`, Embedded: true}}}},
		Consts:   []Const{{Kind: KindString, Text: "SELECT 1\x00\xff", Type: -1}, {Kind: KindNumber, Text: "-5", Type: 0}},
		Syms:     []string{"example.com/p.F", "os.Exit", "+"},
		Skipped:  []Skipped{{What: "example.com/p.G", Reason: "type error"}},
		TypeArgs: [][]int32{{0, 1}, {1}},
		Embeds:   []string{"example.com/p.files"},
		Texts:    []Text{{Var: "example.com/p.files", Name: "sql/a.sql", Text: "SELECT 1"}},
		Secrets:  []Secret{{Sym: "net/smtp.PlainAuth", Name: "password", Arg: 2}},
		Inherits: []Inherit{{Sym: "example.com/q.All.Get", Decl: "example.com/q.Getter.Get"}},
	}
	many := make([]Ref, 40)
	for i := range many {
		many[i] = MakeRef(RefKind(i%7), 0)
	}
	full.Funcs = []Func{
		{Sym: "example.com/p.init", File: -1, Blocks: []Block{{Instrs: []Instr{
			{Op: OpReturn, Dst: -1, Sym: -1, Type: -1, Line: 1<<LineBits | 9},
		}}}},
		{
			Sym: "example.com/p.F", Parent: "", File: 0, Line: 10, EndLine: 20, Recv: true, Export: true, Generic: true,
			Params: []Param{{"a", 0}}, Free: []Param{{"b", 1}}, Results: []int32{0}, TypeParams: []int32{1}, Regs: 3,
			Blocks: []Block{
				{Instrs: []Instr{
					{Op: OpCall, Dst: 0, Sym: 1, Type: 0, N: CallDefer | 2<<CallTypeArgs, Line: 12, Args: many},
					{Op: OpPhi, Dst: 2, Sym: -1, Type: 1, Line: 11, Args: []Ref{MakeRef(RefReg, 0), MakeRef(RefReg, 2)}},
					{Op: OpBin, Dst: 1, Sym: 2, Type: -1, Args: []Ref{MakeRef(RefConst, 1), MakeRef(RefReg, 2)}},
					{Op: OpJump, Dst: -1, Sym: -1, Type: -1},
				}, Succs: []int32{1}},
				{Instrs: []Instr{{Op: OpPanic, Dst: -1, Sym: -1, Type: -1, Line: 13, Args: []Ref{MakeRef(RefNil, 0)}}}, Preds: []int32{0}},
			},
		},
	}
	return []*Package{{}, full}
}

func TestRoundTrip(t *testing.T) {
	for _, p := range samples() {
		q, err := Decode(Encode(p))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(p, q) {
			t.Errorf("got\n%s\nwant\n%s", Dump(q), Dump(p))
		}
	}
}

// rawBody is what a blob compresses.
func rawBody(p *Package) []byte {
	body, err := inflate(Encode(p))
	if err != nil {
		panic(err)
	}
	return body
}

// TestDamaged cuts a body at every place, and changes every byte: there may be an error, there must be no panic, and
// nothing is allocated that is not there.
func TestDamaged(t *testing.T) {
	body := rawBody(samples()[1])
	for i := range body {
		if _, err := Decode(deflate(body[:i])); err == nil {
			t.Errorf("a body cut to %d bytes decodes", i)
		}
		for _, x := range []byte{1, 0x80, 0xff} {
			bad := append([]byte(nil), body...)
			bad[i] ^= x
			if p, err := Decode(deflate(bad)); err == nil {
				Dump(p)
			}
		}
	}
	blob := Encode(samples()[1])
	for i := range blob {
		if _, err := Decode(blob[:i]); err == nil {
			t.Errorf("a blob cut to %d bytes decodes", i)
		}
	}
	if _, err := Decode(append(blob, 0)); err != nil && !strings.Contains(err.Error(), "corrupt") {
		t.Error(err)
	}
}

func TestVersion(t *testing.T) {
	blob := Encode(&Package{})
	blob[0]++
	if _, err := Decode(blob); err == nil || !strings.Contains(err.Error(), "version") {
		t.Errorf("a blob of another version: %v", err)
	}
}

func TestHugeLength(t *testing.T) {
	allocs := testing.AllocsPerRun(1, func() {
		if _, err := Decode([]byte{Version, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 3, 0}); err == nil {
			t.Error("a blob that claims a length it cannot have decodes")
		}
	})
	if allocs > 20 {
		t.Errorf("%v allocations", allocs)
	}
}
