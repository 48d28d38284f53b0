package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// collectors are the functions that a library of metrics was given to find values when it is asked for them: Collect of what was
// registered with Prometheus. Whoever asks for the metrics has them run.
func (l *linker) collectors() []*inst {
	var out []*inst
	for _, i := range l.insts {
		i.eachRow(func(at int32, _ *hit, r *catalog.Row) {
			if r.Role != "callback" || r.Attr["kind"] != "collector" {
				return
			}
			for _, t := range i.calls[at] {
				if !slices.Contains(out, t) {
					out = append(out, t)
				}
			}
		})
	}
	return out
}
