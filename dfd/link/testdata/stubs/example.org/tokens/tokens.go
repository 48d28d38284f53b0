// Package tokens is a library that no model describes.
package tokens

import "github.com/gin-gonic/gin"

// Attach adds middleware to a group.
func Attach(group *gin.RouterGroup) error
