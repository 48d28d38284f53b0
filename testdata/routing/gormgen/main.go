// Command gormgen asks its database by what gorm.io/gen makes of its models (the package query, made by it).
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"strconv"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"example.com/routing/gormgen/model"
	"example.com/routing/gormgen/query"
)

type shop struct{ q *query.Query }

func (s *shop) user(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.PathValue("id"))
	u := s.q.User
	found, err := u.WithContext(r.Context()).Where(u.ID.Eq(uint(id))).Preload(u.Orders).First()
	if err != nil {
		http.Error(w, "nobody", http.StatusNotFound)
		return
	}
	json.NewEncoder(w).Encode(found)
}

func (s *shop) rename(w http.ResponseWriter, r *http.Request) {
	u := s.q.User
	u.WithContext(r.Context()).Where(u.Name.Eq(r.PathValue("name"))).Update(u.Name, r.FormValue("to"))
}

// orders is for who has a token.
func (s *shop) orders(w http.ResponseWriter, r *http.Request) {
	u, o := s.q.User, s.q.Order
	who, err := u.WithContext(r.Context()).Where(u.Token.Eq(r.Header.Get("Authorization"))).Take()
	if err != nil {
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	all, _ := o.WithContext(r.Context()).Where(o.UserID.Eq(who.ID)).Order(o.ID.Desc()).Limit(10).Find()
	json.NewEncoder(w).Encode(all)
}

func (s *shop) count(w http.ResponseWriter, r *http.Request) {
	i, o := s.q.Item, s.q.Order
	n, _ := i.WithContext(r.Context()).Join(o, o.ID.EqCol(i.OrderID)).Count()
	json.NewEncoder(w).Encode(n)
}

// order writes both tables in one transaction.
func (s *shop) order(w http.ResponseWriter, r *http.Request) {
	var in model.Order
	if json.NewDecoder(r.Body).Decode(&in) != nil {
		return
	}
	s.q.Transaction(func(tx *query.Query) error {
		if err := tx.Order.WithContext(r.Context()).Create(&model.Order{Total: in.Total}); err != nil {
			return err
		}
		return tx.Item.WithContext(r.Context()).Create(&model.Item{Name: "wrapping"})
	})
}

func (s *shop) forget(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.PathValue("id"))
	s.q.Item.WithContext(r.Context()).Where(s.q.Item.ID.Eq(uint(id))).Delete()
}

func main() {
	db, err := gorm.Open(postgres.Open("host=localhost dbname=shop"), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	s := &shop{query.Use(db)}
	http.HandleFunc("GET /users/{id}", s.user)
	http.HandleFunc("PUT /users/{name}", s.rename)
	http.HandleFunc("GET /orders", s.orders)
	http.HandleFunc("POST /orders", s.order)
	http.HandleFunc("GET /items/count", s.count)
	http.HandleFunc("DELETE /items/{id}", s.forget)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
