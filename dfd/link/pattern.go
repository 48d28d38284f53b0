package link

import "strings"

// pattern is what the path of a request can be where it has reached a route: texts, and between them what the caller fills in.
type pattern struct {
	parts []string // the texts; one more than gaps
	gaps  []gap
}

type gap uint8

const (
	oneSegment gap = iota // no slash
	anything
)

// patternOf reads a path as cleanPattern spells it. tree: a path that ends in a slash stands for all below it.
func patternOf(path string, tree bool) *pattern {
	p := &pattern{}
	text := ""
	for path != "" {
		open, end := strings.IndexByte(path, '{'), strings.IndexByte(path, '}')
		if open < 0 || end < open {
			text += path
			break
		}
		text += path[:open]
		name := path[open+1 : end]
		path = path[end+1:]
		if name == "$" {
			tree = false
			continue
		}
		g := oneSegment
		if strings.HasSuffix(name, "...") || name == "config" || name == "" || name == "mount" {
			g = anything
		}
		p.parts, p.gaps, text = append(p.parts, text), append(p.gaps, g), ""
	}
	if tree && strings.HasSuffix(text, "/") {
		p.parts, p.gaps, text = append(p.parts, text), append(p.gaps, anything), ""
	}
	p.parts = append(p.parts, text)
	return p
}

// anyPath is the pattern of a path of which nothing is known.
func anyPath() *pattern { return &pattern{parts: []string{"", ""}, gaps: []gap{anything}} }

// whole gives the path where there is only one.
func (p *pattern) whole() (string, bool) { return p.parts[0], len(p.gaps) == 0 }

// test decides, for all paths that fit, a question that people ask of a path; ok is false where some answer yes and some no.
func (p *pattern) test(name, text string) (v, ok bool) {
	one, only := p.whole()
	first, last := p.parts[0], p.parts[len(p.parts)-1]
	switch name {
	case "==":
		return one == text, only || !p.fits(text)
	case "strings.HasPrefix":
		if strings.HasPrefix(first, text) {
			return true, true
		}
		return false, only || !p.begins(text)
	case "strings.HasSuffix":
		if strings.HasSuffix(last, text) {
			return true, true
		}
		return false, only || len(last) >= len(text) || !strings.HasSuffix(text, last)
	case "strings.Contains":
		for _, t := range p.parts {
			if strings.Contains(t, text) {
				return true, true
			}
		}
		return false, only
	case "strings.EqualFold":
		return strings.EqualFold(one, text), only
	}
	return false, false
}

// fits says that a text is a path of the pattern.
func (p *pattern) fits(text string) bool { return p.match(text, 0, false) }

// begins says that a path of the pattern may begin with a text.
func (p *pattern) begins(text string) bool { return p.match(text, 0, true) }

// match compares from part n on; prefix: what is left of the pattern where the text ends may follow.
func (p *pattern) match(text string, n int, prefix bool) bool {
	part := p.parts[n]
	if prefix && strings.HasPrefix(part, text) {
		return true
	}
	if !strings.HasPrefix(text, part) {
		return false
	}
	text = text[len(part):]
	if n == len(p.gaps) {
		return text == ""
	}
	for k := 0; ; k++ {
		if p.match(text[k:], n+1, prefix) {
			return true
		}
		if k == len(text) || p.gaps[n] == oneSegment && text[k] == '/' {
			return prefix && k == len(text)
		}
	}
}
