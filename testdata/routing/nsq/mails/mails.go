// Package mails sends mails.
package mails

import (
	"encoding/json"
	"net/smtp"
	"os"

	"github.com/nsqio/go-nsq"
)

// Welcome greets whoever signed up.
type Welcome struct{ Out *nsq.Producer }

// HandleMessage sends one.
func (w *Welcome) HandleMessage(m *nsq.Message) error {
	var in struct {
		Email string `json:"email"`
		Name  string `json:"name"`
	}
	if err := json.Unmarshal(m.Body, &in); err != nil {
		return err
	}
	if err := send(in.Email, "Welcome, "+in.Name); err != nil {
		return err
	}
	return w.Out.Publish("mails.sent", m.Body)
}

// Reset sends links to new passwords.
type Reset struct{ Out *nsq.Producer }

// HandleMessage sends one.
func (r *Reset) HandleMessage(m *nsq.Message) error {
	return send(string(m.Body), "Reset")
}

// Bounced notes what came back.
func Bounced(m *nsq.Message) error {
	return os.WriteFile("/var/lib/mails/bounced", m.Body, 0o600)
}

func send(to, text string) error {
	return smtp.SendMail(os.Getenv("SMTP_ADDR"), nil, "noreply@example.com", []string{to}, []byte(text))
}
