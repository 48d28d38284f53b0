package summary

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Carrier is the package fact: the blobs of a package and of all own packages it imports, directly or not.
//
// It is cumulative because drivers that keep facts in files hand on only what a package exports itself, not what it
// imported. Blobs are handed on as they are; only who links decodes them.
type Carrier struct {
	Entries []Entry // sorted by Path, one for each
}

// Entry is one package's blob.
type Entry struct {
	Path   string
	Digest string // of Blob, in hex
	Blob   []byte // as Encode made it
}

// NewEntry makes the entry of a package.
func NewEntry(p *Package) Entry {
	blob := Encode(p)
	sum := sha256.Sum256(blob)
	return Entry{Path: p.Path, Digest: hex.EncodeToString(sum[:12]), Blob: blob}
}

// AFact makes *Carrier a fact of go/analysis.
func (*Carrier) AFact() {}

// String names the packages; it is what analysistest compares.
func (c *Carrier) String() string {
	var paths []string
	for _, e := range c.Entries {
		paths = append(paths, e.Path)
	}
	return "carrier(" + strings.Join(paths, " ") + ")"
}

// Lookup returns the entry of a package.
func (c *Carrier) Lookup(path string) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(c.Entries, path, func(e Entry, p string) int { return strings.Compare(e.Path, p) })
	if !ok {
		return Entry{}, false
	}
	return c.Entries[i], true
}

// Union joins carriers by path. The same path with two digests means that two versions of a package were analysed
// together; that is an error.
func Union(cs ...*Carrier) (*Carrier, error) {
	n := 0
	for _, c := range cs {
		n += len(c.Entries)
	}
	all := make([]Entry, 0, n)
	for _, c := range cs {
		all = append(all, c.Entries...)
	}
	slices.SortStableFunc(all, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	out := &Carrier{}
	for _, e := range all {
		if k := len(out.Entries); k > 0 && out.Entries[k-1].Path == e.Path {
			if d := out.Entries[k-1].Digest; d != e.Digest {
				return nil, fmt.Errorf("package %s was summarised twice with different results: %s and %s", e.Path, d, e.Digest)
			}
			continue
		}
		out.Entries = append(out.Entries, e)
	}
	out.Entries = slices.Clip(out.Entries)
	return out, nil
}

// GobEncode writes the entries one after the other. There is nothing to compress: blobs are.
func (c *Carrier) GobEncode() ([]byte, error) {
	n := binary.MaxVarintLen64
	for _, e := range c.Entries {
		n += len(e.Path) + len(e.Digest) + len(e.Blob) + 3*binary.MaxVarintLen32
	}
	out := binary.AppendUvarint(make([]byte, 0, n), uint64(len(c.Entries)))
	for _, e := range c.Entries {
		out = append(binary.AppendUvarint(out, uint64(len(e.Path))), e.Path...)
		out = append(binary.AppendUvarint(out, uint64(len(e.Digest))), e.Digest...)
		out = append(binary.AppendUvarint(out, uint64(len(e.Blob))), e.Blob...)
	}
	return out, nil
}

// GobDecode reads what GobEncode wrote.
func (c *Carrier) GobDecode(data []byte) error {
	d := &decoder{buf: slices.Clone(data)} // gob reuses data; the blobs stay
	n := d.len()
	c.Entries = make([]Entry, 0, min(n, 1<<12))
	for range n {
		e := Entry{Path: string(d.bytes()), Digest: string(d.bytes()), Blob: d.bytes()}
		if d.err != nil {
			return fmt.Errorf("reading a package fact: %w", d.err)
		}
		c.Entries = append(c.Entries, e)
	}
	if d.err != nil || len(d.buf) != 0 {
		return fmt.Errorf("reading a package fact: %w", errCorrupt)
	}
	return nil
}

// bytes reads a length and as many bytes, without copying them.
func (d *decoder) bytes() []byte {
	n := d.len()
	b := d.buf[:n:n]
	d.buf = d.buf[n:]
	return b
}
