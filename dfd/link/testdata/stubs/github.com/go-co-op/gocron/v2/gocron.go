package gocron

import "time"

type Scheduler interface {
	NewJob(JobDefinition, Task, ...JobOption) (Job, error)
	Start()
}
type JobDefinition interface{ setup() }
type JobOption func()
type Job interface{ ID() string }
type Task func()

func NewScheduler() (Scheduler, error)                       { return nil, nil }
func DurationJob(duration time.Duration) JobDefinition       { return nil }
func CronJob(crontab string, withSeconds bool) JobDefinition { return nil }
func NewTask(function any, parameters ...any) Task           { return nil }
