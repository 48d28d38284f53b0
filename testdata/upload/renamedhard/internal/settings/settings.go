// Package settings collects what is set from outside.
package settings

import (
	"fmt"
	"os"
)

// Settings holds everything the clinic needs to open.
type Settings struct {
	Listen  string // where the clinic is open
	Ledger  string // where the books are
	Archive string // where the plates are
	Seal    []byte // what makes a badge hold
}

// Read collects the settings. The ledger and the seal must be given.
func Read() (Settings, error) {
	ledger, err := must("CLINIC_LEDGER")
	if err != nil {
		return Settings{}, err
	}
	seal, err := must("CLINIC_SEAL")
	if err != nil {
		return Settings{}, err
	}
	return Settings{
		Listen:  env("CLINIC_LISTEN", ":9310"),
		Ledger:  ledger,
		Archive: env("CLINIC_ARCHIVE", "clinic-plates"),
		Seal:    []byte(seal),
	}, nil
}

func must(item string) (string, error) {
	v := os.Getenv(item)
	if v == "" {
		return "", fmt.Errorf("%s must be given", item)
	}
	return v, nil
}

func env(item, otherwise string) string {
	if v := os.Getenv(item); v != "" {
		return v
	}
	return otherwise
}
