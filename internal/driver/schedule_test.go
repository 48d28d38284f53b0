package driver

import (
	"context"
	"slices"
	"sync"
	"testing"
)

func TestScheduleKeepsOrder(t *testing.T) {
	needs := [][]int{0: nil, 1: {0}, 2: {0}, 3: {1, 2}, 4: {5}, 5: {4}, 6: {5}} // 4 and 5 need each other
	for range 50 {
		var mu sync.Mutex
		var done []int
		schedule(context.Background(), len(needs), func(i int) []int { return needs[i] }, func(i int, _ func()) {
			mu.Lock()
			defer mu.Unlock()
			done = append(done, i)
		})
		at := func(i int) int { return slices.Index(done, i) }
		if len(done) != len(needs) || at(0) > at(1) || at(1) > at(3) || at(2) > at(3) || at(4) > at(5) || at(5) > at(6) {
			t.Fatalf("order %v", done)
		}
	}
}

func TestScheduleStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var mu sync.Mutex
	n := 0
	schedule(ctx, 1000, func(int) []int { return nil }, func(int, func()) {
		mu.Lock()
		defer mu.Unlock()
		if n++; n == 3 {
			cancel()
			<-ctx.Done()
		}
	})
	if n >= 1000 {
		t.Error("all tasks ran after the context was cancelled")
	}
}
