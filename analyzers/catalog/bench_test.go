package catalog

import (
	"testing"
	"time"
)

// maxStart is what the catalogue may cost a run that needs it. A run that does not need it pays nothing: the embedded text
// is data of the binary, read on first use.
const maxStart = 20 * time.Millisecond

// TestStart: reading the embedded catalogue, and looking up what a program of some size looks up, stays within the limit.
func TestStart(t *testing.T) {
	best := time.Hour
	for range 5 { // the machine may be busy: the best of five counts
		start := time.Now()
		start1(t)
		best = min(best, time.Since(start))
	}
	if best > maxStart {
		t.Errorf("%v, want at most %v", best, maxStart)
	}
}

func start1(t testing.TB) {
	c, err := readCompact(compact)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range asked {
		if c.Lookup(s) == nil {
			t.Fatalf("nothing is known of %s", s)
		}
	}
}

var asked = []string{"net/http.HandleFunc", "github.com/go-chi/chi/v5.Mux.Get", "github.com/jackc/pgx/v5/pgxpool.Pool.Query", "github.com/redis/go-redis/v9.NewClient",
	"github.com/labstack/echo/v4.Echo.GET", "github.com/gin-gonic/gin.RouterGroup.GET", "gorm.io/gorm.DB.Create", "os.WriteFile"}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		start1(b)
	}
}
