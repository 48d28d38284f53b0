package jsonmodel

import (
	"bytes"
	"errors"
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
