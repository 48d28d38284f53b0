// Package flags has declarations of github.com/jessevdk/go-flags.
package flags

type Options uint

const Default Options = 7

type Commander interface{ Execute(args []string) error }

type Parser struct {
	CommandHandler func(command Commander, args []string) error
}

func NewParser(data any, options Options) *Parser
func (p *Parser) Parse() ([]string, error)
func Parse(data any) ([]string, error)
