// Command iris routes with iris v12: parties, PartyFunc, parameters with types, and controllers.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"os"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/kataras/iris/v12"
	"github.com/kataras/iris/v12/middleware/basicauth"
	"github.com/kataras/iris/v12/middleware/pprof"
	"github.com/kataras/iris/v12/mvc"
)

type pets struct{}

func (pets) list(ctx iris.Context) { ctx.JSON([]string{}) }
func (pets) get(ctx iris.Context)  { ctx.WriteString(ctx.Params().Get("id")) }

// users answers by the database.
type users struct{ db *sql.DB }

func (u *users) names() []string {
	rows, err := u.db.Query("SELECT name FROM users")
	if err == nil {
		rows.Close()
	}
	return nil
}

func (u *users) name(id int64) string {
	var n string
	u.db.QueryRow("SELECT name FROM users WHERE id = $1", id).Scan(&n)
	return n
}

// identify puts the name of who has a good token to the request, and lets everybody on.
func identify(ctx iris.Context) {
	var claims jwt.RegisteredClaims
	key := func(*jwt.Token) (any, error) { return []byte(os.Getenv("KEY")), nil }
	if _, err := jwt.ParseWithClaims(ctx.GetHeader("Authorization"), &claims, key, jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired()); err == nil {
		ctx.Values().Set("who", claims.Subject)
	}
	ctx.Next()
}

// require lets on who has put his name to the request.
func require(ctx iris.Context) {
	if ctx.Values().GetString("who") == "" {
		ctx.StopWithStatus(iris.StatusUnauthorized)
		return
	}
	ctx.Next()
}

func routes(db *sql.DB) *iris.Application {
	app := iris.New()
	p := pets{}
	app.Get("/health", func(ctx iris.Context) { ctx.WriteString("ok") })
	api := app.Party("/api")
	api.Get("/pets", p.list)
	api.Get("/pets/{id:uint64}", p.get)
	api.PartyFunc("/admin", func(r iris.Party) {
		r.Use(basicauth.Default(map[string]string{"admin": os.Getenv("ADMIN_PASSWORD")}))
		r.Get("/", p.list)
		r.Delete("/pets/{id}", p.get)
		r.Handle("PUT", "/pets", p.list)
		r.Get("/debug/{action:path}", pprof.New())
	})
	own := mvc.New(app.Party("/accounts", identify))
	own.Register(&users{db})
	own.Handle(new(accounts))
	mvc.Configure(app.Party("/v2"), func(m *mvc.Application) {
		m.Register(&users{db})
		m.Party("/accounts").Handle(new(accounts))
	})
	return app
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	app := routes(db)
	if len(os.Args) > 1 {
		for _, r := range app.GetRoutes() {
			fmt.Println(r.Method, r.Tmpl().Src)
		}
		return
	}
	app.Listen(":8080")
}
