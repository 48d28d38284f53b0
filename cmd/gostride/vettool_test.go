package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The version must tell binaries apart: the go command caches findings by it.
func TestBuildID(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command("go", "tool", "buildid", exe).Output()
	if err != nil {
		t.Skip("no go tool buildid")
	}
	data, err := os.ReadFile(exe)
	if err != nil {
		t.Fatal(err)
	}
	if got := linkerID(data[:min(len(data), 64<<10)]); got != strings.TrimSpace(string(want)) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLinkerID(t *testing.T) {
	note := func(size uint32, id string) []byte {
		b := binary.LittleEndian.AppendUint32(nil, 4)
		b = binary.LittleEndian.AppendUint32(b, size)
		return append(append(b, "\x04\x00\x00\x00Go\x00\x00"...), id...)
	}
	for _, c := range []struct {
		name string
		head []byte
		want string
	}{
		{"note", append([]byte("\x7fELF    "), note(5, "abc/d")...), "abc/d"},
		{"mark", []byte("MZ  \xff Go build ID: \"abc/d\"\n \xff code"), "abc/d"},
		{"cut note", note(500, "abc"), ""},
		{"cut mark", []byte("\xff Go build ID: \"abc"), ""},
		{"long mark", []byte("\xff Go build ID: \"" + strings.Repeat("x", 2000) + "\"\n \xff"), ""},
		{"nothing", bytes.Repeat([]byte{0}, 4096), ""},
		{"short note", []byte("\x04\x00\x00\x00Go\x00\x00"), ""},
	} {
		if got := linkerID(c.head); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
