// Command documents keeps orders in an index, through Elasticsearch's typed client, and carts in Firestore.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"cloud.google.com/go/firestore"
	"github.com/elastic/go-elasticsearch/v8"
	"github.com/elastic/go-elasticsearch/v8/typedapi/core/search"
	"github.com/elastic/go-elasticsearch/v8/typedapi/types"
)

// order is what is found and kept.
type order struct {
	ID    string `json:"id" firestore:"id"`
	Email string `json:"email" firestore:"email"`
}

const orders = "orders"

func main() {
	es, err := elasticsearch.NewTypedClient(elasticsearch.Config{Addresses: []string{os.Getenv("ELASTIC_URL")}})
	if err != nil {
		log.Fatal(err)
	}
	index(es)
	fs, err := firestore.NewClient(context.Background(), os.Getenv("PROJECT"))
	if err != nil {
		log.Fatal(err)
	}
	carts(&basket{fs: fs})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func index(es *elasticsearch.TypedClient) {
	http.HandleFunc("GET /orders", func(w http.ResponseWriter, r *http.Request) {
		q := &search.Request{Query: &types.Query{Match: map[string]types.MatchQuery{"email": {Query: r.FormValue("email")}}}}
		res, err := es.Search().Index(orders).Request(q).Size(20).Do(r.Context())
		if err == nil {
			_ = json.NewEncoder(w).Encode(res.Hits.Hits)
		}
	})
	http.HandleFunc("GET /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = es.Core.Get(orders, r.PathValue("id")).Do(r.Context())
	})
	http.HandleFunc("GET /orders/count", func(w http.ResponseWriter, r *http.Request) {
		_, _ = es.Count().Index("old-orders").Do(r.Context())
	})
	http.HandleFunc("POST /orders", func(w http.ResponseWriter, r *http.Request) {
		var o order
		if json.NewDecoder(r.Body).Decode(&o) == nil {
			_, _ = es.Index(orders).Id(o.ID).Document(o).Do(r.Context())
		}
	})
	http.HandleFunc("PUT /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = es.Update(orders, r.PathValue("id")).Doc(order{Email: r.FormValue("email")}).Do(r.Context())
	})
	http.HandleFunc("DELETE /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = es.Delete(orders, r.PathValue("id")).Do(r.Context())
	})
	http.HandleFunc("DELETE /orders", func(w http.ResponseWriter, r *http.Request) {
		_, _ = es.DeleteByQuery(orders).Query(&types.Query{MatchAll: &types.MatchAllQuery{}}).Do(r.Context())
	})
}

// basket keeps the client in a struct, as programs do.
type basket struct{ fs *firestore.Client }

func (b *basket) carts() *firestore.CollectionRef { return b.fs.Collection("carts") }

func carts(b *basket) {
	http.HandleFunc("GET /carts/{id}", func(w http.ResponseWriter, r *http.Request) {
		snap, err := b.carts().Doc(r.PathValue("id")).Get(r.Context())
		if err != nil {
			return
		}
		var o order
		if snap.DataTo(&o) == nil {
			_ = json.NewEncoder(w).Encode(o)
		}
	})
	http.HandleFunc("GET /carts", func(w http.ResponseWriter, r *http.Request) {
		it := b.carts().Where("email", "==", r.FormValue("email")).Limit(10).Documents(r.Context())
		defer it.Stop()
		for {
			if _, err := it.Next(); err != nil {
				return
			}
		}
	})
	http.HandleFunc("POST /carts", func(w http.ResponseWriter, r *http.Request) {
		_, _, _ = b.carts().Add(r.Context(), order{Email: r.FormValue("email")})
	})
	http.HandleFunc("PUT /carts/{id}", func(w http.ResponseWriter, r *http.Request) {
		ref := b.fs.Doc("carts/" + r.PathValue("id"))
		_ = b.fs.RunTransaction(r.Context(), func(ctx context.Context, tx *firestore.Transaction) error {
			if _, err := tx.Get(ref); err != nil {
				return err
			}
			return tx.Update(ref, []firestore.Update{{Path: "email", Value: r.FormValue("email")}})
		})
	})
	http.HandleFunc("DELETE /carts/{id}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = b.carts().Doc(r.PathValue("id")).Delete(r.Context())
	})
	http.HandleFunc("POST /carts/{id}/lines", func(w http.ResponseWriter, r *http.Request) {
		_, _ = b.carts().Doc(r.PathValue("id")).Collection("lines").NewDoc().Set(r.Context(), map[string]any{"email": r.FormValue("email")})
	})
	http.HandleFunc("POST /carts/batch", func(w http.ResponseWriter, r *http.Request) {
		bw := b.fs.BulkWriter(r.Context())
		_, _ = bw.Create(b.carts().NewDoc(), order{Email: r.FormValue("email")})
		bw.End()
	})
}
