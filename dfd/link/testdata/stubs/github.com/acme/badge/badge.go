// Package badge is a library that no model describes.
package badge

import "github.com/gin-gonic/gin"

func CheckAuth(c *gin.Context) error { panic("") }

func Print(c *gin.Context) error { panic("") }
