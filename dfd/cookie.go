package dfd

import "strings"

// PublicCookie reports whether a cookie of a name says who somebody claims to be, or what he likes: no credential.
func PublicCookie(name string) bool { return publicCookies[strings.ToLower(dashes.Replace(name))] }

var dashes = strings.NewReplacer("_", "", "-", "")

var publicCookies = map[string]bool{"user": true, "userid": true, "uid": true, "username": true, "login": true, "email": true, "name": true, "lang": true, "locale": true,
	"theme": true, "cart": true, "cartid": true, "tz": true, "timezone": true}
