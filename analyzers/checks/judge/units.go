package judge

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseDuration reads "1h30m", or a plain number of nanoseconds as constants of type time.Duration are written.
func ParseDuration(s string) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return time.Duration(n), true
	}
	d, err := time.ParseDuration(s)
	return d, err == nil
}

// units are the sizes that ParseSize knows, longest names first.
var units = []struct {
	name string
	size int64
}{
	{"KIB", 1 << 10}, {"MIB", 1 << 20}, {"GIB", 1 << 30}, {"TIB", 1 << 40},
	{"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12},
	{"K", 1 << 10}, {"M", 1 << 20}, {"G", 1 << 30}, {"T", 1 << 40}, {"B", 1},
}

// ParseSize reads a number of bytes: "52428800", "50 MiB", "2M".
func ParseSize(s string) (int64, bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	factor := int64(1)
	for _, u := range units {
		if number, ok := strings.CutSuffix(s, u.name); ok {
			s, factor = strings.TrimSpace(number), u.size
			break
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n*float64(factor) >= 1<<63 {
		return 0, false
	}
	return int64(n * float64(factor)), true
}

// ParseRate reads "20 per 1m0s", "100/1s" or "5/s" as events per second. A bare number is events per second.
func ParseRate(s string) (float64, bool) {
	count, per, found := strings.Cut(strings.Replace(s, " per ", "/", 1), "/")
	n, err := strconv.ParseFloat(strings.TrimSpace(count), 64)
	if err != nil || n < 0 {
		return 0, false
	}
	if !found {
		return n, true
	}
	per = strings.TrimSpace(per)
	if per != "" && (per[0] < '0' || per[0] > '9') {
		per = "1" + per
	}
	d, ok := ParseDuration(per)
	if !ok || d <= 0 {
		return 0, false
	}
	return n / d.Seconds(), true
}

// Size writes a number of bytes for people: "50 MiB", "50 GB", "1000 bytes".
func Size(n int64) string {
	for _, u := range []struct {
		name string
		size int64
	}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"GB", 1e9}, {"MiB", 1 << 20}, {"MB", 1e6}, {"KiB", 1 << 10}} {
		if n >= u.size && n%u.size == 0 {
			return fmt.Sprintf("%d %s", n/u.size, u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// Duration writes a duration for people: "10 min", "7 days", "1h30m".
func Duration(d time.Duration) string {
	const day = 24 * time.Hour
	for _, u := range []struct {
		name string
		size time.Duration
	}{{"day", day}, {"h", time.Hour}, {"min", time.Minute}, {"s", time.Second}} {
		if d < u.size || d%u.size != 0 {
			continue
		}
		n := int64(d / u.size)
		if u.name == "day" && n != 1 {
			return fmt.Sprintf("%d days", n)
		}
		return fmt.Sprintf("%d %s", n, u.name)
	}
	return d.String()
}
