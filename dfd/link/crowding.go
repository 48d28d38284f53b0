package link

// Contexts are kept apart as long as a program has not very many of them. In a program of 300,000 lines that keeps 70 storage
// backends behind one interface each step of precision is paid for in thousands of instances: the fuller it is, the fewer
// contexts, objects and elements are told apart.

const (
	manyInstances  = 5000 // instances that any program may have, besides one for every four functions
	maxEvaluations = 80   // evaluations for each of these, after which nothing is evaluated again
)

// The limits that depend on how full the program is of instances: see atMost.
var (
	maxContexts     = [4]int{12, 3, 1, 1}           // contexts of a function before further ones share one instance
	maxHigherOrder  = [4]int{400, 100, 40, 1}       // the same for functions that are passed functions
	maxRegistration = [4]int{4000, 4000, 200, 12}   // the same for functions that may register routes
	maxPassed       = [4]int{400, 400, 400, 100}    // lists of code that one function is passed, by which further calls are told apart
	maxCaptured     = [4]int{64, 64, 64, 2}         // how far code is followed there into what it has captured
	maxOpened       = [4]int{1000, 200, 16, 8}      // objects of a value whose contents are looked at
	maxSet          = [4]int{24, 12, 4, 4}          // constants, templates or origins in one value
	maxAlike        = [4]int{24, 12, 1, 1}          // objects of one type in a value: see alike.go
	maxListed       = [4]int{20000, 20000, 200, 48} // elements of a table that are told apart
	maxTurned       = [4]int{64, 8, 0, 0}           // elements of a list whose turns are evaluated in order, but for chains of handlers
	maxLasting      = [4]int{400, 8, 0, 0}          // the same where what lasts is made of them, but nothing registered
)

// plenty is how many instances a program may have before contexts become fewer.
func (l *linker) plenty() int { return l.many + len(l.funcs)/4 }

// crowding says how full a program is of instances: 0 for what any program may have, one more for each time as many again.
func (l *linker) crowding() int { return len(l.insts) / l.plenty() }

// atMost gives the limit for how full the program is: the limits are for none, one, two, and more times as many instances.
func (l *linker) atMost(limits [4]int) int { return limits[min(l.crowding(), 3)] }

// mixes says that the way to an instance leads through one that stands for calls with different functions, or, in a full program,
// for any: what it calls there, and with what, may be what another caller passed.
func (l *linker) mixes(v *visit) bool {
	for ; v != nil; v = v.from {
		if i := v.i.whole(); i.fn.fan || i.merged && (l.higherOrder(i.fn) || l.crowding() > 1) {
			return true
		}
	}
	return false
}

// passedByMany says that the way to an instance leads through one that stands for several calls: what it is passed may be what another one of
// them passes.
func (l *linker) passedByMany(v *visit) bool {
	for ; v != nil; v = v.from {
		if v.i.whole().merged {
			return true
		}
	}
	return false
}
