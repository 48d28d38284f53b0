package cli

type Context struct{}

func (c *Context) String(name string) string { return "" }

type ActionFunc func(*Context) error

type Command struct {
	Name        string
	Action      ActionFunc
	Subcommands []*Command
	Flags       []Flag
}

type App struct {
	Name     string
	Action   ActionFunc
	Commands []*Command
	Flags    []Flag
}

func (a *App) Run(arguments []string) error { return nil }

func (c *Context) Bool(name string) bool { return false }

type Flag interface{ Names() []string }

type BoolFlag struct {
	Name        string
	Value       bool
	Destination *bool
}

func (f *BoolFlag) Names() []string { return nil }
