package judge

import (
	"time"

	"github.com/gostride/gostride/dfd"
)

// Limit is a control's value beyond which the control is weak: there, and without effect.
type Limit struct {
	Name    string // how a person names it in the configuration
	Default string
	Why     string
}

// Limits is the documented table. dfd.Program.Limits overrides entries by name.
var Limits = []Limit{
	{PresignedLink, "1h", "a link that grants access by itself should not outlive the page that shows it"},
	{UploadLimit, "1GiB", "a request body above this fills a disk in minutes, limit or not"},
	{BodyLimit, "64MiB", "a body that is decoded in memory above this takes the process down with a few parallel requests"},
	{RequestRate, "100/1s", "what one caller may ask of a route that writes or pays; a person does not get near it"},
	{LoginRate, "60/1m", "guesses of one caller; a password of a common list falls within a day above it"},
}

// The names of the limits.
const (
	PresignedLink = "presigned-link"
	UploadLimit   = "upload-limit"
	BodyLimit     = "body-limit"
	RequestRate   = "request-rate"
	LoginRate     = "login-rate"
)

// limit returns the text of a limit: a person's, else the default.
func limit(p *dfd.Program, name string) string {
	if own := p.Limits[name]; own != "" {
		return own
	}
	for _, l := range Limits {
		if l.Name == name {
			return l.Default
		}
	}
	return ""
}

// DurationLimit returns a limit that is a duration. A person's entry that is none counts for nothing.
func DurationLimit(p *dfd.Program, name string) time.Duration {
	if d, ok := ParseDuration(limit(p, name)); ok {
		return d
	}
	d, _ := ParseDuration(limit(&dfd.Program{}, name))
	return d
}

// SizeLimit returns a limit in bytes.
func SizeLimit(p *dfd.Program, name string) int64 {
	if n, ok := ParseSize(limit(p, name)); ok {
		return n
	}
	n, _ := ParseSize(limit(&dfd.Program{}, name))
	return n
}

// RateLimit returns a limit in events per second.
func RateLimit(p *dfd.Program, name string) float64 {
	if r, ok := ParseRate(limit(p, name)); ok {
		return r
	}
	r, _ := ParseRate(limit(&dfd.Program{}, name))
	return r
}
