package judge

import "testing"

func TestAddressOf(t *testing.T) {
	for text, want := range map[string]Address{
		"postgres://app:s3cret@db.example.com:5432/app?x=1":   {Form: "url", Scheme: "postgres", Password: "s3cret", Host: "db.example.com:5432", Rest: "/app?x=1"},
		"postgres://app:{}@db.example.com/app":                {Form: "url", Scheme: "postgres", Host: "db.example.com", Rest: "/app"},
		"redis://cache:6379":                                  {Form: "url", Scheme: "redis", Host: "cache:6379"},
		"app:s3cret@tcp(10.0.0.1:3306)/app?tls=true":          {Form: "tcp", Password: "s3cret", Host: "10.0.0.1:3306", Rest: "app?tls=true"},
		"app@tcp(db:3306)/app":                                {Form: "tcp", Host: "db:3306", Rest: "app"},
		"user=app host=db.example.com password=s3cret":        {Form: "words", Password: "s3cret", Host: "db.example.com"},
		"host=db.example.com password={} sslmode=verify-full": {Form: "words", Host: "db.example.com"},
		"file:app.db": {},
	} {
		if got := AddressOf(text); got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}
