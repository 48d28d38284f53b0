// Package gin has declarations of github.com/gin-gonic/gin.
package gin

import "net/http"

type H map[string]any

type Error struct{ Err error }

type HandlerFunc func(*Context)

type Context struct {
	Request *http.Request
}

func (c *Context) Next()
func (c *Context) Abort()
func (c *Context) IsAborted() bool
func (c *Context) Query(key string) string
func (c *Context) Cookie(name string) (string, error)
func (c *Context) AbortWithStatus(code int)
func (c *Context) Error(err error) *Error
func (c *Context) JSON(code int, obj any)
func (c *Context) Status(code int)
func (c *Context) GetHeader(key string) string
func (c *Context) Get(key string) (any, bool)
func (c *Context) Set(key string, value any)

type IRoutes interface {
	GET(path string, handlers ...HandlerFunc) IRoutes
}

type RouterGroup struct{ _ int }

type Engine struct{ RouterGroup }

func New() *Engine
func (g *RouterGroup) Group(path string, handlers ...HandlerFunc) *RouterGroup
func (g *RouterGroup) Use(middleware ...HandlerFunc) IRoutes
func (g *RouterGroup) GET(path string, handlers ...HandlerFunc) IRoutes
func (e *Engine) Run(addr ...string) error
func (c *Context) ShouldBindJSON(obj any) error
func (g *RouterGroup) POST(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) Group(path string, handlers ...HandlerFunc) *RouterGroup
