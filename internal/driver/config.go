package driver

// How external packages are read.
const (
	DepsAuto   = "auto"   // export data where the build cache holds all of it, else source
	DepsExport = "export" // export data; the go command compiles what is missing
	DepsSource = "source" // source, without function bodies
)

// Config says what to load and how.
type Config struct {
	Dir       string   // what Patterns are relative to; "" is the working directory
	Patterns  []string // as for go list; none is ./...
	Tags      []string // build tags
	Include   []string // import path prefixes of packages that are own wherever their files lie
	Deps      string   // DepsAuto ("" too), DepsExport or DepsSource
	Offline   bool     // the go command opens no connection
	Untrusted bool     // Offline, DepsSource, no cgo: nothing of the analysed source is run, not even a cgo directive
	Env       []string // environment of the go command; nil is the process's own
	TypesOnly bool     // no summaries: the floor that costs are measured against
	KeepTypes bool     // Result.Types is wanted
	Progress  func(Step)
}

// Step is one message of progress. Total is 0 where it is not known.
type Step struct {
	Doing string // "listing packages", "reading dependencies", "reading packages"
	Done  int
	Total int
}

func (c *Config) step(doing string, done, total int) {
	if c.Progress != nil {
		c.Progress(Step{doing, done, total})
	}
}

// deps returns how external packages are read, after --untrusted has had its say.
func (c *Config) deps() string {
	switch {
	case c.Untrusted:
		return DepsSource
	case c.Deps == "":
		return DepsAuto
	}
	return c.Deps
}
