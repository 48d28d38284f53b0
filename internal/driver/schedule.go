package driver

import (
	"container/heap"
	"context"
	"runtime"
	"sync"
)

// schedule runs n tasks in parallel, a task after those it needs, among tasks that are ready the lowest number first. A
// task calls done when its dependents may start, at the latest by returning. Needs that form a cycle are cut at the
// lowest number. What a task computes must not depend on which others have run besides the ones it needs.
func schedule(ctx context.Context, n int, needs func(int) []int, run func(i int, done func())) {
	s := &scheduler{ctx: ctx, waiting: make([]int, n), next: make([][]int, n), started: make([]bool, n), left: n}
	s.cond = sync.NewCond(&s.mu)
	for i := range n {
		for _, j := range needs(i) {
			if j != i {
				s.waiting[i]++
				s.next[j] = append(s.next[j], i)
			}
		}
	}
	for i, w := range s.waiting {
		if w == 0 {
			heap.Push(&s.ready, i)
		}
	}
	stop := context.AfterFunc(ctx, func() { s.mu.Lock(); s.cond.Broadcast(); s.mu.Unlock() })
	defer stop()
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i, ok := s.take(); ok; i, ok = s.take() {
				var once sync.Once
				done := func() { once.Do(func() { s.done(i) }) }
				run(i, done)
				done()
			}
		})
	}
	wg.Wait()
}

type scheduler struct {
	ctx     context.Context
	mu      sync.Mutex
	cond    *sync.Cond
	ready   ints
	waiting []int   // needs of each task that are not done
	next    [][]int // who needs it
	started []bool
	running int
	left    int // tasks not taken
}

// take returns the next task, waiting for one to become ready.
func (s *scheduler) take() (int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.left > 0 && len(s.ready) == 0 && s.running > 0 && s.ctx.Err() == nil {
		s.cond.Wait()
	}
	if s.left == 0 || s.ctx.Err() != nil {
		return 0, false
	}
	i := s.pick()
	s.started[i] = true
	s.left--
	s.running++
	return i, true
}

// pick returns the lowest ready task; with none ready and none running, what is left forms cycles.
func (s *scheduler) pick() int {
	if len(s.ready) > 0 {
		return heap.Pop(&s.ready).(int)
	}
	for i, started := range s.started {
		if !started {
			return i
		}
	}
	panic("driver: no task left to pick")
}

func (s *scheduler) done(i int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running--
	for _, j := range s.next[i] {
		s.waiting[j]--
		if s.waiting[j] == 0 && !s.started[j] {
			heap.Push(&s.ready, j)
		}
	}
	s.cond.Broadcast()
}

// ints is a heap of task numbers.
type ints []int

func (h ints) Len() int           { return len(h) }
func (h ints) Less(i, j int) bool { return h[i] < h[j] }
func (h ints) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *ints) Push(x any)        { *h = append(*h, x.(int)) }
func (h *ints) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
