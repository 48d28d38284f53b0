package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// DataType is a type of data that is recognised by its name alone. Words are lower-case; entries of several words are
// separated by spaces.
type DataType struct {
	Type  string   // email-address
	Name  string   // Email address
	Class string   // one of DataClasses
	Words []string // word sequences that count anywhere in a name
	Whole []string // word sequences that count as the whole name
	Of    []string // whole counts only in a type or table with one of these words
	Not   []string // words that rule a match out
	Text  bool     // only text is: a number of that name counts such data

	file string
	line int
}

// DataClasses are the classes that types of data fall into.
var DataClasses = []string{"PII", "credential", "file", "health", "location", "payment", "secret", "token"}

// Says is the type in one line, for people.
func (t DataType) Says() string {
	s := fmt.Sprintf("%s  %s: %s", t.Type, t.Class, t.Name)
	for _, part := range []struct {
		what  string
		words []string
	}{{"by", t.Words}, {"as the whole name", t.Whole}, {"of", t.Of}, {"not", t.Not}} {
		if len(part.words) > 0 {
			s += "; " + part.what + " " + strings.Join(part.words, ", ")
		}
	}
	if t.Text {
		s += "; no number"
	}
	return s
}

// DataMatch is a name that stands for a type of data.
type DataMatch struct {
	DataType
	Words string // those of the name that it was recognised by
}

// dataIndex finds types of data by the first word of what they are recognised by.
type dataIndex struct {
	types               []*DataType
	byWord              map[string][]dataPattern
	notAfter, notBefore map[string]bool
}

type dataPattern struct {
	words []string
	whole bool
	of    map[string]bool
	typ   *DataType
}

func (x *dataIndex) fill(sources []source, f *faults) {
	x.byWord, x.notAfter, x.notBefore = map[string][]dataPattern{}, map[string]bool{}, map[string]bool{}
	byType, byWords := map[string]*DataType{}, map[string]*DataType{}
	for i := range sources {
		addWords(x.notAfter, sources[i].notAfter)
		addWords(x.notBefore, sources[i].notBefore)
		for j := range sources[i].data {
			t := &sources[i].data[j]
			if o := byType[t.Type]; o != nil {
				f.add(t.file, t.line, "type of data %q is given in %s, too", t.Type, place(o.file, o.line))
				continue
			}
			byType[t.Type] = t
			x.types = append(x.types, t)
			x.add(t, byWords, f)
		}
	}
	for w, ps := range x.byWord {
		slices.SortStableFunc(ps, func(a, b dataPattern) int { return cmp.Compare(len(b.words), len(a.words)) })
		x.byWord[w] = ps
	}
}

func addWords(set map[string]bool, words []string) {
	for _, w := range words {
		set[singular(w)] = true
	}
}

// add indexes what t is recognised by: word by word, and glued together (firstname).
func (x *dataIndex) add(t *DataType, byWords map[string]*DataType, f *faults) {
	of := map[string]bool{}
	addWords(of, t.Of)
	for n, text := range slices.Concat(t.Words, t.Whole) {
		whole := n >= len(t.Words)
		words := nameWords(text)
		key := fmt.Sprint(whole, strings.Join(words, " "))
		if o := byWords[key]; o != nil && o != t {
			f.add(t.file, t.line, "%q stands for the type of data %s, and for %s in %s", text, t.Type, o.Type, place(o.file, o.line))
			continue
		}
		byWords[key] = t
		p := dataPattern{words: words, whole: whole, of: of, typ: t}
		x.byWord[words[0]] = append(x.byWord[words[0]], p)
		if len(words) > 1 {
			p.words = nameWords(strings.ReplaceAll(text, " ", ""))
			x.byWord[p.words[0]] = append(x.byWord[p.words[0]], p)
		}
	}
}

func place(file string, line int) string {
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// DataTypes are all types of data, in the order of the files.
func (c *Catalog) DataTypes() []DataType {
	var out []DataType
	for _, t := range c.data.types {
		out = append(out, *t)
	}
	return out
}

// Classify says which type of data a name stands for. Owner is the type or table that the name is of, "" where it is of
// none. A name that is not recognised says nothing: the data may still be of any class.
func (c *Catalog) Classify(name, owner string) (DataMatch, bool) {
	words := nameWords(name)
	if len(words) == 0 || len(words) > 12 {
		return DataMatch{}, false
	}
	var owners []string
	var best dataPattern
	at := -1
	for i, w := range words {
		for _, p := range c.data.byWord[w] {
			if at >= 0 && len(p.words) <= len(best.words) || !p.fits(words, i) {
				continue
			}
			if len(p.of) > 0 && p.whole {
				if owners == nil {
					owners = nameWords(owner)
				}
				if !slices.ContainsFunc(owners, func(o string) bool { return p.of[o] }) {
					continue
				}
			}
			if !c.data.about(words, i, i+len(p.words), p.typ) {
				best, at = p, i
			}
		}
	}
	if at < 0 {
		return DataMatch{}, false
	}
	return DataMatch{*best.typ, strings.Join(best.words, " ")}, true
}

func (p dataPattern) fits(words []string, i int) bool {
	if p.whole && (i > 0 || len(words) != len(p.words)) || i+len(p.words) > len(words) {
		return false
	}
	return slices.Equal(words[i:i+len(p.words)], p.words)
}

// about reports whether the words around a match make the name one about the data.
func (x *dataIndex) about(words []string, from, to int, t *DataType) bool {
	for i, w := range words {
		if i >= from && i < to {
			continue
		}
		if i >= to && x.notAfter[w] || i < from && x.notBefore[w] || slices.Contains(t.Not, w) {
			return true
		}
	}
	return false
}

// nameWords splits a name into lower-case words in the singular: UserEmails, user_emails and user-emails are user email.
func nameWords(name string) []string {
	var out []string
	word := ""
	flush := func() {
		if word != "" {
			out = append(out, singular(strings.ToLower(word)))
		}
		word = ""
	}
	rs := []rune(name)
	for i, r := range rs {
		switch {
		case isUpper(r):
			if i > 0 && !isUpper(rs[i-1]) || i > 0 && i+1 < len(rs) && isLower(rs[i+1]) && !(rs[i+1] == 's' && (i+2 == len(rs) || !isLower(rs[i+2]))) {
				flush() // aB, and ABc: A Bc; URLs stays one word
			}
			word += string(r)
		case isLower(r) || r >= '0' && r <= '9':
			word += string(r)
		default:
			flush()
		}
	}
	flush()
	return joined(out)
}

func isUpper(r rune) bool { return r >= 'A' && r <= 'Z' }

func isLower(r rune) bool { return r >= 'a' && r <= 'z' || r > 127 }

// halves are words that are written in two pieces as well.
var halves = map[[2]string]string{{"e", "mail"}: "email", {"o", "auth"}: "oauth", {"user", "name"}: "username", {"file", "name"}: "filename", {"post", "code"}: "postcode", {"pass", "word"}: "password"}

func joined(words []string) []string {
	for i := 0; i+1 < len(words); i++ {
		if w, ok := halves[[2]string{words[i], words[i+1]}]; ok {
			words = slices.Replace(words, i, i+2, w)
		}
	}
	return words
}

// singular takes the plural's s away, where there plainly is one.
func singular(w string) string {
	if w == "ids" {
		return "id"
	}
	if len(w) < 4 || w[len(w)-1] != 's' {
		return w
	}
	switch w[len(w)-2] {
	case 's', 'u', 'i':
		return w
	}
	if strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "xes") || strings.HasSuffix(w, "ches") {
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}
