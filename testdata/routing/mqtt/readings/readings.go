// Package readings keeps what devices measure.
package readings

import (
	"database/sql"
	"encoding/json"
	"log"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

// Readings keeps them.
type Readings struct{ db *sql.DB }

// New returns them.
func New(db *sql.DB) *Readings { return &Readings{db: db} }

// Topics are what is subscribed to.
func (r *Readings) Topics() map[string]mqtt.MessageHandler {
	return map[string]mqtt.MessageHandler{
		"devices/+/temperature": r.temperature,
		"devices/+/status":      r.status,
	}
}

func (r *Readings) temperature(c mqtt.Client, m mqtt.Message) {
	var in struct {
		Device string  `json:"device"`
		Value  float64 `json:"value"`
	}
	if err := json.Unmarshal(m.Payload(), &in); err != nil {
		return
	}
	if _, err := r.db.Exec("INSERT INTO readings (device, value) VALUES ($1, $2)", in.Device, in.Value); err != nil {
		log.Print(err)
	}
	if in.Value > 80 {
		c.Publish("commands/cool", 1, false, in.Device)
	}
}

func (r *Readings) status(_ mqtt.Client, m mqtt.Message) {
	r.db.Exec("UPDATE devices SET status = $1 WHERE name = $2", string(m.Payload()), m.Topic())
}

// Alarm notes an alarm.
func (r *Readings) Alarm(_ mqtt.Client, m mqtt.Message) {
	r.db.Exec("INSERT INTO alarms (text) VALUES ($1)", string(m.Payload()))
}

// Other is what no subscription asked for.
func (r *Readings) Other(_ mqtt.Client, m mqtt.Message) {
	r.db.Exec("INSERT INTO strays (topic) VALUES ($1)", m.Topic())
}
