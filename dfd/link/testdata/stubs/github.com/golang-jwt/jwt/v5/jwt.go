package jwt

type Claims interface{ GetSubject() (string, error) }

type RegisteredClaims struct{ Subject string }

func (c RegisteredClaims) GetSubject() (string, error) { return c.Subject, nil }

type Token struct {
	Claims Claims
	Valid  bool
}

type ParserOption func(*Parser)

type Parser struct{}

type Keyfunc func(*Token) (any, error)

func ParseWithClaims(token string, claims Claims, keyFunc Keyfunc, options ...ParserOption) (*Token, error) {
	return nil, nil
}

func WithValidMethods(methods []string) ParserOption { return nil }

func Parse(token string, keyFunc Keyfunc, options ...ParserOption) (*Token, error) { return nil, nil }
