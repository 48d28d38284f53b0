// Package store keeps everything in one database.
package store

import "database/sql"

type Store struct{ db *sql.DB }

func New(db *sql.DB) *Store { return &Store{db} }

func (s *Store) Note(what, text string) error {
	_, err := s.db.Exec("INSERT INTO notes (what, body) VALUES ($1, $2)", what, text)
	return err
}

func (s *Store) Commands(user string) (string, error) {
	var out string
	err := s.db.QueryRow("SELECT text FROM commands WHERE owner = $1", user).Scan(&out)
	return out, err
}

func (s *Store) Deliver(from, to string, body []byte) error {
	_, err := s.db.Exec("INSERT INTO mails (sender, recipient, body) VALUES ($1, $2, $3)", from, to, body)
	return err
}

func (s *Store) Record(name string) (string, error) {
	var out string
	err := s.db.QueryRow("SELECT target FROM records WHERE name = $1", name).Scan(&out)
	return out, err
}

func (s *Store) Password(user string) (string, error) {
	var hash string
	err := s.db.QueryRow("SELECT password FROM people WHERE name = $1", user).Scan(&hash)
	return hash, err
}

func (s *Store) Person(name string) (string, error) {
	var mail string
	err := s.db.QueryRow("SELECT mail FROM people WHERE name = $1", name).Scan(&mail)
	return mail, err
}

func (s *Store) Heard(from, text string) error {
	_, err := s.db.Exec("INSERT INTO beacons (origin, body) VALUES ($1, $2)", from, text)
	return err
}
