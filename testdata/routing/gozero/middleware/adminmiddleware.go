package middleware

import (
	"crypto/subtle"
	"net/http"
)

type AdminMiddleware struct{ key string }

func NewAdminMiddleware(key string) *AdminMiddleware { return &AdminMiddleware{key} }

func (m *AdminMiddleware) Handle(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Admin-Key")), []byte(m.key)) != 1 {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next(w, r)
	}
}
