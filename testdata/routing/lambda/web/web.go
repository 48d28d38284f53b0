// Package web has the routes behind the gateway.
package web

import (
	"crypto/subtle"
	"net/http"

	"github.com/gin-gonic/gin"

	"example.com/routing/lambda/orders"
)

func Router(st *orders.Store, key string) *gin.Engine {
	r := gin.New()
	r.GET("/ping", func(c *gin.Context) { c.String(http.StatusOK, "pong") })
	g := r.Group("/orders", func(c *gin.Context) {
		if subtle.ConstantTimeCompare([]byte(c.GetHeader("X-Api-Key")), []byte(key)) != 1 {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Next()
	})
	g.GET("/:id", func(c *gin.Context) {
		o, err := st.Get(c.Request.Context(), c.Param("id"))
		if err != nil {
			c.Status(http.StatusNotFound)
			return
		}
		c.JSON(http.StatusOK, o)
	})
	return r
}
