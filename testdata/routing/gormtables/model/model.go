// Package model has the types.
package model

import "gorm.io/gorm"

// Person is kept in people.
type Person struct {
	gorm.Model
	Name  string
	Email string
	Keys  []APIKey
}

// APIKey is kept in api_keys.
type APIKey struct {
	ID       uint
	PersonID uint
	Secret   string
}

// Audit says its table itself.
type Audit struct {
	ID   uint
	What string
}

// TableName is that table.
func (*Audit) TableName() string { return "audit_log" }

// Category is kept in categories.
type Category struct{ ID uint }
