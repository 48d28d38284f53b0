// Package pages is a library that no model describes.
package pages

import "github.com/gin-gonic/gin"

// Register adds pages to a group.
func Register(group *gin.RouterGroup)
