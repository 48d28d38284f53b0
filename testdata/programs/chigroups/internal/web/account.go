package web

import (
	"net/http"

	"github.com/go-chi/jwtauth/v5"
)

func (s *server) listPlans(w http.ResponseWriter, _ *http.Request) {
	answer(w, []string{"free", "plus"})
}

func (s *server) terms(w http.ResponseWriter, _ *http.Request) {
	answer(w, map[string]string{"terms": "Be kind."})
}

func (s *server) showAccount(w http.ResponseWriter, r *http.Request) {
	_, claims, err := jwtauth.FromContext(r.Context())
	if err != nil {
		fail(w, r, err)
		return
	}
	answer(w, claims)
}

func (s *server) recentOrders(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/orders/", http.StatusSeeOther)
}

func (s *server) dashboard(w http.ResponseWriter, _ *http.Request) {
	answer(w, map[string]string{"status": "open"})
}
