package link

import "testing"

// TestGoName: the names that protoc-gen-go gives to methods.
func TestGoName(t *testing.T) {
	for name, want := range map[string]string{"Login": "Login", "login": "Login", "get_user": "GetUser", "getUser2fa": "GetUser2Fa", "Get_User": "Get_User"} {
		if got := goName(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
