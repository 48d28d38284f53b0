package report

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// EditedError says that a generated block was changed by hand. It is never overwritten.
type EditedError struct {
	Block string
	Diff  string // lines that would come (-) and that stand there now (+)
}

func (e *EditedError) Error() string {
	return fmt.Sprintf("the block %q was edited by hand; move the words outside of its markers, then run again:\n%s", e.Block, e.Diff)
}

// ForeignError says that a file holds none of our markers: it is somebody else's.
type ForeignError struct{}

func (*ForeignError) Error() string {
	return "the file was not written by gostride: it holds none of its markers"
}

// DamagedError says that the markers of a file do not fit together, so that nobody can tell what is generated.
type DamagedError struct {
	Line   int
	Reason string
}

func (e *DamagedError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// Merge puts the blocks of a freshly written document into the file that is there. Text outside the blocks survives byte
// for byte and in place; blocks that the file does not have come where the new document has them; blocks that are no longer
// written go. An empty file takes the whole document. Errors: *EditedError (one per edited block, joined), *ForeignError,
// *DamagedError; nothing is returned with them.
func Merge(old, fresh []byte) ([]byte, error) {
	if len(old) == 0 {
		return bytes.Clone(fresh), nil
	}
	have, err := parse(old)
	if err != nil {
		return nil, err
	}
	want, err := parse(fresh)
	if err != nil {
		return nil, fmt.Errorf("new document: %w", err)
	}
	if err := untouched(have, want); err != nil {
		return nil, err
	}
	end := lineEnd(old)
	return join(insert(replace(have, want), want, end), end), nil
}

// untouched refuses blocks that were edited, unless the hand wrote what would be written now.
func untouched(have, want []segment) error {
	var errs []error
	for _, s := range have {
		if s.block == nil || !s.block.edited() {
			continue
		}
		next := ""
		if b := find(want, s.block.name); b != nil {
			next = b.text
		}
		now := strings.ReplaceAll(s.block.text, "\r\n", "\n")
		if next != now {
			errs = append(errs, &EditedError{s.block.name, lineDiff(next, now)})
		}
	}
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}

func find(segments []segment, name string) *block {
	for _, s := range segments {
		if s.block != nil && s.block.name == name {
			return s.block
		}
	}
	return nil
}

// replace gives the blocks of a file their new text.
func replace(have, want []segment) []segment {
	var out []segment
	for _, s := range have {
		if s.block != nil {
			if s.block = find(want, s.block.name); s.block == nil {
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// insert adds the blocks that are missing, each behind the block before it in the new document; where there is none,
// before the first block.
func insert(have, want []segment, end string) []segment {
	previous := ""
	for _, s := range want {
		if s.block == nil {
			continue
		}
		if find(have, s.block.name) == nil {
			at := slices.IndexFunc(have, func(h segment) bool { return h.block != nil && (previous == "" || h.block.name == previous) })
			gap := segment{text: []byte(end)}
			switch {
			case at < 0: // no block is left
				have = append(have, gap, s)
			case previous == "":
				have = slices.Insert(have, at, s, gap)
			default:
				have = slices.Insert(have, at+1, gap, s)
			}
		}
		previous = s.block.name
	}
	return have
}

// lineEnd is what the file ends its marker lines with.
func lineEnd(file []byte) string {
	at := bytes.Index(file, []byte("<!-- gostride:begin "))
	if end := bytes.IndexByte(file[max(at, 0):], '\n'); end > 0 && file[max(at, 0)+end-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

func join(segments []segment, end string) []byte {
	var out bytes.Buffer
	for _, s := range segments {
		if s.block == nil {
			out.Write(s.text)
			continue
		}
		if n := out.Len(); n > 0 && out.Bytes()[n-1] != '\n' && !bytes.HasSuffix(out.Bytes(), []byte("\ufeff")) {
			out.WriteString(end)
		}
		out.WriteString(strings.ReplaceAll(s.block.String(), "\n", end))
	}
	return out.Bytes()
}
