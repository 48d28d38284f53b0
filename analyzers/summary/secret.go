package summary

import (
	"slices"
	"strings"
	"unicode"
)

// SecretName reports whether a parameter or field is called as only secrets are: password, secretKey, APIToken. Those that say where one
// lies (passwordFile, secretName) or what was made of one (passwordHash) are none; key and token alone say too little.
func SecretName(name string) bool {
	words := Words(name)
	if slices.Equal(words, []string{"hash", "key"}) { // what cookies are signed with
		return true
	}
	if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(besides, w) }) {
		return false
	}
	if len(words) == 1 && (words[0] == "pass" || words[0] == "pwd") {
		return true
	}
	joined := strings.Join(words, "")
	return slices.ContainsFunc(secretWords, func(w string) bool { return strings.Contains(joined, w) })
}

var (
	secretWords = []string{"password", "passwd", "passphrase", "secret", "apikey", "apitoken", "accesstoken", "authtoken", "bearertoken", "bottoken", "authkey", "signingkey",
		"privatekey", "encryptionkey", "hmackey", "jwtkey"}
	besides = []string{"name", "id", "file", "path", "dir", "url", "uri", "ref", "arn", "hash", "hashed", "field", "label", "type", "len", "length", "size", "prompt", "reset", "func", "fn",
		"header", "version", "engine", "store", "manager", "salt", "algorithm", "public", "encrypted", "masked", "prefix", "env", "column", "hint", "policy", "min", "max", "cost", "namespace"}
)

// Words splits a name where its case changes or a sign stands: APIKey and api_key are api and key.
func Words(name string) []string {
	var out []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	rs := []rune(name)
	for i, r := range rs {
		switch {
		case !unicode.IsLetter(r):
			flush()
			continue
		case unicode.IsUpper(r) && i > 0 && (unicode.IsLower(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1]) && unicode.IsUpper(rs[i-1])):
			flush()
		}
		word = append(word, r)
	}
	flush()
	return out
}
