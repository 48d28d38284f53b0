package mailin

import (
	"io"
	"log"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"example.com/routing/netservers/store"
)

// ServeCareless takes mail of whoever names himself: nobody looks at the password.
func ServeCareless(s *store.Store, addr string) {
	srv := smtp.NewServer(&carelessBackend{s})
	srv.Addr = addr
	log.Fatal(srv.ListenAndServe())
}

type carelessBackend struct{ s *store.Store }

func (b *carelessBackend) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &careless{s: b.s}, nil
}

type careless struct {
	s          *store.Store
	user, from string
}

func (c *careless) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *careless) Auth(mech string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(identity, username, password string) error {
		c.user = username
		return nil
	}), nil
}

func (c *careless) Mail(from string, opts *smtp.MailOptions) error {
	if c.user == "" {
		return smtp.ErrAuthRequired
	}
	c.from = from
	return nil
}

func (c *careless) Rcpt(to string, opts *smtp.RcptOptions) error { return nil }

func (c *careless) Data(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return c.s.Deliver(c.from, c.user, body)
}

func (c *careless) Reset()        { c.from = "" }
func (c *careless) Logout() error { c.user = ""; return nil }
