// Package remote talks to the others: the carrier and the mail server.
package remote

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

const carrierURL = "https://api.carrier.example/v3"

// Parcel is what the carrier takes to a customer.
type Parcel struct {
	Name    string `json:"name"`
	Street  string `json:"street"`
	City    string `json:"city"`
	Country string `json:"country"`
}

// Carrier is the carrier's interface.
type Carrier struct {
	http  *http.Client
	base  string
	token string
}

// NewCarrier returns the carrier's interface, used with the shop's token.
func NewCarrier(token string) *Carrier {
	return &Carrier{http: &http.Client{Timeout: 10 * time.Second}, base: carrierURL, token: token}
}

// Quote returns what a parcel to country costs, in cents.
func (c *Carrier) Quote(ctx context.Context, country string) (int, error) {
	var out struct{ Cents int }
	err := c.call(ctx, http.MethodGet, "/quotes?"+url.Values{"country": {country}}.Encode(), nil, &out)
	return out.Cents, err
}

// Ship hands a parcel over and returns its number.
func (c *Carrier) Ship(ctx context.Context, p Parcel) (string, error) {
	body, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	var out struct{ Number string }
	err = c.call(ctx, http.MethodPost, "/parcels", bytes.NewReader(body), &out)
	return out.Number, err
}

func (c *Carrier) call(ctx context.Context, method, path string, body io.Reader, out any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("call carrier: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("call carrier: %s", resp.Status)
	}
	return json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(out)
}
