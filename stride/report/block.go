package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// block is a generated part of the document, between two marker lines. The digest is that of its own text, so that a
// hand in it is noticed.
type block struct {
	name   string
	digest string // as the begin marker states it
	text   string // between the markers, lines ended by \n
}

func newBlock(name, text string) block {
	text = strings.TrimRight(text, "\n") + "\n"
	return block{name, digest(text), text}
}

// String is the block with its markers, ended by a line end.
func (b block) String() string {
	return fmt.Sprintf("<!-- gostride:begin %s digest=%s -->\n%s<!-- gostride:end %s -->\n", b.name, b.digest, b.text, b.name)
}

// edited reports whether the text is not the one that was generated.
func (b block) edited() bool { return digest(b.text) != b.digest }

// digest does not depend on the file's line ends: a checkout may change them.
func digest(text string) string {
	sum := sha256.Sum256([]byte(strings.ReplaceAll(text, "\r\n", "\n")))
	return hex.EncodeToString(sum[:8])
}
