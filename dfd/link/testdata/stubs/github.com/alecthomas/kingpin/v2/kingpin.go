package kingpin

type FlagClause struct{ parserMixin }

type parserMixin struct{}

func (p *parserMixin) String() *string { panic("") }

func (f *FlagClause) Default(values ...string) *FlagClause { panic("") }

func (f *FlagClause) Envar(name string) *FlagClause { panic("") }

func Flag(name, help string) *FlagClause { panic("") }

func Parse() string { panic("") }
