// Package jobs has the jobs.
package jobs

import (
	"context"
	"database/sql"
	"log"
	"time"
)

// Jobs are done by time.
type Jobs struct{ db *sql.DB }

// New makes them.
func New(db *sql.DB) *Jobs { return &Jobs{db} }

func (j *Jobs) exec(q string) {
	if _, err := j.db.Exec(q); err != nil {
		log.Print(err)
	}
}

func (j *Jobs) Purge()                    { j.exec("DELETE FROM sessions") }
func (j *Jobs) Tally()                    { j.exec("INSERT INTO tallies DEFAULT VALUES") }
func (j *Jobs) Refresh(_ context.Context) { j.exec("UPDATE prices SET at = now()") }
func (j *Jobs) Compact()                  { j.exec("DELETE FROM events") }
func (j *Jobs) Vacuum()                   { j.exec("DELETE FROM blobs") }
func (j *Jobs) Archive()                  { j.exec("INSERT INTO archive SELECT * FROM blobs") }

// Report is a job of its own.
type Report struct{ DB *sql.DB }

// Run runs it.
func (r *Report) Run() {
	if _, err := r.DB.Exec("INSERT INTO reports DEFAULT VALUES"); err != nil {
		log.Print(err)
	}
}

// Watch ticks.
func (j *Jobs) Watch(ctx context.Context) {
	t := time.NewTicker(30 * time.Second)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			j.exec("UPDATE leases SET at = now()")
		case <-ctx.Done():
			return
		}
	}
}
