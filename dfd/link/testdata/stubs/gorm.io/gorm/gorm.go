// Package gorm stands for gorm.io/gorm in tests.
package gorm

type DB struct{ Error error }

type Dialector interface{ Name() string }

type Option interface{ Apply() error }

func Open(d Dialector, opts ...Option) (*DB, error) { return &DB{}, nil }

func (db *DB) Where(query any, args ...any) *DB { return db }

func (db *DB) Find(dest any, conds ...any) *DB { return db }
