package main

import (
	"log"

	"github.com/valyala/fasthttp"
)

// byFastHTTP is one handler for all paths, which visits what it is given.
func byFastHTTP(c *fasthttp.RequestCtx) {
	c.QueryArgs().VisitAll(func(key, value []byte) { log.Println(string(value)) })
	c.Request.Header.VisitAllCookie(func(key, value []byte) { log.Println(string(value)) })
	log.Println(string(c.Request.Header.PeekBytes([]byte("X-Trace"))), c.PostArgs().GetUintOrZero("age"))
	if body, err := c.Request.BodyGunzip(); err == nil {
		log.Println(string(body))
	}
}
