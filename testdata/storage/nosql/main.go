// Command nosql keeps sessions, documents and an index in stores that are no SQL databases.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/bsm/redislock"
	"github.com/dgraph-io/badger/v4"
	"github.com/elastic/go-elasticsearch/v8"
	"github.com/go-pkgz/lcw/v2"
	"github.com/redis/go-redis/extra/redisotel/v9"
	"github.com/redis/go-redis/v9"
	bolt "go.etcd.io/bbolt"
	mongov1 "go.mongodb.org/mongo-driver/mongo"
	optionsv1 "go.mongodb.org/mongo-driver/mongo/options"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/mongo/otelmongo"
)

type patient struct {
	Name      string `bson:"name"`
	Diagnosis string `bson:"diagnosis"`
}

func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}

func main() {
	documents(must(mongo.Connect(options.Client().ApplyURI(os.Getenv("MONGO_URI")))))
	archive(must(mongov1.Connect(context.Background(), optionsv1.Client().ApplyURI("mongodb://archive.internal:27017").SetMonitor(otelmongo.NewMonitor()))))
	sessions(redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")}))
	turns(redislock.New(redis.NewClient(&redis.Options{Addr: os.Getenv("LOCK_ADDR")})))
	cached(must(lcw.NewLruCache(lcw.NewOpts[[]byte]().MaxKeys(100))))
	local(must(badger.Open(badger.DefaultOptions("/var/lib/app/badger"))))
	buckets(must(bolt.Open("app.db", 0o600, nil)))
	search(must(elasticsearch.NewClient(elasticsearch.Config{Addresses: []string{"https://search.internal:9200"}})))
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func documents(c *mongo.Client) {
	patients := c.Database("clinic").Collection("patients")
	http.HandleFunc("GET /patients", func(w http.ResponseWriter, r *http.Request) {
		var list []patient
		cur, err := patients.Find(r.Context(), bson.M{"name": r.FormValue("name")})
		if err == nil {
			_ = cur.All(r.Context(), &list)
		}
	})
	http.HandleFunc("POST /patients", func(w http.ResponseWriter, r *http.Request) {
		_, _ = patients.InsertOne(r.Context(), patient{Name: r.FormValue("name"), Diagnosis: r.FormValue("diagnosis")})
	})
	http.HandleFunc("PUT /patients", func(w http.ResponseWriter, r *http.Request) {
		_, _ = patients.UpdateOne(r.Context(), bson.M{"name": r.FormValue("name")}, bson.M{"$set": bson.M{"diagnosis": r.FormValue("diagnosis")}})
	})
	http.HandleFunc("DELETE /patients", func(w http.ResponseWriter, r *http.Request) {
		_ = patients.FindOneAndDelete(r.Context(), bson.M{"name": r.FormValue("name")})
	})
}

func archive(c *mongov1.Client) {
	http.HandleFunc("GET /archive", func(w http.ResponseWriter, r *http.Request) {
		var p patient
		_ = c.Database("archive").Collection("old").FindOne(r.Context(), map[string]any{"name": r.FormValue("name")}).Decode(&p)
	})
}

// sessions are traced; that changes nothing of where they are.
func sessions(rdb *redis.Client) {
	if err := redisotel.InstrumentTracing(rdb); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /session", func(w http.ResponseWriter, r *http.Request) {
		_, _ = rdb.Get(r.Context(), "session:"+r.FormValue("id")).Result()
	})
	http.HandleFunc("POST /session", func(w http.ResponseWriter, r *http.Request) {
		pipe := rdb.TxPipeline()
		pipe.Set(r.Context(), "session:"+r.FormValue("id"), r.FormValue("user"), 0)
		pipe.SAdd(r.Context(), "users", r.FormValue("user"))
		_, _ = pipe.Exec(r.Context())
	})
	http.HandleFunc("DELETE /session", func(w http.ResponseWriter, r *http.Request) {
		rdb.Del(r.Context(), "session:"+r.FormValue("id"))
	})
}

func local(db *badger.DB) {
	http.HandleFunc("GET /local", func(w http.ResponseWriter, r *http.Request) {
		_ = db.View(func(txn *badger.Txn) error {
			item, err := txn.Get([]byte(r.FormValue("key")))
			if err != nil {
				return err
			}
			return item.Value(func(v []byte) error { return nil })
		})
	})
	http.HandleFunc("POST /local", func(w http.ResponseWriter, r *http.Request) {
		_ = db.Update(func(txn *badger.Txn) error { return txn.Set([]byte(r.FormValue("key")), []byte(r.FormValue("value"))) })
	})
	http.HandleFunc("DELETE /local", func(w http.ResponseWriter, r *http.Request) {
		txn := db.NewTransaction(true)
		defer txn.Discard()
		if txn.Delete([]byte(r.FormValue("key"))) == nil {
			_ = txn.Commit()
		}
	})
}

func buckets(db *bolt.DB) {
	http.HandleFunc("GET /bolt", func(w http.ResponseWriter, r *http.Request) {
		_ = db.View(func(tx *bolt.Tx) error {
			_ = tx.Bucket([]byte("settings")).Get([]byte(r.FormValue("key")))
			return nil
		})
	})
	http.HandleFunc("POST /bolt", func(w http.ResponseWriter, r *http.Request) {
		_ = db.Update(func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("settings"))
			if err != nil {
				return err
			}
			return b.Put([]byte(r.FormValue("key")), []byte(r.FormValue("value")))
		})
	})
	http.HandleFunc("DELETE /bolt", func(w http.ResponseWriter, r *http.Request) {
		_ = db.Update(func(tx *bolt.Tx) error { return tx.Bucket([]byte("settings")).Delete([]byte(r.FormValue("key"))) })
	})
}

func search(es *elasticsearch.Client) {
	http.HandleFunc("GET /search", func(w http.ResponseWriter, r *http.Request) {
		q, _ := json.Marshal(map[string]any{"query": map[string]any{"match": map[string]any{"name": r.FormValue("q")}}})
		res, err := es.Search(es.Search.WithIndex("patients"), es.Search.WithBody(bytes.NewReader(q)))
		if err == nil {
			res.Body.Close()
		}
	})
	http.HandleFunc("POST /search", func(w http.ResponseWriter, r *http.Request) {
		res, err := es.Index("patients", r.Body)
		if err == nil {
			res.Body.Close()
		}
	})
	http.HandleFunc("DELETE /search", func(w http.ResponseWriter, r *http.Request) {
		res, err := es.Delete("patients", r.FormValue("id"))
		if err == nil {
			res.Body.Close()
		}
	})
}

// turns lets one at a time.
func turns(locks *redislock.Client) {
	http.HandleFunc("POST /turn", func(w http.ResponseWriter, r *http.Request) {
		lock, err := locks.Obtain(r.Context(), "turn:"+r.FormValue("id"), time.Second, nil)
		if err != nil {
			http.Error(w, "later", http.StatusConflict)
			return
		}
		_ = lock.Release(r.Context())
	})
}

// cached keeps what was read once.
func cached(cache lcw.LoadingCache[[]byte]) {
	http.HandleFunc("GET /cached", func(w http.ResponseWriter, r *http.Request) {
		text, err := cache.Get(r.FormValue("id"), func() ([]byte, error) { return os.ReadFile("/var/lib/app/texts") })
		if err == nil {
			_, _ = w.Write(text)
		}
	})
}
