package jsonmodel

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
	"github.com/gostride/gostride/dfd/dfdtest/golden"
)

func write(t testing.TB, m *dfd.Model) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWrite(t *testing.T) {
	golden.Check(t, "upload.json", write(t, dfdtest.Upload().Model))
	golden.Check(t, "filled.json", write(t, dfdtest.Filled()))
	golden.Check(t, "empty.json", write(t, &dfd.Model{}))
}

func TestWriteLeavesTheModelAlone(t *testing.T) {
	m := &dfd.Model{Flows: []*dfd.Flow{{ID: "f"}, nil}}
	write(t, m)
	if m.Schema != "" || m.Elements != nil || m.Flows[0].Data != nil || len(m.Flows) != 2 {
		t.Error("the model was changed")
	}
}

func TestReadGivesWhatWasWritten(t *testing.T) {
	for _, m := range []*dfd.Model{dfdtest.Filled(), dfdtest.Service().Model, dfdtest.Named(func(s string) string { return "\u202e\x1b\U000e0001\"" + s }).Model, {}} {
		first := write(t, m)
		back, err := Read(bytes.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(first), string(write(t, back))); diff != "" {
			t.Error(diff)
		}
	}
	m := dfdtest.Filled()
	back, err := Read(bytes.NewReader(write(t, m)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, back); diff != "" {
		t.Error(diff)
	}
}

// TestWriteIsJSON compares with what encoding/json makes of a model, but for ways: texts that need escapes included.
func TestWriteIsJSON(t *testing.T) {
	named := dfdtest.Named(func(s string) string { return s + "<&>\"\\\n\u2028é\xff" + strings.Repeat("long ", 30) }).Model
	for _, m := range []*dfd.Model{dfdtest.Filled(), dfdtest.Upload().Model, named} {
		for _, f := range m.Flows {
			f.Via = nil
		}
		whole, _ := normalise(m)
		plain, err := json.Marshal(whole)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := json.Compact(&got, write(t, m)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(printable(plain)), got.String()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestWaysShareWhatTheyBeginWith(t *testing.T) {
	at := func(lines ...int) (out []dfd.Place) {
		for _, l := range lines {
			out = append(out, dfd.Place{File: "a.go", Line: l})
		}
		return out
	}
	f := &dfd.Flow{ID: "f", EntryPoints: []string{"x", "y"}, Trace: at(1, 2, 3), Via: []dfd.Via{
		{EntryPoint: "x", Trace: at(1, 2, 3)},
		{EntryPoint: "y", Trace: at(1, 9, 3)},
		{EntryPoint: "x", Trace: at(1, 2, 4, 5)},
		{EntryPoint: "y", Trace: at(1, 9, 4)},
		{EntryPoint: "y", Trace: at(7)},
	}}
	out := write(t, &dfd.Model{Flows: []*dfd.Flow{f}})
	var file struct {
		Flows []struct {
			Via []struct {
				Shared int
				Trace  []dfd.Place
			}
		}
	}
	if err := json.Unmarshal(out, &file); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range file.Flows[0].Via {
		got = append(got, fmt.Sprint(v.Shared, "+", len(v.Trace)))
	}
	if want := []string{"3+0", "1+2", "2+2", "2+1", "0+1"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	back, err := Read(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f.Via, back.Flows[0].Via); diff != "" {
		t.Error(diff)
	}
	for _, shared := range []string{"4", "-1"} {
		if _, err := Read(bytes.NewReader(bytes.Replace(out, []byte(`"shared": 3`), []byte(`"shared": `+shared), 1))); err == nil {
			t.Errorf("a way that shares %s of three places is read", shared)
		}
	}
}

func TestRead(t *testing.T) {
	m, err := Read(strings.NewReader(`{"schema": "gostride/model/v1", "new": {"a": 1}, "flows": null, "elements": [{"id": "e", "newer": []}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if m.Flows == nil || len(m.Elements) != 1 || m.Elements[0].Evidence == nil {
		t.Errorf("%+v", m)
	}
}

func TestReadRefuses(t *testing.T) {
	tests := map[string]string{
		``:                                   "unexpected end",
		`[]`:                                 "cannot unmarshal",
		`{}`:                                 "not a model file",
		`{"schema": "gostride/model/v2"}`:    `this build reads "gostride/model/v1"`,
		`{"schema": "gostride/model/v1"} {}`: "after top-level value",
		`{"schema": "gostride/model/v1", "flows": [null]}`:   "null",
		`{"schema": "gostride/model/v1", "flows": {}}`:       "flows",
		`{"schema": "gostride/model/v1", "elements": [1]}`:   "elements",
		`{"schema": "x` + strings.Repeat("y", 1000) + `"}`:   `yyy"; this build reads`,
		`{"schema":` + strings.Repeat(`{"schema":`, 100_000): "depth",
	}
	for in, want := range tests {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.60s: %v, want %s", in, err, want)
		}
	}
	if _, err := read(strings.NewReader(`{"schema": "gostride/model/v1"}`), 30); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	if _, err := read(strings.NewReader(`{"schema": "gostride/model/v1"}`), 31); err != nil {
		t.Error(err)
	}
}

func TestWriteHidesNothingFromTheReader(t *testing.T) {
	for _, s := range dfdtest.HostileTexts {
		out := string(write(t, dfdtest.Named(func(string) string { return s }).Model))
		if strings.ContainsFunc(out, func(r rune) bool { return r != '\n' && hidden(r) || r < ' ' && r != '\n' }) {
			t.Errorf("%q is written as it is", s)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(write(f, dfdtest.Filled()))
	f.Add([]byte(`{"schema": "gostride/model/v1", "flows": [{"from": null}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		first := write(t, m)
		if again, err := Read(bytes.NewReader(first)); err != nil || !bytes.Equal(first, write(t, again)) {
			t.Errorf("%s is not read as it was written: %v", first, err)
		}
		for level := range 3 {
			dfd.View(m, level)
		}
	})
}
