package link

import "slices"

// A call of the set-up code may be made on several ways, of which it has the first: two commands that each set the server up share what
// they do alike. Whether it was made whenever another was is asked of the way that the other has come by.

// sure says that a call of the set-up code (u) was made whenever another (r) was: before it, or after it in any case.
func (l *linker) sure(u, r []frame) bool {
	if l.sureOn(u, r) {
		return true
	}
	own := l.asFrom(u, r)
	return own != nil && l.sureOn(own, r)
}

// asFrom gives the way to a call that begins as the way to another does, nil where that does not lead there.
func (l *linker) asFrom(u, r []frame) []frame {
	for n := len(r) - 1; n >= 0; n-- {
		for k := len(u) - 2; k >= 0; k-- {
			if u[k].i.fn != r[n].i.fn || u[k].i == r[n].i {
				continue
			}
			if slices.ContainsFunc(r[n].i.targets(u[k].at), func(t *inst) bool { return t.whole() == u[k+1].i }) {
				return slices.Concat(r[:n], []frame{{r[n].i, u[k].at}}, u[k+1:])
			}
		}
	}
	return nil
}
