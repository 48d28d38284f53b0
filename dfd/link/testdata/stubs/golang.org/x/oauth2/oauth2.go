// Package oauth2 has declarations of golang.org/x/oauth2.
package oauth2

import "context"

type Endpoint struct{ AuthURL, TokenURL string }

type Config struct{ Endpoint Endpoint }

type Token struct{ AccessToken string }

func (c *Config) Exchange(ctx context.Context, code string) (*Token, error)
