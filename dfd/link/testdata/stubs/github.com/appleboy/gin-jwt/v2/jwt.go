// Package jwt has declarations of github.com/appleboy/gin-jwt/v2.
package jwt

import "github.com/gin-gonic/gin"

type GinJWTMiddleware struct{ Key []byte }

func New(m *GinJWTMiddleware) (*GinJWTMiddleware, error)
func (m *GinJWTMiddleware) MiddlewareFunc() gin.HandlerFunc
