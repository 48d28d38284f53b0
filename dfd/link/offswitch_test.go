package link

import (
	"strings"
	"testing"
)

// TestOffSwitch: what is only registered or served where a switch is put on that is off by default names that switch, and what it does is
// doubted for it. A switch that is on by default, a text that has to be there, and one that picks TLS or plain text do not count.
func TestOffSwitch(t *testing.T) {
	want := map[string]string{
		"/always": "", "/debug": "flag:debug", "/pages": "", "/plain": "", "/admin": "file:admin.enabled", "/hooks": "", "/folder": "",
		"/metrics": "flag:metrics", "/api": "", "/stats": "flag:stats", "/trace": "env:TRACE", "/both": "",
	}
	p := linked(t, loaded(t, "testdata/offswitch.txt"))
	for path, by := range want {
		id := "http:ANY " + path
		c := p.Chains[id]
		if c == nil || !strings.EqualFold(strings.Join(c.Off, ","), by) {
			t.Errorf("%s: %+v, want %q", path, c, by)
		}
		for _, u := range p.Uses {
			for _, on := range u.On {
				if on.Entry == id && u.Role == "file" && strings.Contains(on.Doubt(), "off by default") != (by != "") {
					t.Errorf("%s: doubt %q", path, on.Doubt())
				}
			}
		}
	}
}
