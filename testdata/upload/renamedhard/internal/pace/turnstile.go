// Package pace keeps a vet in a hurry from crowding out the others.
package pace

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"example.com/samples/upload/renamedhard/internal/badge"
)

// PerVet lets every vet come n times per span and asks those beyond to wait. It
// belongs behind the gate, which says who the vet is.
func PerVet(n int, span time.Duration) func(http.Handler) http.Handler {
	line := &queues{
		pace: rate.Every(span / time.Duration(n)),
		most: n,
		rest: span,
		vets: make(map[string]*queue),
	}
	comeBack := strconv.Itoa(int(span.Seconds())/n + 1)

	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(rw http.ResponseWriter, req *http.Request) {
			if !line.mayPass(badge.Vet(req.Context())) {
				rw.Header().Set("Retry-After", comeBack)
				http.Error(rw, "please wait your turn", http.StatusTooManyRequests)
				return
			}
			next.ServeHTTP(rw, req)
		})
	}
}

type queue struct {
	turnstile *rate.Limiter
	last      time.Time
}

// queues holds one queue per vet. A vet who has not come for a whole span is
// forgotten.
type queues struct {
	pace rate.Limit
	most int
	rest time.Duration

	mu     sync.Mutex
	vets   map[string]*queue
	tidied time.Time
}

func (line *queues) mayPass(vet string) bool {
	now := time.Now()

	line.mu.Lock()
	defer line.mu.Unlock()
	line.tidy(now)

	q, ok := line.vets[vet]
	if !ok {
		q = &queue{turnstile: rate.NewLimiter(line.pace, line.most)}
		line.vets[vet] = q
	}
	q.last = now
	return q.turnstile.AllowN(now, 1)
}

func (line *queues) tidy(now time.Time) {
	if now.Sub(line.tidied) < line.rest {
		return
	}
	for vet, q := range line.vets {
		if now.Sub(q.last) >= line.rest {
			delete(line.vets, vet)
		}
	}
	line.tidied = now
}
