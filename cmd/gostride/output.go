package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
)

// output is where data goes: -o - (or nothing) is standard output.
func output(c *cobra.Command, name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if name == "" || name == "-" {
		_, err := c.OutOrStdout().Write(b.Bytes())
		return err
	}
	if err := replaceable(name, b.Bytes()); err != nil {
		return err
	}
	return writeFile(name, b.Bytes())
}

// formats are how the files begin that a later run may replace.
var formats = [][]byte{[]byte("{\n  \"schema\": \"gostride/"), []byte("flowchart "), []byte("digraph ")}

// replaceable refuses to write over a file that is not an earlier output: one of another format, or Go source.
func replaceable(name string, data []byte) error {
	old, err := os.ReadFile(name)
	if err != nil || len(bytes.TrimSpace(old)) == 0 { // none, or one that writing it will complain about
		return nil
	}
	foreign := slices.Contains([]string{".go", ".mod", ".sum", ".work"}, filepath.Ext(name))
	for _, begin := range formats {
		foreign = foreign || bytes.HasPrefix(data, begin) && !bytes.HasPrefix(old, begin)
	}
	if foreign {
		return fmt.Errorf("cannot write %s: the file was not written by gostride (name another one, or remove it)", name)
	}
	return nil
}

// writeFile replaces a file as a whole or not at all. Devices and pipes are written to.
func writeFile(name string, data []byte) error {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	mode := fs.FileMode(0o644)
	switch st, err := os.Stat(name); {
	case err == nil && st.IsDir():
		return fmt.Errorf("cannot write %s: it is a folder", name)
	case err == nil && !st.Mode().IsRegular():
		return os.WriteFile(name, data, 0)
	case err == nil:
		mode = st.Mode().Perm()
		if mode&0o200 == 0 {
			return fmt.Errorf("cannot write %s: it is write-protected", name)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return cannotWrite(name, err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".gostride-*")
	if err != nil {
		return cannotWrite(name, err)
	}
	defer os.Remove(tmp.Name()) // no-op once renamed
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Chmod(mode), tmp.Close()); err != nil {
		return cannotWrite(name, err)
	}
	if err := os.Rename(tmp.Name(), name); err != nil {
		return cannotWrite(name, err)
	}
	return nil
}

// cannotWrite says which file could not be written and why, without the name of the temporary one.
func cannotWrite(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fmt.Errorf("cannot write %s: %w", name, err)
}
