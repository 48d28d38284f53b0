// Package slack has declarations of github.com/slack-go/slack: what a test needs of them.
package slack

import "context"

type Client struct{ token string }

type Option func(*Client)

type User struct{ ID, Name string }

func New(token string, options ...Option) *Client { return &Client{token} }

func OptionAPIURL(u string) Option { return func(*Client) {} }

func (c *Client) GetUserInfoContext(ctx context.Context, user string) (*User, error) { return nil, nil }

func (c *Client) AuthTest() (*User, error) { return nil, nil }

func (c *Client) Debug() bool { return false }

func (u User) MarshalJSON() ([]byte, error) { return nil, nil }
