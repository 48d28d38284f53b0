// Package settings collects what is set from outside.
package settings

import (
	"errors"
	"os"
)

// Settings holds everything the clinic needs to open.
type Settings struct {
	Listen  string // where the clinic is open
	Ledger  string // where the books are
	Archive string // where the plates are
	Seal    []byte // what makes a badge hold
}

// Read collects the settings. Only the ledger must be given.
func Read() (Settings, error) {
	set := Settings{
		Listen:  env("CLINIC_LISTEN", ":9310"),
		Ledger:  os.Getenv("CLINIC_LEDGER"),
		Archive: env("CLINIC_ARCHIVE", "clinic-plates"),
		Seal:    []byte(env("CLINIC_SEAL", "good-dog")),
	}
	if set.Ledger == "" {
		return Settings{}, errors.New("CLINIC_LEDGER must be given")
	}
	return set, nil
}

func env(item, otherwise string) string {
	if v := os.Getenv(item); v != "" {
		return v
	}
	return otherwise
}
