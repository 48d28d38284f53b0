// Package websocket has declarations of github.com/gorilla/websocket.
package websocket

import (
	"io"
	"net/http"
)

type Upgrader struct{ CheckOrigin func(*http.Request) bool }

type Conn struct{ _ int }

func (u *Upgrader) Upgrade(w http.ResponseWriter, r *http.Request, h http.Header) (*Conn, error)
func (c *Conn) ReadMessage() (messageType int, p []byte, err error)
func (c *Conn) NextReader() (messageType int, r io.Reader, err error)
