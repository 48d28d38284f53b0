package nats

import "time"

type Option func() error
type Conn struct{}
type Header map[string][]string

func (h Header) Get(key string) string { return "" }

type Msg struct {
	Subject string
	Reply   string
	Header  Header
	Data    []byte
}

func (m *Msg) Respond(data []byte) error { return nil }

type MsgHandler func(msg *Msg)
type Subscription struct{}

func Connect(url string, options ...Option) (*Conn, error)                      { return nil, nil }
func (nc *Conn) Subscribe(subj string, cb MsgHandler) (*Subscription, error)    { return nil, nil }
func (nc *Conn) SubscribeSync(subj string) (*Subscription, error)               { return nil, nil }
func (nc *Conn) ChanSubscribe(subj string, ch chan *Msg) (*Subscription, error) { return nil, nil }
func (nc *Conn) Publish(subj string, data []byte) error                         { return nil }
func (s *Subscription) NextMsg(timeout time.Duration) (*Msg, error)             { return nil, nil }
