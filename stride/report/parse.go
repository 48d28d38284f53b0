package report

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// segment is a part of a file: a block, or the text around blocks exactly as it is.
type segment struct {
	text  []byte
	block *block
	lines int // line on which it starts
}

var (
	beginMarker = regexp.MustCompile(`^<!-- gostride:begin ([a-z]+) digest=([0-9a-f]*) -->\s*$`)
	endMarker   = regexp.MustCompile(`^<!-- gostride:end ([a-z]+) -->\s*$`)
	anyMarker   = regexp.MustCompile(`^<!-- gostride:(begin|end)\b`)
)

// parse splits a file at our markers. A file without any is a *ForeignError; markers that do not pair up, or that nobody
// but a hand can have changed, are a *DamagedError.
func parse(file []byte) ([]segment, error) {
	p := &parser{seen: make(map[string]bool)}
	for line := range bytes.Lines(file) {
		p.number++
		if err := p.line(line); err != nil {
			return nil, err
		}
	}
	if p.open != nil {
		return nil, &DamagedError{p.opened, fmt.Sprintf("the block %s has no end", p.open.name)}
	}
	p.flush()
	if len(p.seen) == 0 {
		return nil, &ForeignError{}
	}
	return p.segments, nil
}

type parser struct {
	segments []segment
	text     []byte // of the segment at work
	start    int
	open     *block
	opened   int // line of its marker
	number   int
	seen     map[string]bool
}

func (p *parser) line(line []byte) error {
	bare := strings.TrimPrefix(string(line), "\ufeff")
	if !anyMarker.MatchString(bare) {
		p.add(line)
		return nil
	}
	if m := beginMarker.FindStringSubmatch(bare); m != nil {
		return p.begin(line, m[1], m[2])
	}
	if m := endMarker.FindStringSubmatch(bare); m != nil {
		return p.end(m[1])
	}
	return &DamagedError{p.number, "this marker is none that gostride writes"}
}

func (p *parser) add(line []byte) {
	if len(p.text) == 0 {
		p.start = p.number
	}
	p.text = append(p.text, line...)
}

func (p *parser) begin(line []byte, name, digest string) error {
	switch {
	case p.open != nil:
		return &DamagedError{p.number, fmt.Sprintf("the block %s begins inside the block %s", name, p.open.name)}
	case p.seen[name]:
		return &DamagedError{p.number, fmt.Sprintf("there is a second block %s", name)}
	}
	if bytes.HasPrefix(line, []byte("\ufeff")) {
		p.add([]byte("\ufeff"))
	}
	p.flush()
	p.open, p.opened, p.seen[name] = &block{name: name, digest: digest}, p.number, true
	return nil
}

func (p *parser) end(name string) error {
	if p.open == nil || p.open.name != name {
		return &DamagedError{p.number, fmt.Sprintf("the block %s ends here, but does not begin before", name)}
	}
	p.open.text = string(p.text)
	p.segments = append(p.segments, segment{block: p.open, lines: p.opened})
	p.open, p.text = nil, nil
	return nil
}

func (p *parser) flush() {
	if len(p.text) > 0 {
		p.segments = append(p.segments, segment{text: p.text, lines: p.start})
	}
	p.text = nil
}
