package catalog

import (
	"testing"
	"time"
)

// A run that needs the catalogue pays for reading it, 5 ms of the 20 that DESIGN allows (go test -bench Start says what it is
// here); one that does not pays nothing: the embedded text is data of the binary, read on first use.

// TestStart: a run reads of the embedded catalogue what it asks for. Decoding all of it costs several times as much, however
// busy the machine is.
func TestStart(t *testing.T) {
	some, all := time.Hour, time.Hour
	for range 10 { // in turns, so that both see the same machine; the best of each counts
		some = min(some, timed(func() { start1(t) }))
		all = min(all, timed(func() { start1(t).Rows() }))
	}
	t.Logf("%v for what a program asks, %v for everything", some, all)
	if 2*some > all {
		t.Errorf("reading what a program asks takes %v, and everything %v: more is decoded than is asked for", some, all)
	}
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

func start1(t testing.TB) *Catalog {
	c, err := readCompact(compact)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range asked {
		if c.Lookup(s) == nil {
			t.Fatalf("nothing is known of %s", s)
		}
	}
	return c
}

var asked = []string{"net/http.HandleFunc", "github.com/go-chi/chi/v5.Mux.Get", "github.com/jackc/pgx/v5/pgxpool.Pool.Query", "github.com/redis/go-redis/v9.NewClient",
	"github.com/labstack/echo/v4.Echo.GET", "github.com/gin-gonic/gin.RouterGroup.GET", "gorm.io/gorm.DB.Create", "os.WriteFile"}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		start1(b)
	}
}
