package catalog

import (
	"slices"
	"strconv"
	"strings"
)

// A library's majors are modules of their own, and most of what they have is called the same. What no file describes is looked up in
// the major next to it: a program that is still at echo v3 is read by what is known of v4. What has another name there has no row.

// described finds the models that speak for the package of a symbol, and the symbol's name in it.
func (c *Catalog) described(symbol string) (*models, string) {
	if m, name := split(c.packages, symbol); m != nil {
		return m, name
	}
	plain := withoutMajor(symbol)
	if plain != symbol {
		if m, name := split(c.packages, plain); m != nil {
			return m, name
		}
	}
	if near, name := split(c.majors(), plain); near != nil {
		return c.packages[nextMajor(near, symbol)], name
	}
	return nil, ""
}

// ofPackage is described for a package's import path.
func (c *Catalog) ofPackage(path string) *models {
	plain := withoutMajor(path)
	if m := c.packages[path]; m != nil {
		return m
	}
	if m := c.packages[plain]; m != nil {
		return m
	}
	if near := c.majors()[plain]; near != nil {
		return c.packages[nextMajor(near, path)]
	}
	return nil
}

// later finds the rows of a symbol of a major that no file describes where files describe an earlier one beside what holds for all: what that
// one does differently the later ones do so, too.
func (c *Catalog) later(symbol string) []*Row {
	plain := withoutMajor(symbol)
	if plain == symbol {
		return nil
	}
	if m, _ := split(c.packages, symbol); m != nil {
		return nil
	}
	if all, _ := split(c.packages, plain); all == nil {
		return nil
	}
	packages, name := split(c.majors(), plain)
	var last *models
	for n, of := 0, major(symbol); len(packages) > 0; packages = packages[1:] {
		if k := major(packages[0]); k <= of && k > n {
			n, last = k, c.packages[packages[0]]
		}
	}
	if last == nil {
		return nil
	}
	last.decode()
	return last.symbols[name]
}

// majors are the described packages that have a major version, by their path without it.
func (c *Catalog) majors() map[string][]string {
	c.nearby.Do(func() {
		c.plain = map[string][]string{}
		for _, p := range sortedKeys(c.packages) {
			if plain := withoutMajor(p); plain != p {
				c.plain[plain] = append(c.plain[plain], p)
			}
		}
	})
	return c.plain
}

// nextMajor gives the package whose major is next to that of a path, the later one of two.
func nextMajor(packages []string, path string) string {
	of := major(path)
	return slices.MinFunc(packages, func(a, b string) int {
		if d := max(of-major(a), major(a)-of) - max(of-major(b), major(b)-of); d != 0 {
			return d
		}
		return major(b) - major(a)
	})
}

// major gives the first major version in a path or symbol, 1 where there is none.
func major(path string) int {
	for i := 1; i < len(path); i++ {
		if (path[i-1] == '/' || path[i-1] == '.' && strings.HasPrefix(path, "gopkg.in/")) && isMajor(path[i:]) {
			n, _ := strconv.Atoi(digits(path[i+1:]))
			return n
		}
	}
	return 1
}

// split finds the longest described package that symbol can lie in: import paths may have dots in their last element.
func split[T any](packages map[string]T, symbol string) (found T, name string) {
	start, gopkg := strings.LastIndexByte(symbol, '/')+1, strings.HasPrefix(symbol, "gopkg.in/")
	for i := len(symbol) - 1; i > start; i-- {
		if symbol[i] != '.' || gopkg && isMajor(symbol[i+1:]) {
			continue
		}
		if m, ok := packages[symbol[:i]]; ok {
			return m, symbol[i+1:]
		}
	}
	return found, ""
}

// withoutMajor is a path or symbol without major versions: a/b/v2/c.T is a/b/c.T, gopkg.in/x.v3.T is gopkg.in/x.T.
func withoutMajor(symbol string) string {
	if strings.HasPrefix(symbol, "gopkg.in/") {
		return withoutGopkgMajor(symbol)
	}
	for from := 0; ; {
		i := strings.Index(symbol[from:], "/v")
		if i < 0 {
			return symbol
		}
		i += from
		number := digits(symbol[i+2:])
		end := i + 2 + len(number)
		if number == "0" || number == "1" || !isMajor(symbol[i+1:]) {
			from = end
			continue
		}
		symbol, from = symbol[:i]+symbol[end:], i
	}
}

func withoutGopkgMajor(symbol string) string {
	for i := range len(symbol) {
		if symbol[i] == '.' && isMajor(symbol[i+1:]) {
			end := i + 1 + len(digits(symbol[i+2:])) + 1
			return symbol[:i] + symbol[end:]
		}
	}
	return symbol
}

// isMajor reports whether s starts with a major version: v3, v3.T, v3/x.
func isMajor(s string) bool {
	if s == "" || s[0] != 'v' {
		return false
	}
	n := len(digits(s[1:])) + 1
	return n > 1 && (n == len(s) || s[n] == '.' || s[n] == '/')
}

func digits(s string) string {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return s[:i]
}

// WithoutMajor is an import path or symbol without its major versions: a/b/v2/c.T is a/b/c.T, gopkg.in/x.v3.T gopkg.in/x.T.
func WithoutMajor(symbol string) string { return withoutMajor(symbol) }
