package summary

import (
	"slices"
	"testing"
)

func TestSecretName(t *testing.T) {
	for name, want := range map[string]bool{
		"password": true, "Passwd": true, "pass": true, "PWD": true, "secret": true, "clientSecret": true, "SecretAccessKey": true, "APIKey": true, "api_key": true, "authToken": true,
		"privateKeyPassphrase": true, "hashKey": true, "JWTKey": true,
		"": false, "key": false, "token": false, "passThrough": false, "passwordFile": false, "secretName": false, "PasswordHash": false, "hashedPassword": false, "SecretARN": false,
		"publicKey": false, "compass": false, "accessKeyID": false, "secretID": false, "passwordPrompt": false,
	} {
		if got := SecretName(name); got != want {
			t.Errorf("SecretName(%q) = %v", name, got)
		}
	}
}

func TestWords(t *testing.T) {
	for name, want := range map[string][]string{"APIKey": {"api", "key"}, "api_key2": {"api", "key"}, "userID": {"user", "id"}, "X": {"x"}, "": nil} {
		if got := Words(name); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %v", name, got)
		}
	}
}
