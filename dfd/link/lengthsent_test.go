package link

import (
	"strings"
	"testing"
)

// TestLengthsSent: how long something is that was sent says nothing of who sent it; a number that was sent may.
func TestLengthsSent(t *testing.T) {
	for _, c := range []struct{ name, check, verdict string }{
		{"the length of a decoded signature", `n, err := hex.Decode(dst, []byte(h)); err != nil || n != len(dst)`, "public"},
		{"of one in another encoding", `n, err := base64.StdEncoding.Decode(dst, []byte(h)); err != nil || n != len(dst)`, "public"},
		{"the length of a text", `len(h) != len(secret)`, "public"},
		{"of what was copied", `n := copy(dst, h); n != len(secret)`, "public"},
		{"of what was read", `n, err := io.ReadFull(strings.NewReader(h), dst); err != nil || n != len(secret)`, "public"},
		{"in runes", `utf8.RuneCountInString(h) != utf8.RuneCountInString(secret)`, "public"},
		{"where something stands in it", `strings.Index(h, ".") != strings.Index(secret, ".")`, "public"},
		{"how many parts it has", `len(strings.Split(h, ".")) != strings.Count(secret, ".")`, "public"},
		{"its length, and itself", `len(h) != len(secret) || h != secret`, "protected"},
		{"what was decoded", `_, err := hex.Decode(dst, []byte(h)); err != nil || subtle.ConstantTimeCompare(dst, []byte(secret)) != 1`, "protected"},
		{"as much of it as was decoded", `n, err := hex.Decode(dst, []byte(h)); err != nil || subtle.ConstantTimeCompare(dst[:n], []byte(secret)) != 1`, "protected"},
		{"what was copied", `n := copy(dst, h); string(dst[:n]) != secret`, "protected"},
		{"a number", `n, err := strconv.Atoi(h); err != nil || n != pin`, "protected"},
		{"a number in bytes", `n := binary.BigEndian.Uint64([]byte(h)); n != uint64(pin)`, "protected"},
	} {
		t.Run(c.name, func(t *testing.T) {
			hasVerdict(t, strings.Replace(lengthServer, "CHECK", c.check, 1), c.verdict)
		})
	}
}

const lengthServer = `
-- go.mod --
module example.com/m

go 1.24
-- main.go --
package main

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	_ = subtle.ConstantTimeCompare
	_ = base64.StdEncoding
	_ = binary.BigEndian
	_ = hex.Decode
	_ = io.ReadFull
	_ = strings.Index
	_ = utf8.RuneCountInString
)

func main() {
	secret := os.Getenv("WEBHOOK_SECRET")
	pin, err := strconv.Atoi(secret)
	if err != nil {
		panic(err)
	}
	http.HandleFunc("/secret", func(w http.ResponseWriter, r *http.Request) {
		h, dst := r.Header.Get("X-Signature"), make([]byte, 32)
		_, _, _ = h, dst, pin
		if CHECK {
			w.WriteHeader(401)
			return
		}
		b, _ := os.ReadFile("/srv/secret")
		_, _ = w.Write(b)
	})
	panic(http.ListenAndServe(":8080", nil))
}
`
