// Package api has the requests.
package api

import "github.com/gogf/gf/v2/frame/g"

type AddReq struct {
	g.Meta `path:"/notes" method:"post" summary:"Add a note"`
	Title  string `v:"required" json:"title"`
	Body   string `json:"body"`
}

type AddRes struct{ Id int64 }

type ListReq struct {
	g.Meta `path:"/notes" method:"get"`
	Tag    string `json:"tag"`
}

type ListRes struct{ Titles []string }

type TagsReq struct {
	g.Meta `path:"/tags" method:"get"`
	Page   int `json:"page"`
}

type TagsRes struct{}
