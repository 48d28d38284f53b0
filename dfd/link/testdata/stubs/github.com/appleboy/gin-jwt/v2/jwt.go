// Package jwt has declarations of github.com/appleboy/gin-jwt/v2.
package jwt

import (
	"time"

	"github.com/gin-gonic/gin"
)

type MapClaims map[string]interface{}

type GinJWTMiddleware struct {
	Key             []byte
	Authenticator   func(c *gin.Context) (interface{}, error)
	Authorizator    func(data interface{}, c *gin.Context) bool
	PayloadFunc     func(data interface{}) MapClaims
	IdentityHandler func(*gin.Context) interface{}
	Unauthorized    func(c *gin.Context, code int, message string)
	LoginResponse   func(c *gin.Context, code int, message string, time time.Time)
	LogoutResponse  func(c *gin.Context, code int)
	RefreshResponse func(c *gin.Context, code int, message string, time time.Time)
}

func New(m *GinJWTMiddleware) (*GinJWTMiddleware, error)
func (m *GinJWTMiddleware) MiddlewareFunc() gin.HandlerFunc
func (m *GinJWTMiddleware) LoginHandler(c *gin.Context)
func (m *GinJWTMiddleware) LogoutHandler(c *gin.Context)
func (m *GinJWTMiddleware) RefreshHandler(c *gin.Context)
func ExtractClaims(c *gin.Context) MapClaims
