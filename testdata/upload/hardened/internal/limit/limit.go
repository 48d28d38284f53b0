// Package limit slows down users who ask for too much.
package limit

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"example.com/samples/upload/hardened/internal/auth"
)

// PerUser lets every user make n requests per interval and answers 429 to
// those beyond. It belongs behind auth, which says who the user is.
func PerUser(n int, per time.Duration) func(http.Handler) http.Handler {
	b := &buckets{
		limit: rate.Every(per / time.Duration(n)),
		burst: n,
		idle:  per,
		users: make(map[string]*bucket),
	}
	retryAfter := strconv.Itoa(int(per.Seconds())/n + 1)

	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !b.allow(auth.UserID(r.Context())) {
				w.Header().Set("Retry-After", retryAfter)
				http.Error(w, "too many requests", http.StatusTooManyRequests)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

type bucket struct {
	limiter *rate.Limiter
	seen    time.Time
}

// buckets holds one token bucket per user. A user who has been idle for as
// long as a bucket takes to fill is forgotten.
type buckets struct {
	limit rate.Limit
	burst int
	idle  time.Duration

	mu    sync.Mutex
	users map[string]*bucket
	swept time.Time
}

func (b *buckets) allow(user string) bool {
	now := time.Now()

	b.mu.Lock()
	defer b.mu.Unlock()
	b.sweep(now)

	u, ok := b.users[user]
	if !ok {
		u = &bucket{limiter: rate.NewLimiter(b.limit, b.burst)}
		b.users[user] = u
	}
	u.seen = now
	return u.limiter.AllowN(now, 1)
}

func (b *buckets) sweep(now time.Time) {
	if now.Sub(b.swept) < b.idle {
		return
	}
	for user, u := range b.users {
		if now.Sub(u.seen) >= b.idle {
			delete(b.users, user)
		}
	}
	b.swept = now
}
