package reference

import "testing"

// TestParentOfField: the object of which a field is asked was read by another resolver; only arguments are what the caller sent.
func TestParentOfField(t *testing.T) {
	asked := map[string]string{}
	for _, u := range linkedProgram(t, routing, "gqlgen").Uses {
		if u.Role != "sql" {
			continue
		}
		for _, on := range u.On {
			for _, o := range u.Args["values"].From("input", "store") {
				asked[on.Entry] = o.Kind
			}
		}
	}
	for entry, want := range map[string]string{"http:QUERY /query#Note.author": "store", "http:QUERY /query#note": "input", "http:MUTATION /query#login": "input"} {
		if asked[entry] != want {
			t.Errorf("%s asks the database by %q, want %q", entry, asked[entry], want)
		}
	}
}
