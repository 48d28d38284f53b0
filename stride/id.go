package stride

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"strings"
)

// alphabet has no vowels, so that no word comes out, and nothing that is read as something else.
const alphabet = "23456789BCDFGHJKMNPQRSTVWXZ"

// idLength is four characters, half a million ids: enough for one program, short enough to say aloud.
const idLength = 4

// mint gives each row its id. Rows come sorted by their keys. The first row with an outer key is named by that key alone,
// so that its id outlives renames inside the program; its siblings are named by both keys. Where two names hash alike, the
// later one is hashed again.
func mint(rows []*row) {
	ids := newMinter("T-")
	named := make(map[string]bool)
	for _, r := range rows {
		name := r.threat.Outer
		if named[name] {
			name += "\x00" + r.threat.Inner + "\x00" + r.threat.Target + "\x00" + r.threat.Title
		}
		named[r.threat.Outer] = true
		r.threat.ID = ids.mint(name)
	}
}

// minter hands out short ids, none twice.
type minter struct {
	prefix string
	used   map[string]bool
}

func newMinter(prefix string) *minter { return &minter{prefix, make(map[string]bool)} }

func (m *minter) mint(name string) string {
	for try := 0; ; try++ {
		salted := name
		if try > 0 {
			salted = fmt.Sprintf("%s\x00#%d", name, try)
		}
		id := m.prefix + short(salted)
		if !m.used[id] {
			m.used[id] = true
			return id
		}
	}
}

// short is the first characters of a hash, in our alphabet.
func short(name string) string {
	sum := sha256.Sum256([]byte(name))
	n, base := new(big.Int).SetBytes(sum[:]), big.NewInt(int64(len(alphabet)))
	var b strings.Builder
	for range idLength {
		var digit big.Int
		n.DivMod(n, base, &digit)
		b.WriteByte(alphabet[digit.Int64()])
	}
	return b.String()
}
