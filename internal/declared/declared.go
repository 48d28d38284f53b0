// Package declared reads and writes what a team states about controls outside the Go code: one file a statement in
// .gostride/controls, each with the file that proves it (nginx.conf, a Terraform module) and that file's digest.
//
// In: the analysed root. Out: the statements, those whose proof has changed since marked so. It decides nothing: package
// stride applies them. Source that is not trusted brings none.
package declared

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/gostride/gostride/stride"
)

// Folder is where statements are kept, relative to the analysed root.
const Folder = ".gostride/controls"

// Kinds are the controls that can stand outside the code.
var Kinds = []string{"audit", "bodylimit", "cors", "csrf", "quota", "ratelimit", "security-headers", "timeout"}

// Statement is one file.
type Statement struct {
	Kind   string   `yaml:"kind"`
	Value  string   `yaml:"value,omitempty"`
	Covers []string `yaml:"covers"` // as gostride model --feature takes them
	Proof  Proof    `yaml:"proof"`
	Reason string   `yaml:"reason"`
	By     string   `yaml:"by,omitempty"`
}

// Proof is the file that shows the control, as it was when it was stated.
type Proof struct {
	File   string `yaml:"file"` // relative to the analysed root, '/'-separated
	SHA256 string `yaml:"sha256"`
}

// maxSize bounds the files read: statements are a few lines, proofs are configuration.
const maxSize = 8 << 20

// Read returns the statements of a root, by file name.
func Read(root string) ([]stride.Declared, error) {
	list, _, err := read(root)
	return list, err
}

// read also gives a digest of what a root states and of whether the proofs are as they were.
func read(root string) (list []stride.Declared, digest string, err error) {
	names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(Folder), "*.yaml"))
	if err != nil {
		return nil, "", err
	}
	slices.Sort(names)
	all := sha256.New()
	for _, name := range names {
		label := Folder + "/" + filepath.Base(name)
		data, err := readFile(name)
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w", label, err)
		}
		s, err := Parse(data)
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w", label, err)
		}
		d := stride.Declared{
			Name: label, Kind: s.Kind, Value: s.Value, Covers: s.Covers, Proof: s.Proof.File, Reason: s.Reason,
			Changed: changed(root, s.Proof),
		}
		list = append(list, d)
		fmt.Fprintf(all, "%s %x %s\n", filepath.Base(name), sha256.Sum256(data), d.Changed)
	}
	return list, hex.EncodeToString(all.Sum(nil))[:12], nil
}

// maxStatement bounds a statement, and with it what its anchors can grow to.
const maxStatement = 16 << 10

// Parse reads one statement.
func Parse(data []byte) (_ *Statement, err error) {
	defer func() {
		if recover() != nil { // the YAML library has texts that it does not survive
			err = errors.New("not a statement about a control; gostride declare writes one")
		}
	}()
	if len(data) > maxStatement || bytes.ContainsAny(data, "&*!") && anchored.Match(data) {
		return nil, errors.New("not a statement about a control: too long, or with anchors or tags; gostride declare writes one")
	}
	var s Statement
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&s); err != nil {
		line, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return nil, fmt.Errorf("not a statement about a control: %s; gostride declare writes one", line)
	}
	return &s, s.check()
}

// anchored are YAML's anchors, aliases and tags.
var anchored = regexp.MustCompile(`(?m)(^|[\s\[{,:-])[&*!][^\s]`)

var digest = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (s *Statement) check() error {
	switch {
	case !slices.Contains(Kinds, s.Kind):
		return fmt.Errorf("kind %q is none; want one of %s", s.Kind, strings.Join(Kinds, ", "))
	case len(s.Covers) == 0 || slices.Contains(s.Covers, ""):
		return errors.New("covers names no entry point; gostride features lists them")
	case !filepath.IsLocal(filepath.FromSlash(s.Proof.File)):
		return fmt.Errorf("proof %q is no file of the repository", s.Proof.File)
	case !digest.MatchString(s.Proof.SHA256):
		return fmt.Errorf("the proof's sha256 is %q; gostride declare writes it", s.Proof.SHA256)
	case strings.TrimSpace(s.Reason) == "":
		return errors.New("gives no reason")
	}
	return nil
}

// changed says why a proof no longer counts.
func changed(root string, p Proof) string {
	sum, err := sum(root, p.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return p.File + " is gone"
	case err != nil:
		return p.File + " cannot be read"
	case sum != p.SHA256:
		return p.File + " has changed since"
	}
	return ""
}

func sum(root, name string) (string, error) {
	in, err := os.OpenRoot(root) // a link must not lead out of the repository
	if err != nil {
		return "", err
	}
	defer in.Close()
	st, err := in.Stat(filepath.FromSlash(name))
	if err != nil {
		return "", err
	}
	if !st.Mode().IsRegular() || st.Size() > maxSize {
		return "", fmt.Errorf("no file of at most %d MiB", maxSize>>20)
	}
	data, err := in.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return "", err
	}
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:]), nil
}

func readFile(name string) ([]byte, error) {
	st, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !st.Mode().IsRegular() || st.Size() > maxSize {
		return nil, fmt.Errorf("no file of at most %d MiB", maxSize>>20)
	}
	return os.ReadFile(name)
}

// Write states a control: it takes the proof's digest, checks the statement and writes its file, named after kind and proof.
// An earlier statement of that name is replaced only if it says the same apart from the digest, value, reason and author. The
// file is written by write, whole or not at all.
func Write(root string, s Statement, write func(name string, data []byte) error) (string, error) {
	var err error
	if !filepath.IsLocal(filepath.FromSlash(s.Proof.File)) {
		return "", fmt.Errorf("proof %q is no file of the repository", s.Proof.File)
	}
	if s.Proof.SHA256, err = sum(root, s.Proof.File); err != nil {
		return "", fmt.Errorf("proof %s: %w", s.Proof.File, err)
	}
	slices.Sort(s.Covers)
	s.Covers = slices.Compact(s.Covers)
	if err := s.check(); err != nil {
		return "", err
	}
	name := fileName(s)
	path := filepath.Join(root, filepath.FromSlash(name))
	if old, err := readFile(path); err == nil {
		if was, err := Parse(old); err != nil || !slices.Equal(was.Covers, s.Covers) {
			return "", fmt.Errorf("%s states another thing already: edit or remove it", name)
		}
	}
	data, err := yaml.Marshal(s)
	if err != nil {
		return "", err
	}
	if _, err := Parse(data); err != nil { // a reason such as "see *here*": what is written must be readable
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	return name, write(path, data)
}

var unsafe = regexp.MustCompile(`[^a-z0-9]+`)

// fileName is made of kind, covered entry points and proof: two statements about different routes do not collide.
func fileName(s Statement) string {
	base := unsafe.ReplaceAllString(strings.ToLower(s.Kind+" "+strings.Join(s.Covers, " ")), "-")
	h := sha256.Sum256([]byte(s.Kind + "\x00" + strings.Join(s.Covers, "\x00") + "\x00" + s.Proof.File))
	base = strings.Trim(base[:min(len(base), 40)], "-")
	return Folder + "/" + cmp.Or(base, "control") + "-" + hex.EncodeToString(h[:3]) + ".yaml"
}
