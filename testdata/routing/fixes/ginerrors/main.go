// Command ginerrors leaves errors to one middleware that answers with their text. Which routes leave it one from inside? Rules: error-leak.
package main

import (
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

// answer tells what the handler has left.
func answer(c *gin.Context) {
	c.Next()
	if len(c.Errors) > 0 {
		c.JSON(http.StatusInternalServerError, gin.H{"error": c.Errors.Last().Error()})
	}
}

func abort(c *gin.Context, status int, err error) bool {
	if err != nil {
		_ = c.AbortWithError(status, err)
	}
	return err != nil
}

func main() {
	r := gin.New()
	r.Use(answer)
	r.GET("/fixed/health", func(c *gin.Context) { c.Status(http.StatusNoContent) })
	r.GET("/fixed/name", func(c *gin.Context) { abort(c, http.StatusNotFound, errors.New("no such name")) })
	r.GET("/fixed/read", func(c *gin.Context) {
		if _, err := os.ReadFile("/srv/a"); err != nil {
			log.Print(err)
			abort(c, http.StatusNotFound, errors.New("nothing here"))
		}
	})
	r.GET("/flaw/read", func(c *gin.Context) {
		_, err := os.ReadFile("/srv/a")
		abort(c, http.StatusNotFound, err)
	})
	r.GET("/flaw/kept", func(c *gin.Context) {
		if err := os.Remove("/srv/a"); err != nil {
			_ = c.Error(err)
		}
	})
	log.Fatal(r.Run("localhost:8080"))
}
