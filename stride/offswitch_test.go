package stride

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
)

// TestOffByDefault: what a finding says of an entry point that is only there where a switch is put on is a question, of the others it stays open.
func TestOffByDefault(t *testing.T) {
	p := &dfd.Program{Model: &dfd.Model{}, Chains: map[string]*dfd.Chain{"a": {Off: []string{"flag:debug"}}, "b": {}}}
	parts := certain(p.Model, withOff(p, Finding{Rule: &Rule{STRIDE: "E"}, Entries: []string{"a", "b"}, Tier: Absent}))
	if len(parts) != 2 || parts[0].Entries[0] != "b" || parts[0].Tier != Absent || parts[1].Entries[0] != "a" || parts[1].Tier != Unknown ||
		!strings.Contains(parts[1].Note, "flag:debug is switched on, which is off by default") {
		t.Errorf("%+v", parts)
	}
	if parts := certain(p.Model, withOff(p, Finding{Rule: &Rule{STRIDE: "D"}, Entries: []string{"a", "b"}, Tier: Absent})); len(parts) != 1 || parts[0].Tier != Absent {
		t.Errorf("a server that serves others: %+v", parts)
	}
	if parts := certain(p.Model, withOff(p, Finding{Rule: &Rule{STRIDE: "E"}, Entries: []string{"a"}, Tier: Shown, Status: Mitigated})); len(parts) != 1 || parts[0].Status != Mitigated {
		t.Errorf("mitigated: %+v", parts)
	}
}
