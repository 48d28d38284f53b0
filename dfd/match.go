package dfd

import "strings"

// globSegments matches a path, segment by segment. Two cursors instead of recursion: the pattern comes from outside.
func globSegments(pattern, path []string) bool {
	return globMatch(len(pattern), len(path),
		func(i int) bool { return pattern[i] == "**" },
		func(i, j int) bool { return globText(pattern[i], path[j]) })
}

// globText matches one segment; * stands for any run of bytes.
func globText(pattern, text string) bool {
	return globMatch(len(pattern), len(text),
		func(i int) bool { return pattern[i] == '*' },
		func(i, j int) bool { return pattern[i] == text[j] })
}

// globMatch matches n items of a pattern against m of a text: star says which items of the pattern stand for any number.
func globMatch(n, m int, star func(i int) bool, same func(i, j int) bool) bool {
	i, j, back, resume := 0, 0, -1, 0
	for j < m {
		switch {
		case i < n && star(i):
			back, resume = i, j
			i++
		case i < n && same(i, j):
			i++
			j++
		case back >= 0:
			resume++
			i, j = back+1, resume
		default:
			return false
		}
	}
	for i < n && star(i) {
		i++
	}
	return i == n
}

// matchHandler compares a symbol with its end, as a person would write it: without import path, package or "(*".
func matchHandler(symbol, pattern string) bool {
	plain := strings.NewReplacer("(*", "", "(", "", ")", "")
	symbol, pattern = plain.Replace(symbol), plain.Replace(pattern)
	rest, ok := strings.CutSuffix(symbol, pattern)
	return ok && (rest == "" || strings.HasSuffix(rest, ".") || strings.HasSuffix(rest, "/"))
}

// matchPackage compares an import path with a pattern of the go command, or with the end of one.
func matchPackage(module, path, pattern string) bool {
	if path == "" {
		return false
	}
	if rest, ok := strings.CutPrefix(pattern, "./"); ok {
		pattern = strings.TrimSuffix(module+"/"+rest, "/")
	}
	if pattern == "..." {
		return true
	}
	base, below := strings.CutSuffix(strings.TrimSuffix(pattern, "/"), "/...")
	around := "/" + path + "/"
	if !below {
		return path == base || strings.HasSuffix("/"+path, "/"+base)
	}
	return strings.Contains(around, "/"+base+"/")
}
