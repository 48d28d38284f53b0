// Package badge looks at badges and tells the desk which vet is calling.
package badge

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

type vetKey struct{}

// Gatekeeper inspects the badges that the staff carry.
type Gatekeeper struct {
	seal []byte
}

// Make returns a Gatekeeper that knows the seal on the badges.
func Make(seal []byte) *Gatekeeper {
	return &Gatekeeper{seal: seal}
}

// Admit lets in only who shows a badge that holds, and remembers which vet it
// names.
func (g *Gatekeeper) Admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, req *http.Request) {
		band, ok := strings.CutPrefix(req.Header.Get("Authorization"), "Bearer ")
		if !ok {
			http.Error(rw, "no badge shown", http.StatusUnauthorized)
			return
		}
		vet, err := g.inspect(band)
		if err != nil {
			http.Error(rw, "badge not accepted", http.StatusUnauthorized)
			return
		}
		ctx := context.WithValue(req.Context(), vetKey{}, vet)
		next.ServeHTTP(rw, req.WithContext(ctx))
	})
}

// inspect returns the vet named by a badge that holds.
func (g *Gatekeeper) inspect(band string) (string, error) {
	var facts jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(band, &facts,
		func(*jwt.Token) (any, error) { return g.seal, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
	)
	if err != nil {
		return "", fmt.Errorf("read badge: %w", err)
	}
	if facts.Subject == "" {
		return "", errors.New("badge names nobody")
	}
	return facts.Subject, nil
}

// Vet returns who is calling, or "" outside of Admit.
func Vet(ctx context.Context) string {
	number, _ := ctx.Value(vetKey{}).(string)
	return number
}
