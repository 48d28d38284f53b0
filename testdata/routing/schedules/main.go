// Command schedules runs jobs by cron, gocron and tickers.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"
	"time"

	gocronv1 "github.com/go-co-op/gocron"
	"github.com/go-co-op/gocron/v2"
	older "github.com/jasonlvhit/gocron"
	_ "github.com/lib/pq"
	"github.com/robfig/cron/v3"

	"example.com/routing/schedules/jobs"
)

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	j := jobs.New(db)
	c := cron.New(cron.WithSeconds())
	for spec, f := range map[string]func(){"0 0 3 * * *": j.Purge, "@hourly": j.Tally} {
		if _, err := c.AddFunc(spec, f); err != nil {
			log.Fatal(err)
		}
	}
	if _, err := c.AddJob(os.Getenv("REPORT_CRON"), &jobs.Report{DB: db}); err != nil {
		log.Fatal(err)
	}
	c.Start()

	s, err := gocron.NewScheduler()
	if err != nil {
		log.Fatal(err)
	}
	if _, err := s.NewJob(gocron.DurationJob(15*time.Minute), gocron.NewTask(j.Refresh, context.Background())); err != nil {
		log.Fatal(err)
	}
	if _, err := s.NewJob(gocron.CronJob("30 1 * * *", false), gocron.NewTask(func() { j.Tally() })); err != nil {
		log.Fatal(err)
	}
	s.Start()

	old := gocronv1.NewScheduler(time.UTC)
	if _, err := old.Every(5).Minutes().Do(j.Compact); err != nil {
		log.Fatal(err)
	}
	if _, err := old.Cron("*/10 * * * *").Do(j.Vacuum); err != nil {
		log.Fatal(err)
	}
	old.StartAsync()

	if err := older.Every(2).Days().Do(j.Archive); err != nil {
		log.Fatal(err)
	}
	older.Start()
	j.Watch(context.Background())
}
