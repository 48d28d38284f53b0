// Package mailin takes mail.
package mailin

import (
	"errors"
	"io"
	"log"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"golang.org/x/crypto/bcrypt"

	"example.com/routing/netservers/store"
)

func Serve(s *store.Store, addr string) {
	srv := smtp.NewServer(&backend{s})
	srv.Addr = addr
	srv.Domain = "example.com"
	srv.MaxMessageBytes = 1 << 20
	srv.ReadTimeout = 10 * time.Second
	log.Fatal(srv.ListenAndServe())
}

type backend struct{ s *store.Store }

func (b *backend) NewSession(c *smtp.Conn) (smtp.Session, error) { return &session{s: b.s}, nil }

type session struct {
	s        *store.Store
	user     string
	from, to string
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(mech string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(identity, username, password string) error {
		hash, err := s.s.Password(username)
		if err != nil || bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)) != nil {
			return errors.New("wrong password")
		}
		s.user = username
		return nil
	}), nil
}

func (s *session) Mail(from string, opts *smtp.MailOptions) error {
	if s.user == "" {
		return smtp.ErrAuthRequired
	}
	s.from = from
	return nil
}

func (s *session) Rcpt(to string, opts *smtp.RcptOptions) error {
	s.to = to
	return nil
}

func (s *session) Data(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return s.s.Deliver(s.from, s.to, body)
}

func (s *session) Reset()        { s.from, s.to = "", "" }
func (s *session) Logout() error { return nil }
