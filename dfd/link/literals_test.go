package link

import (
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestLiterals: a key says where its literal stands, unless that may be one of several places.
func TestLiterals(t *testing.T) {
	ar := txtar.Parse([]byte(`
-- stubs --
github.com/gin-gonic/gin
github.com/appleboy/gin-jwt/v2
-- main.go --
package main

import (
	jwt "github.com/appleboy/gin-jwt/v2"
	"github.com/gin-gonic/gin"
)

func once() *jwt.GinJWTMiddleware {
	return &jwt.GinJWTMiddleware{Key: []byte("only here")}
}

func twice() *jwt.GinJWTMiddleware {
	println("here and there")
	return &jwt.GinJWTMiddleware{Key: []byte("here and there")}
}

func main() {
	r := gin.New()
	a, b := once(), twice()
	r.GET("/a", a.MiddlewareFunc(), func(c *gin.Context) {})
	r.GET("/b", b.MiddlewareFunc(), func(c *gin.Context) {})
	r.Run()
}
`))
	p := linked(t, lowertest.Load(t, lowertest.Write(t, string(txtar.Format(vendored(t, ar)))), "./..."))
	at := map[string]string{}
	for _, g := range p.Guards {
		if v := g.Args["key"]; v != nil {
			for _, o := range v.From("const") {
				at[o.Name] = o.Place.Func
			}
		}
	}
	if len(at) != 2 || at["only here"] != "example.com/app.once" || at["here and there"] != "" {
		t.Error(at)
	}
}
