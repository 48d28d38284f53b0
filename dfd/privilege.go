package dfd

import (
	"strings"
	"unicode"
)

// Privileges reports whether a name of a field, column or parameter says that it decides what somebody may do: role,
// user_role, IsAdmin, permissions. Names of what merely has to do with it (admin_email, role_description) do not. It goes by
// the name alone, and whoever rests on it has to say so.
func Privileges(name string) bool {
	found := false
	for _, w := range NameWords(name) {
		switch {
		case ranks[w]:
			found = true
		case !besideRank[w]:
			return false
		}
	}
	return found
}

// Ranks reports whether a value that is let in is one that should be given, not asked for: "admin", "ROLE_MODERATOR".
func Ranks(value string) bool {
	for _, w := range NameWords(value) {
		if high[w] {
			return true
		}
	}
	return false
}

var (
	ranks = WordSet("role roles admin administrator isadmin superuser superadmin issuperuser sysadmin staff isstaff permission permissions perm perms privilege privileges accesslevel")
	// besideRank are words that name whose or how, and change nothing.
	besideRank = WordSet("is has user account member the system site global id ids name names level type flag flags list set bits mask value code key default")
	high       = WordSet("admin administrator admins superuser superadmin sysadmin root owner super staff moderator mod manager operator maintainer editor")
)

// WordSet is the set of the words in a text.
func WordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// NameWords takes a name apart at its capitals, underscores and dashes: "UserRoleID" is user, role, id.
func NameWords(name string) []string {
	var out []string
	var cur []rune
	flush := func() {
		if len(cur) > 0 {
			out = append(out, strings.ToLower(string(cur)))
			cur = nil
		}
	}
	rs := []rune(name)
	for i, r := range rs {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			continue
		case unicode.IsUpper(r) && i > 0 && (unicode.IsLower(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1]) && unicode.IsUpper(rs[i-1])):
			flush()
		}
		cur = append(cur, r)
	}
	flush()
	return out
}
