package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/gostride/gostride/internal/driver"
)

// Progress shows after a moment, so that short runs stay quiet, and moves a few times a second.
const (
	progressDelay = 400 * time.Millisecond
	progressPace  = 100 * time.Millisecond
	progressWidth = 60
)

// progress is one line on a terminal that says what is being done.
type progress struct {
	w    io.Writer
	mu   sync.Mutex
	next time.Time
}

// newProgress makes the line; where w is no terminal it stays silent.
func newProgress(w io.Writer) *progress {
	return &progress{w: w, next: time.Now().Add(progressDelay)}
}

func (p *progress) step(s driver.Step) {
	if !terminal(p.w) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.After(p.next) {
		p.next = now.Add(progressPace)
		text := s.Doing
		if s.Total > 0 {
			text = fmt.Sprintf("%s %d/%d", s.Doing, s.Done, s.Total)
		}
		fmt.Fprintf(p.w, "\r%-*s", progressWidth, text)
	}
}

// clearProgress takes the line away.
func clearProgress(w io.Writer) {
	if terminal(w) {
		fmt.Fprintf(w, "\r%-*s\r", progressWidth, "")
	}
}

// terminal reports whether a person reads w as it is written.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}
