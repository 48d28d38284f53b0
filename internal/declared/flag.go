package declared

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gostride/gostride/stride"
)

// Flag returns the statements of the folder that an analyzer's flag names, FOLDER@DIGEST, as models are named. The digest is part of
// the flag so that what caches findings by flags, as go vet does, notices a statement or a proof that has changed. A relative folder
// is one of dir.
func Flag(value, dir string) ([]stride.Declared, error) {
	at := strings.LastIndexByte(value, '@')
	name, digest := value, ""
	if at >= 0 {
		name, digest = value[:at], value[at+1:]
	}
	path := filepath.FromSlash(name)
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	root, ok := strings.CutSuffix(filepath.ToSlash(filepath.Clean(path)), "/"+Folder)
	if !ok {
		return nil, fmt.Errorf("controls %s: the flag names a folder %s; gostride declare --vet-flag prints it", name, Folder)
	}
	root = filepath.FromSlash(root)
	list, want, err := read(root)
	if err != nil {
		return nil, err
	}
	if digest != want {
		return nil, fmt.Errorf("controls %s: the flag must be %s@%s, with what is stated and proven now, or cached findings would miss a change (gostride declare --vet-flag prints it)", name, name, want)
	}
	return list, nil
}

// Digest identifies what a root states and whether the proofs are as they were, short enough for a flag.
func Digest(root string) (string, error) {
	_, digest, err := read(root)
	return digest, err
}

// Around returns the root whose statements count for what lies in a folder: the nearest one above it that has any, up to the top
// of its git work tree; "" for none.
func Around(dir string) string {
	for at := dir; at != ""; at = filepath.Dir(at) {
		if st, err := os.Stat(filepath.Join(at, filepath.FromSlash(Folder))); err == nil && st.IsDir() {
			return at
		}
		_, err := os.Stat(filepath.Join(at, ".git"))
		if err == nil || at == filepath.Dir(at) {
			break
		}
	}
	return ""
}
