package join

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// connectTopics draws what a consumer receives from where a producer puts it: the same topic at the same broker, in another
// binary. The flow from whoever else the broker lets publish stays.
func connectTopics(m *dfd.Model) {
	for _, f := range slices.Clone(m.Flows) {
		broker, ok := dfd.SenderTo(f.From)
		if !ok || f.Op != "consume" || m.Element(broker) == nil {
			continue
		}
		for _, e := range m.EntryPoints {
			if e.Element == f.To && produced(m, broker, e) {
				m.Flows = append(m.Flows, &dfd.Flow{ID: dfd.FlowID(broker, f.To, "consume"), From: broker, To: f.To, Op: "consume", Label: e.Path, Names: []string{e.Path},
					Protocol: f.Protocol, Transport: f.Transport, Data: slices.Clone(f.Data), EntryPoints: []string{e.ID}, Site: f.Site, Trace: f.Trace,
					Crosses: crosses(m, broker, f.To)})
			}
		}
	}
}

// produced says that another binary than the consumer's publishes its topic.
func produced(m *dfd.Model, broker string, consumer *dfd.EntryPoint) bool {
	return slices.ContainsFunc(m.Flows, func(f *dfd.Flow) bool {
		return f.To == broker && f.Op == "publish" && slices.Contains(f.Names, consumer.Path) && slices.ContainsFunc(f.EntryPoints, func(id string) bool {
			e := m.Entry(id)
			return e != nil && !sharesProcess(e, consumer)
		})
	})
}
