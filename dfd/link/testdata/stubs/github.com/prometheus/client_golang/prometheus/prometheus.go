// Package prometheus has declarations of github.com/prometheus/client_golang/prometheus.
package prometheus

type Desc struct{}

type Metric interface{ Desc() *Desc }

type Collector interface {
	Describe(chan<- *Desc)
	Collect(chan<- Metric)
}

type Registerer interface {
	Register(Collector) error
	MustRegister(...Collector)
}

type GaugeOpts struct{ Name string }

type GaugeFunc interface{ Collector }

func MustRegister(cs ...Collector)
func NewGaugeFunc(opts GaugeOpts, function func() float64) GaugeFunc
