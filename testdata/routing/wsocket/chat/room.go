// Package chat keeps what is said.
package chat

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"os"

	coder "github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/gorilla/websocket"

	"example.com/routing/wsocket/auth"
)

type Room struct {
	db *sql.DB
	up websocket.Upgrader
}

func NewRoom(db *sql.DB) *Room { return &Room{db: db, up: websocket.Upgrader{ReadBufferSize: 1024}} }

type message struct {
	To   string `json:"to"`
	Text string `json:"text"`
}

func (m *Room) save(ctx context.Context, table string, x message) error {
	_, err := m.db.ExecContext(ctx, "INSERT INTO "+table+" (recipient, text) VALUES ($1, $2)", x.To, x.Text)
	return err
}

// Gorilla reads in a goroutine of its own.
func (m *Room) Gorilla(w http.ResponseWriter, r *http.Request) {
	conn, err := m.up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := &client{room: m, conn: conn, out: make(chan []byte, 8)}
	go c.write()
	go c.read()
}

type client struct {
	room *Room
	conn *websocket.Conn
	out  chan []byte
}

func (c *client) read() {
	defer c.conn.Close()
	for {
		_, data, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		var x message
		if json.Unmarshal(data, &x) != nil {
			continue
		}
		if c.room.save(context.Background(), "messages", x) != nil {
			return
		}
		c.out <- []byte("ok")
	}
}

func (c *client) write() {
	for b := range c.out {
		if c.conn.WriteMessage(websocket.TextMessage, b) != nil {
			return
		}
	}
}

// Coder reads in the handler.
func (m *Room) Coder(w http.ResponseWriter, r *http.Request) {
	conn, err := coder.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	for {
		var x message
		if err := wsjson.Read(r.Context(), conn, &x); err != nil {
			return
		}
		if m.save(r.Context(), "feed", x) != nil {
			return
		}
	}
}

// Ticketed has the token in the query.
func (m *Room) Ticketed(w http.ResponseWriter, r *http.Request) {
	if !auth.Valid([]byte(os.Getenv("TOKEN_KEY")), r.URL.Query().Get("token")) {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	conn, err := m.up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	for {
		var x message
		if conn.ReadJSON(&x) != nil || m.save(r.Context(), "tickets", x) != nil {
			return
		}
	}
}
