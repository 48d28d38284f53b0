// Package handlers has the router's handlers.
package handlers

import (
	"database/sql"
	"encoding/json"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

const (
	topicSignedUp = "users.signed_up"
	topicWelcome  = "mails.welcome"
)

type users struct{ db *sql.DB }

type signedUp struct {
	Email string `json:"email"`
}

// Register adds the handlers.
func Register(r *message.Router, sub message.Subscriber, pub message.Publisher, db *sql.DB) {
	u := &users{db}
	r.AddHandler("welcome", topicSignedUp, sub, topicWelcome, pub, u.welcome)
	r.AddConsumerHandler("forget", "users.deleted", sub, u.forget)
}

func (u *users) welcome(msg *message.Message) ([]*message.Message, error) {
	var e signedUp
	if err := json.Unmarshal(msg.Payload, &e); err != nil {
		return nil, err
	}
	if _, err := u.db.ExecContext(msg.Context(), "INSERT INTO users (email) VALUES ($1)", e.Email); err != nil {
		return nil, err
	}
	return message.Messages{message.NewMessage(watermill.NewUUID(), msg.Payload)}, nil
}

func (u *users) forget(msg *message.Message) error {
	_, err := u.db.ExecContext(msg.Context(), "DELETE FROM users WHERE email = $1", string(msg.Payload))
	return err
}
