package link

import "testing"

// TestPortFollows: behind a host comes its port, behind a user's name his password.
func TestPortFollows(t *testing.T) {
	for text, want := range map[string]bool{
		"{}:": true, "{config}:": true, "https://{}:": true, "{}://{}:": true, "ws://{}:": true,
		"postgres://{}:": false, "amqp://{}:": false, "https://{}/": false, "https://api.example.com:": false, "{}@{}:": false, "": false,
	} {
		if portFollows(text) != want {
			t.Errorf("portFollows(%q) is %v", text, !want)
		}
	}
}
