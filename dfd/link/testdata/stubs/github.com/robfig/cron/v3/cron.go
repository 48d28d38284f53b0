package cron

type EntryID int
type Job interface{ Run() }
type Option func(*Cron)
type Cron struct{}

func New(opts ...Option) *Cron                                   { return nil }
func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error) { return 0, nil }
func (c *Cron) AddJob(spec string, cmd Job) (EntryID, error)     { return 0, nil }
func (c *Cron) Run()                                             {}
