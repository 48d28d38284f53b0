package link

// undescribed are the functions called of libraries whose models say nothing of them: those that may reach something, and those that by
// their signatures cannot.
func (a *assembly) undescribed() (unspoken, harmless []string) {
	idle := map[string]bool{}
	for _, pi := range a.l.pkgs {
		for _, n := range pi.p.Idle {
			idle[catKey(pi.p.Syms[n])] = true
		}
	}
	for _, sym := range keysOf(a.unspoken) {
		if idle[sym] {
			harmless = append(harmless, sym)
		} else {
			unspoken = append(unspoken, sym)
		}
	}
	return unspoken, harmless
}
