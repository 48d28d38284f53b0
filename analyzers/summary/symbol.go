package summary

import "strings"

// Split cuts a symbol into the import path and the name: import/path.(*T).M is import/path and (*T).M. The last element of an
// import path may have dots itself (nats.go, yaml.v3), so it is the longest path that known knows; where it knows none, what
// comes before the first dot. A symbol without a package, as error is, is all path.
func Split(symbol string, known func(path string) bool) (path, name string) {
	slash := strings.LastIndexByte(symbol, '/') + 1
	if i := strings.Index(symbol[slash:], ".("); i >= 0 {
		return symbol[:slash+i], symbol[slash+i+1:]
	}
	first, longest := -1, -1
	for i := slash; i < len(symbol); i++ {
		if symbol[i] != '.' {
			continue
		}
		if first < 0 {
			first = i
		}
		if known(symbol[:i]) {
			longest = i
		}
	}
	switch {
	case longest >= 0:
		return symbol[:longest], symbol[longest+1:]
	case first >= 0:
		return symbol[:first], symbol[first+1:]
	}
	return symbol, ""
}

// Hosted reports whether a package has an import path that begins with a host: it is no package of the standard library.
func Hosted(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".")
}
