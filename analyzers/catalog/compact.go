package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// The compact form is what the binary embeds: the same facts as the YAML, tab-separated, indexed by package in well under a
// millisecond and decoded a package at a time. It is generated (go generate); a test compares it with the YAML.
//
//	D digest
//	F file library modules verified
//	T tech name subkind drivers schemes imports hosts      belongs to the F before it
//	C type name class words whole of not                   a type of data; belongs to the F before it
//	N after before                                         words that make of a name something about the data
//	P package library file                                 the R lines after it are the package's rows in that file
//	R symbols role op tech subkind attrs args

// Compact writes c in the form that the binary embeds.
func (c *Catalog) Compact() []byte {
	var b strings.Builder
	line := func(cells ...string) { b.WriteString(strings.Join(cells, "\t") + "\n") }
	line("D", c.digest)
	for _, s := range c.sources {
		line("F", s.file, s.library, strings.Join(s.modules, ","), strings.Join(s.verified, ","))
		for _, t := range s.techs {
			line("T", t.Tech, t.Name, t.Subkind, strings.Join(t.Drivers, ","), strings.Join(t.Schemes, ","),
				strings.Join(t.Imports, ","), strings.Join(t.Hosts, ","))
		}
		for _, t := range s.data {
			line("C", t.Type, t.Name, t.Class, strings.Join(t.Words, ","), strings.Join(t.Whole, ","), strings.Join(t.Of, ","), strings.Join(t.Not, ","), map[bool]string{true: "text"}[t.Text])
		}
		if len(s.notAfter)+len(s.notBefore) > 0 {
			line("N", strings.Join(s.notAfter, ","), strings.Join(s.notBefore, ","))
		}
	}
	for _, path := range sortedKeys(c.packages) {
		m := c.packages[path]
		m.decode()
		writeRows(path, m, line)
	}
	return []byte(b.String())
}

// writeRows joins neighbours that say the same of several symbols.
func writeRows(path string, m *models, line func(...string)) {
	file := ""
	for i := 0; i < len(m.rows); {
		if m.rows[i].file != file {
			file = m.rows[i].file
			line("P", path, m.library, file)
		}
		content := m.rows[i].content()
		var symbols []string
		for i < len(m.rows) && m.rows[i].file == file && m.rows[i].content() == content {
			symbols = append(symbols, m.rows[i].Symbol)
			i++
		}
		line("R", strings.Join(symbols, ","), content)
	}
}

// rawBlock is the text of one P block, not yet decoded.
type rawBlock struct{ pkg, file, rows string }

func readCompact(data string) (*Catalog, error) {
	c := &Catalog{packages: map[string]*models{}}
	head, body, ok := strings.Cut(data, "\nP\t")
	if !ok {
		return nil, fmt.Errorf("the embedded catalogue is damaged: no packages")
	}
	if err := c.readHead(head); err != nil {
		return nil, err
	}
	for body != "" {
		var block string
		block, body, _ = strings.Cut(body, "\nP\t")
		first, rows, _ := strings.Cut(block, "\n")
		cells := strings.Split(first, "\t")
		if len(cells) != 3 {
			return nil, damaged("P\t" + first)
		}
		m := c.packages[cells[0]]
		if m == nil {
			m = &models{library: cells[1]}
			c.packages[cells[0]] = m
		}
		m.raw = append(m.raw, rawBlock{cells[0], cells[2], rows})
	}
	var f faults
	c.techs.fill(c.sources, &f)
	c.data.fill(c.sources, &f)
	return c, f.err()
}

func damaged(line string) error { return fmt.Errorf("the embedded catalogue is damaged: %q", line) }

func (c *Catalog) readHead(head string) error {
	for _, text := range strings.Split(head, "\n") {
		cells := strings.Split(text, "\t")
		switch {
		case cells[0] == "D" && len(cells) == 2:
			c.digest = cells[1]
		case cells[0] == "F" && len(cells) == 5:
			c.sources = append(c.sources, source{file: cells[1], library: cells[2], modules: list(cells[3]), verified: list(cells[4])})
		case cells[0] == "T" && len(cells) == 8 && len(c.sources) > 0:
			s := &c.sources[len(c.sources)-1]
			s.techs = append(s.techs, Technology{Tech: cells[1], Name: cells[2], Subkind: cells[3], Drivers: list(cells[4]),
				Schemes: list(cells[5]), Imports: list(cells[6]), Hosts: list(cells[7]), file: s.file})
		case cells[0] == "C" && len(cells) == 9 && len(c.sources) > 0:
			s := &c.sources[len(c.sources)-1]
			s.data = append(s.data, DataType{Type: cells[1], Name: cells[2], Class: cells[3], Words: list(cells[4]),
				Whole: list(cells[5]), Of: list(cells[6]), Not: list(cells[7]), Text: cells[8] != "", file: s.file})
		case cells[0] == "N" && len(cells) == 3 && len(c.sources) > 0:
			s := &c.sources[len(c.sources)-1]
			s.notAfter, s.notBefore = list(cells[1]), list(cells[2])
		default:
			return damaged(text)
		}
	}
	return nil
}

// decode reads the rows of a package of the embedded catalogue. They were checked when they were generated: damage is a
// programmer's error.
func (m *models) decode() {
	m.once.Do(func() {
		for _, b := range m.raw {
			for _, text := range strings.Split(strings.TrimSuffix(b.rows, "\n"), "\n") {
				if err := m.decodeRow(b, text); err != nil {
					panic(err)
				}
			}
		}
		m.raw = nil
	})
}

func (m *models) decodeRow(b rawBlock, text string) error {
	cells := strings.Split(text, "\t")
	if cells[0] != "R" || len(cells) != 8 {
		return damaged(text)
	}
	args, err := readArgs(cells[7])
	if err != nil {
		return damaged(text)
	}
	row := Row{Library: m.library, Package: b.pkg, Role: cells[2], Op: cells[3], Tech: cells[4], Subkind: cells[5],
		Attr: readAttrs(cells[6]), Args: args, file: b.file}
	for _, s := range list(cells[1]) {
		one := row
		one.Symbol = s
		m.put(&one)
	}
	return nil
}

func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ",")
}

func readAttrs(cell string) map[string]string {
	if cell == "" {
		return nil
	}
	out := map[string]string{}
	for _, kv := range strings.Split(cell, ";") {
		k, v, _ := strings.Cut(kv, "=")
		out[k] = v
	}
	return out
}

func readArgs(cell string) (map[string][]Arg, error) {
	if cell == "" {
		return nil, nil
	}
	out := map[string][]Arg{}
	for _, kv := range strings.Split(cell, ";") {
		k, v, _ := strings.Cut(kv, ":")
		for _, s := range strings.Split(v, ",") {
			a, err := ParseArg(s)
			if err != nil {
				return nil, err
			}
			out[k] = append(out[k], a)
		}
	}
	return out, nil
}

func digest(c *Catalog) string {
	var lines []string
	for _, r := range c.Rows() {
		lines = append(lines, r.key()+"\t"+r.content())
	}
	for _, s := range c.sources {
		for _, t := range s.techs {
			lines = append(lines, fmt.Sprint("T", t.Tech, t.Name, t.Subkind, t.Drivers, t.Schemes, t.Imports, t.Hosts))
		}
		for _, t := range s.data {
			lines = append(lines, fmt.Sprint("C", t.Type, t.Name, t.Class, t.Words, t.Whole, t.Of, t.Not, t.Text))
		}
		if len(s.notAfter)+len(s.notBefore) > 0 {
			lines = append(lines, fmt.Sprint("N", s.notAfter, s.notBefore))
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:12])
}
