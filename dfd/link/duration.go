package link

import (
	"math/big"

	"github.com/gostride/gostride/analyzers/summary"
)

// units are what the methods of a duration count it by, in nanoseconds.
var units = map[string]int64{"Nanoseconds": 1, "Microseconds": 1e3, "Milliseconds": 1e6, "Seconds": 1e9, "Minutes": 60e9, "Hours": 3600e9}

// inUnits is a duration as a number of units, where it is some whole ones: (2 * time.Hour).Minutes().
func (l *linker) inUnits(sym int32, d set) set {
	unit := big.NewInt(units[lastName(l.syms.list[sym])])
	b := builder{t: l.sets}
	b.addSet(l.rest(d))
	for _, a := range l.sets.list[d] {
		n := l.number(l.sets.of(a))
		if n == nil || unit.Sign() == 0 {
			continue
		}
		if q, left := new(big.Int).QuoRem(n, unit, new(big.Int)); left.Sign() == 0 {
			b.add(l.atoms.get(atomKey{kind: aConst, x: int32(summary.KindNumber), s: q.String()}))
		}
	}
	return l.widen(b.set())
}
