//go:build unix

// Command bench measures what a run costs, against the floor: listing, parsing and type-checking own packages.
//
//	go run ./internal/bench [-n runs] [-max factor] [-checks factor] [-facts] folder...
//
// Each measurement is a process of its own, with the go commands it starts; the cheapest of the runs counts. With -max the
// exit status is 1 if a full run costs more than that many floors, with -checks if all checks together do.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/gostride/gostride/analyzers/checks"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/jsonmodel"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/internal/pipeline"
	"github.com/gostride/gostride/stride"
)

func main() {
	runs := flag.Int("n", 3, "measure this many `times`")
	limit := flag.Float64("max", 0, "fail if a full run costs more than `factor` floors")
	checksLimit := flag.Float64("checks", 0, "fail if all checks cost more than `factor` floors")
	once := flag.String("once", "", "run one `mode` in this process")
	sizes := flag.Bool("facts", false, "measure what facts come to, against blobs, instead of time")
	deps := flag.String("deps", "auto", "how dependencies are read")
	flag.Parse()
	if *once != "" {
		if err := run(*once, *deps, flag.Arg(0)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		return
	}
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if *sizes {
		for _, dir := range flag.Args() {
			if err := facts(dir, *deps); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(2)
			}
		}
		return
	}
	code := 0
	fmt.Printf("%-28s %10s %10s %10s %8s %8s %14s\n", "folder", "floor", "full", "wall", "factor", "checks", "memory")
	for _, dir := range flag.Args() {
		floor, err := measure(*runs, "floor", *deps, dir)
		full, err2 := measure(*runs, "full", *deps, dir)
		checked, err3 := measure(*runs, "checks", *deps, dir)
		if err != nil || err2 != nil || err3 != nil {
			fmt.Fprintf(os.Stderr, "%s: could not be measured\n", dir)
			code = 2
			continue
		}
		factor := full.cpu.Seconds() / floor.cpu.Seconds()
		share := checked.cpu.Seconds() / floor.cpu.Seconds()
		fmt.Printf("%-28s %8.2f s %8.2f s %8.2f s %7.2f× %7.3f× %5.2f× (%d MB)\n", dir, floor.cpu.Seconds(), full.cpu.Seconds(),
			full.wall.Seconds(), factor, share, float64(full.memory)/float64(floor.memory), full.memory>>20)
		if *checksLimit > 0 && share > *checksLimit {
			fmt.Fprintf(os.Stderr, "%s: all checks cost %.3f floors, more than %.2f\n", dir, share, *checksLimit)
			code = 1
		}
		if *limit > 0 && factor > *limit {
			fmt.Fprintf(os.Stderr, "%s: a full run costs %.2f floors, more than %.2f\n", dir, factor, *limit)
			code = 1
		}
	}
	os.Exit(code)
}

// cost is what a process and those it started used.
type cost struct {
	cpu, wall time.Duration
	memory    int64 // of the largest process, in bytes
}

func measure(runs int, mode, deps, dir string) (best cost, err error) {
	self, err := os.Executable()
	if err != nil {
		return best, err
	}
	for i := range runs {
		cmd := exec.Command(self, "-once", mode, "-deps", deps, dir)
		cmd.Stderr = os.Stderr
		start := time.Now()
		out, err := cmd.Output()
		if err != nil {
			return best, err
		}
		c := cost{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), time.Since(start), 0}
		if ru, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			c.memory = int64(ru.Maxrss) << 10
		}
		if mode == "checks" { // it says itself what they take of its time
			if c.cpu, err = time.ParseDuration(strings.TrimSpace(string(out))); err != nil {
				return best, err
			}
		}
		if i == 0 || c.cpu < best.cpu {
			best = c
		}
	}
	return best, nil
}

// check rates a linked program once more, from nothing, and prints the CPU time that this takes.
func check(p *dfd.Program) error {
	again := &dfd.Program{Model: p.Model, Uses: p.Uses, Guards: p.Guards, Chains: p.Chains, Limits: p.Limits}
	runtime.GC()
	before := cpu()
	if err := stride.Assess(again, checks.All(), stride.Options{}); err != nil {
		return err
	}
	fmt.Println(cpu() - before)
	return nil
}

func cpu() time.Duration {
	var ru syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &ru); err != nil {
		return 0
	}
	return time.Duration(ru.Utime.Nano() + ru.Stime.Nano())
}

func run(mode, deps, dir string) error {
	debug.SetGCPercent(200) // as the command
	c := driver.Config{Dir: dir, Deps: deps, TypesOnly: mode == "floor"}
	if c.TypesOnly {
		_, err := driver.Load(context.Background(), c)
		return err
	}
	p, _, err := pipeline.Run(context.Background(), pipeline.Config{Config: c})
	if err != nil {
		return err
	}
	if mode == "checks" {
		return check(p)
	}
	return jsonmodel.Write(io.Discard, p.Model)
}
