package cobra

type Command struct {
	Use               string
	Short             string
	PersistentPreRunE func(cmd *Command, args []string) error
	RunE              func(cmd *Command, args []string) error
	Run               func(cmd *Command, args []string)
}

func (c *Command) AddCommand(cmds ...*Command) {}
func (c *Command) Execute() error              { return nil }
