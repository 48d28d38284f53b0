// Command routed reads files by what gin gives as a part of the path: one element, which has no slash, or all the rest. Rules:
// path-read user-filename open-redirect.
package main

import (
	"embed"
	"io/fs"
	"log"
	"net/http"
	"net/url"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
)

const dir = "/srv/files"

//go:embed main.go
var own embed.FS

// late is a file system of the program's own around another one, which keeps names in their folder.
type late struct{ http.FileSystem }

func (l late) Open(name string) (http.File, error) { return l.FileSystem.Open(name) }

func main() {
	r := gin.New()
	r.GET("/fixed/element/:name", func(c *gin.Context) { send(c, filepath.Join(dir, c.Param("name"))) })
	r.GET("/fixed/ending/:name", func(c *gin.Context) { send(c, filepath.Join(dir, c.Param("name")+".txt")) })
	r.GET("/flaw/rest/*path", func(c *gin.Context) { send(c, filepath.Join(dir, c.Param("path"))) })
	r.GET("/flaw/query", func(c *gin.Context) { send(c, filepath.Join(dir, c.Query("name"))) })
	r.GET("/flaw/decoded/:name", func(c *gin.Context) {
		name, err := url.PathUnescape(c.Param("name"))
		if err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		send(c, filepath.Join(dir, name))
	})
	r.GET("/flaw/bound", func(c *gin.Context) {
		var q struct {
			Name string `form:"name"`
		}
		if c.ShouldBindQuery(&q) == nil {
			send(c, filepath.Join(dir, q.Name))
		}
	})
	r.GET("/fixed/wrapped/*path", func(c *gin.Context) { open(c, late{http.Dir(dir)}) })
	r.GET("/fixed/embedded/*path", func(c *gin.Context) {
		b, err := fs.ReadFile(own, c.Param("path"))
		answer(c, b, err)
	})
	r.GET("/fixed/relative", func(c *gin.Context) { c.Redirect(http.StatusFound, "../file?id="+c.Query("id")) })
	r.GET("/flaw/scheme", func(c *gin.Context) { c.Redirect(http.StatusFound, "https:"+c.Query("id")) })
	log.Fatal(http.ListenAndServe(":8080", r))
}

func open(c *gin.Context, files http.FileSystem) {
	f, err := files.Open(c.Param("path"))
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	defer f.Close()
	b := make([]byte, 1<<10)
	n, err := f.Read(b)
	answer(c, b[:n], err)
}

func send(c *gin.Context, path string) {
	b, err := os.ReadFile(path)
	answer(c, b, err)
}

func answer(c *gin.Context, b []byte, err error) {
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.Data(http.StatusOK, "application/octet-stream", b)
}
