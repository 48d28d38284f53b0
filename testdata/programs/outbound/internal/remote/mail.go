package remote

import (
	"errors"
	"fmt"
	"net/smtp"
	"strings"
)

// Mail is a mail server that the shop may use.
type Mail struct {
	addr string
	from string
}

// NewMail returns the mail server at addr; mail comes from from.
func NewMail(addr, from string) *Mail { return &Mail{addr: addr, from: from} }

// Send sends one mail.
func (m *Mail) Send(to, subject, text string) error {
	if strings.ContainsAny(to+subject, "\r\n") {
		return errors.New("line break in mail header")
	}
	msg := fmt.Sprintf("From: %s\r\nTo: %s\r\nSubject: %s\r\n\r\n%s", m.from, to, subject, text)
	if err := smtp.SendMail(m.addr, nil, m.from, []string{to}, []byte(msg)); err != nil {
		return fmt.Errorf("send mail: %w", err)
	}
	return nil
}
