package sessions

import "net/http"

type Session struct {
	ID     string
	Values map[interface{}]interface{}
}

func (s *Session) Save(r *http.Request, w http.ResponseWriter) error { panic("") }

type CookieStore struct{}

func NewCookieStore(keyPairs ...[]byte) *CookieStore { panic("") }

func (s *CookieStore) Get(r *http.Request, name string) (*Session, error) { panic("") }
