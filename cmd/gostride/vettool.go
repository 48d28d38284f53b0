package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/gostride/gostride/analyzers/suite"
)

// vetMain answers the go command's vet tool protocol and reports whether it was spoken to. The go command asks for the
// version once per package of a build, so this comes before anything else is set up.
func vetMain(args []string) bool {
	switch last := args[len(args)-1]; {
	case len(args) == 2 && last == "-V=full":
		fmt.Printf("%s version devel comments-go-here buildID=%s\n", filepath.Base(args[0]), buildID())
	case len(args) == 2 && last == "-flags", strings.HasSuffix(last, ".cfg") && len(args) > 1:
		unitchecker.Main(failing(suite.Analyzers())...) // exits
	default:
		return false
	}
	return true
}

// failing has the process end with status 1 where an analyzer cannot do its work: its models are not those of the flag. Said in JSON, as
// unitchecker says it, the go command prints such an error once and takes the package for checked from then on (Go 1.26).
func failing(list []*analysis.Analyzer) []*analysis.Analyzer {
	for _, a := range list {
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			result, err := run(pass)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			return result, nil
		}
	}
	return list
}

// buildID identifies this binary: the linker's build id, which stands near the start of the file, else a digest of all
// of it, which takes longer.
func buildID() string {
	name, err := os.Executable()
	if err != nil {
		return "unknown"
	}
	f, err := os.Open(name)
	if err != nil {
		return "unknown"
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, _ := io.ReadFull(f, head)
	if id := linkerID(head[:n]); id != "" {
		return fmt.Sprintf("%x", sha256.Sum256([]byte(id)))
	}
	h := sha256.New()
	h.Write(head[:n])
	if _, err := io.Copy(h, f); err != nil {
		return "unknown"
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// linkerID returns the build id that the linker writes near the start: in a note of an ELF file, else between marks at the
// start of the program text.
func linkerID(head []byte) string {
	const note = "\x04\x00\x00\x00Go\x00\x00" // tag and owner; before them the sizes of owner and id
	if i := bytes.Index(head, []byte(note)); i >= 8 {
		size, start := int(binary.LittleEndian.Uint32(head[i-4:])), i+len(note)
		if size > 0 && size < 1024 && start+size <= len(head) {
			return string(head[start : start+size])
		}
	}
	_, rest, _ := bytes.Cut(head, []byte("\xff Go build ID: \""))
	id, _, ok := bytes.Cut(rest, []byte("\"\n \xff"))
	if !ok || len(id) > 1024 {
		return ""
	}
	return string(id)
}
