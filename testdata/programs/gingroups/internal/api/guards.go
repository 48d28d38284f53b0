package api

import (
	"crypto/subtle"
	"net/http"

	"github.com/gin-contrib/sessions"
	"github.com/gin-gonic/gin"
)

const (
	memberKey = "member"
	roleKey   = "role"
)

// requireMember lets only members through who have signed in.
func requireMember(c *gin.Context) {
	id, ok := sessions.Default(c).Get(memberKey).(int64)
	if !ok {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "sign in first"})
		return
	}
	c.Set(memberKey, id)
	c.Next()
}

// requireRole lets only members through who have the given role.
func requireRole(role string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if sessions.Default(c).Get(roleKey) != role {
			c.JSON(http.StatusForbidden, gin.H{"error": "not allowed"})
			c.Abort()
			return
		}
	}
}

// requireDevice lets only the turnstile through.
func (a *API) requireDevice(c *gin.Context) {
	got := c.GetHeader("X-Device-Token")
	if subtle.ConstantTimeCompare([]byte(got), []byte(a.cfg.DeviceToken)) != 1 {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// expectPrinter answers 401 to everybody but the print shop.
func expectPrinter(c *gin.Context) {
	if c.GetHeader("X-Printer") == "" {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "printers only"})
		return
	}
	c.Next()
}
