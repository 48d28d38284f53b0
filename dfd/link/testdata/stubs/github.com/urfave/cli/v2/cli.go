package cli

type Context struct{}

func (c *Context) String(name string) string { return "" }

type ActionFunc func(*Context) error

type Command struct {
	Name        string
	Action      ActionFunc
	Subcommands []*Command
}

type App struct {
	Name     string
	Action   ActionFunc
	Commands []*Command
}

func (a *App) Run(arguments []string) error { return nil }
