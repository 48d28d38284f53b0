package program_test

// stubs are the parts of libraries that the programs of this package use, declared as the libraries declare them. Each package
// begins with a line "=== its path".
var stubs = map[string]string{
	"example.org/front": `
=== example.org/front
package front

import "net/http"

func AuthGate(h http.Handler) http.Handler { return h }
`,
	"github.com/gorilla/websocket": `
=== github.com/gorilla/websocket
package websocket
import "net/http"
type Upgrader struct {
	ReadBufferSize, WriteBufferSize int
	CheckOrigin func(r *http.Request) bool
}
type Conn struct{}
func (u *Upgrader) Upgrade(w http.ResponseWriter, r *http.Request, h http.Header) (*Conn, error) { return nil, nil }
func (c *Conn) ReadMessage() (int, []byte, error) { return 0, nil, nil }
func (c *Conn) WriteMessage(t int, b []byte) error { return nil }
func (c *Conn) Close() error { return nil }
`,
	"github.com/coder/websocket": `
=== github.com/coder/websocket
package websocket
import ("context"; "net/http")
type AcceptOptions struct {
	Subprotocols []string
	InsecureSkipVerify bool
	OriginPatterns []string
}
type Conn struct{}
func Accept(w http.ResponseWriter, r *http.Request, opts *AcceptOptions) (*Conn, error) { return nil, nil }
func (c *Conn) Read(ctx context.Context) (int, []byte, error) { return 0, nil, nil }
func (c *Conn) CloseNow() error { return nil }
`,
	"go.mongodb.org/mongo-driver": `
=== go.mongodb.org/mongo-driver/bson
package bson
type M map[string]any
type E struct {
	Key   string
	Value any
}
type D []E
=== go.mongodb.org/mongo-driver/mongo
package mongo
import "context"
type Client struct{}
type Database struct{}
type Collection struct{}
type SingleResult struct{}
func Connect(ctx context.Context, opts ...any) (*Client, error) { return nil, nil }
func (c *Client) Database(name string) *Database { return nil }
func (d *Database) Collection(name string) *Collection { return nil }
func (c *Collection) FindOne(ctx context.Context, filter any) *SingleResult { return nil }
func (r *SingleResult) Decode(v any) error { return nil }
`,
	"example.com/parcel": `
=== example.com/parcel
package parcel
import ("context"; "net/http")
type Client struct{}
type Options struct {
	User, APIKey, APIKeyFile string
	AllowPassword bool
}
func Dial(addr, user, password string) *Client { return nil }
func Open(o Options) *Client { return nil }
func (c *Client) Send(to string) error { return nil }
func Send(r *http.Request) (*http.Response, error) { return nil, nil }
func Label(ctx context.Context) string { return "" }
func Read(r *http.Request) string { return "" }
`,
	"github.com/go-ldap/ldap/v3": `
=== github.com/go-ldap/ldap/v3
package ldap
type Conn struct{}
func DialURL(addr string) (*Conn, error) { return nil, nil }
func (l *Conn) Bind(username, password string) error { return nil }
func (l *Conn) Close() error { return nil }
`,
	"github.com/go-playground/validator/v10": `
=== github.com/go-playground/validator/v10
package validator
import "reflect"
type FieldLevel interface{ Field() reflect.Value }
type Func func(fl FieldLevel) bool
func (v *Validate) RegisterValidation(tag string, fn Func, callValidationEvenIfNull ...bool) error { return nil }
type Validate struct{}
func New() *Validate { return nil }
func (v *Validate) Struct(s any) error { return nil }
`,
	"github.com/google/uuid": `
=== github.com/google/uuid
package uuid
type UUID [16]byte
func (u UUID) String() string { return "" }
func (u *UUID) UnmarshalText(data []byte) error { return nil }
func NewString() string { return "" }
`,
	"github.com/juju/ratelimit": `
=== github.com/juju/ratelimit
package ratelimit
import "time"
type Bucket struct{}
func NewBucket(fillInterval time.Duration, capacity int64) *Bucket { return nil }
func (b *Bucket) TakeAvailable(count int64) int64 { return 0 }
`,
	"github.com/go-redis/redis_rate/v10": `
=== github.com/go-redis/redis_rate/v10
package redis_rate
import "context"
type Limiter struct{}
type Limit struct{ Rate, Burst int }
type Result struct {
	Allowed, Remaining int
}
func NewLimiter(client any) *Limiter { return nil }
func PerMinute(n int) Limit { return Limit{} }
func (l Limiter) Allow(ctx context.Context, key string, limit Limit) (*Result, error) { return nil, nil }
`,
	"github.com/ulule/limiter/v3": `
=== github.com/ulule/limiter/v3
package limiter
import ("context"; "time")
type Store any
type Rate struct {
	Period time.Duration
	Limit int64
}
type Context struct {
	Limit, Remaining int64
	Reached bool
}
type Limiter struct{}
func New(store Store, rate Rate) *Limiter { return nil }
func (l *Limiter) Get(ctx context.Context, key string) (Context, error) { return Context{}, nil }
`,
	"golang.org/x/crypto": `
=== golang.org/x/crypto/bcrypt
package bcrypt
func CompareHashAndPassword(hash, password []byte) error { return nil }
=== golang.org/x/crypto/ssh
package ssh
import "net"
type PublicKey interface{ Marshal() []byte }
type HostKeyCallback func(hostname string, remote net.Addr, key PublicKey) error
type ClientConfig struct {
	User string
	HostKeyCallback HostKeyCallback
}
type Client struct{}
func Dial(network, addr string, config *ClientConfig) (*Client, error) { return nil, nil }
func InsecureIgnoreHostKey() HostKeyCallback { return nil }
func FixedHostKey(key PublicKey) HostKeyCallback { return nil }
func (c *Client) Close() error { return nil }
`,
	"github.com/stripe/stripe-go/v82": `
=== github.com/stripe/stripe-go/v82
package stripe
import "encoding/json"
type EventData struct { Raw json.RawMessage }
type Event struct {
	ID   string ` + "`json:\"id\"`" + `
	Type string ` + "`json:\"type\"`" + `
	Data *EventData ` + "`json:\"data\"`" + `
}
=== github.com/stripe/stripe-go/v82/webhook
package webhook
import "github.com/stripe/stripe-go/v82"
func ConstructEvent(payload []byte, header string, secret string) (stripe.Event, error) { return stripe.Event{}, nil }
func ConstructEventIgnoringTolerance(payload []byte, header string, secret string) (stripe.Event, error) { return stripe.Event{}, nil }
`,
	"golang.org/x/oauth2": `
=== golang.org/x/oauth2
package oauth2
import "context"
type Endpoint struct{ AuthURL, TokenURL string }
type Config struct {
	ClientID, ClientSecret, RedirectURL string
	Endpoint Endpoint
	Scopes []string
}
type Token struct{ AccessToken string }
func (t *Token) Extra(key string) any { return nil }
type AuthCodeOption interface{ setValue() }
func (c *Config) AuthCodeURL(state string, opts ...AuthCodeOption) string { return "" }
func (c *Config) Exchange(ctx context.Context, code string, opts ...AuthCodeOption) (*Token, error) { return nil, nil }
func VerifierOption(verifier string) AuthCodeOption { return nil }
func S256ChallengeOption(verifier string) AuthCodeOption { return nil }
func SetAuthURLParam(key, value string) AuthCodeOption { return nil }
func GenerateVerifier() string { return "" }
`,
	"github.com/coreos/go-oidc/v3": `
=== github.com/coreos/go-oidc/v3/oidc
package oidc
import "context"
type Config struct { ClientID string; SkipIssuerCheck bool }
type Provider struct{}
type IDTokenVerifier struct{}
type IDToken struct { Issuer, Subject, Nonce string; Audience []string }
func NewProvider(ctx context.Context, issuer string) (*Provider, error) { return nil, nil }
func (p *Provider) Verifier(c *Config) *IDTokenVerifier { return nil }
func (v *IDTokenVerifier) Verify(ctx context.Context, raw string) (*IDToken, error) { return nil, nil }
func (t *IDToken) Claims(v any) error { return nil }
`,
	"github.com/golang-jwt/jwt/v5": `
=== github.com/golang-jwt/jwt/v5
package jwt
import "crypto/rsa"
type Claims interface{ GetSubject() (string, error) }
type MapClaims map[string]any
func (m MapClaims) GetSubject() (string, error) { return "", nil }
type SigningMethod interface{ Alg() string }
type Token struct { Raw string; Method SigningMethod; Header map[string]any; Claims Claims; Valid bool }
type Keyfunc func(*Token) (any, error)
type ParserOption func()
type SigningMethodHMAC struct{}
func (m *SigningMethodHMAC) Alg() string { return "" }
var SigningMethodHS256 *SigningMethodHMAC
func NewWithClaims(m SigningMethod, c Claims) *Token { return nil }
func (t *Token) SignedString(key any) (string, error) { return "", nil }
func WithValidMethods(m []string) ParserOption { return nil }
func WithExpirationRequired() ParserOption { return nil }
func ParseWithClaims(s string, c Claims, k Keyfunc, o ...ParserOption) (*Token, error) { return nil, nil }
func ParseRSAPublicKeyFromPEM(b []byte) (*rsa.PublicKey, error) { return nil, nil }
`,
	"github.com/go-jose/go-jose/v4": `
=== github.com/go-jose/go-jose/v4
package jose
type SignatureAlgorithm string
type Header struct { KeyID string; Nonce string }
type Signature struct { Header Header }
type JSONWebSignature struct { Signatures []Signature }
func ParseSigned(s string, a []SignatureAlgorithm) (*JSONWebSignature, error) { return nil, nil }
func (j JSONWebSignature) Verify(key any) ([]byte, error) { return nil, nil }
`,
	"github.com/sethvargo/go-limiter": `
=== github.com/sethvargo/go-limiter
package limiter
type Store interface { Take(key string) bool }
=== github.com/sethvargo/go-limiter/memorystore
package memorystore
import ("time"; limiter "github.com/sethvargo/go-limiter")
type Config struct { Tokens uint64; Interval time.Duration }
func New(c *Config) (limiter.Store, error) { return nil, nil }
=== github.com/sethvargo/go-limiter/noopstore
package noopstore
import limiter "github.com/sethvargo/go-limiter"
func New() (limiter.Store, error) { return nil, nil }
=== github.com/sethvargo/go-limiter/httplimit
package httplimit
import ("net/http"; limiter "github.com/sethvargo/go-limiter")
type KeyFunc func(r *http.Request) (string, error)
type Middleware struct{}
func IPKeyFunc(h ...string) KeyFunc { return nil }
func NewMiddleware(s limiter.Store, f KeyFunc) (*Middleware, error) { return nil, nil }
func (m *Middleware) Handle(next http.Handler) http.Handler { return next }
`,
	"go.mau.fi/whatsmeow": `
=== go.mau.fi/whatsmeow
package whatsmeow
type Info struct { ID string }
type Message struct { Info Info }
type Client struct{}
func NewClient(x any) *Client { return nil }
func (c *Client) AddEventHandler(h func(evt any)) uint32 { return 0 }
func (c *Client) Connect() error { return nil }
`,
	"github.com/alexedwards/scs/v2": `
=== github.com/alexedwards/scs/v2
package scs
import ("context"; "net/http")
type SessionManager struct{}
func New() *SessionManager { return nil }
func (s *SessionManager) LoadAndSave(next http.Handler) http.Handler { return next }
func (s *SessionManager) Put(ctx context.Context, key string, val interface{}) {}
func (s *SessionManager) GetString(ctx context.Context, key string) string { return "" }
func (s *SessionManager) RenewToken(ctx context.Context) error { return nil }
`,
	"golang.org/x/time": `
=== golang.org/x/time/rate
package rate
import "time"
type Limit float64
const Inf = Limit(1 << 60)
type Limiter struct{}
func NewLimiter(r Limit, b int) *Limiter { return nil }
func Every(interval time.Duration) Limit { return 0 }
func (lim *Limiter) Allow() bool { return true }
`,
	"github.com/go-chi/cors": `
=== github.com/go-chi/cors
package cors
import "net/http"
type Options struct {
	AllowedOrigins []string
	AllowOriginFunc func(r *http.Request, origin string) bool
	AllowedMethods []string
	AllowCredentials bool
}
func Handler(o Options) func(next http.Handler) http.Handler { return nil }
`,
	"github.com/go-chi/httprate": `
=== github.com/go-chi/httprate
package httprate
import ("net/http"; "time")
type KeyFunc func(r *http.Request) (string, error)
type Option func()
func Limit(requestLimit int, windowLength time.Duration, options ...Option) func(next http.Handler) http.Handler { return nil }
func LimitByIP(requestLimit int, windowLength time.Duration) func(next http.Handler) http.Handler { return nil }
func LimitByRealIP(requestLimit int, windowLength time.Duration) func(next http.Handler) http.Handler { return nil }
func WithKeyFuncs(keyFuncs ...KeyFunc) Option { return nil }
func KeyByIP(r *http.Request) (string, error) { return "", nil }
`,
	"github.com/labstack/echo/v4": `
=== github.com/labstack/echo/v4
package echo
import (
	"net"
	"net/http"
)
type Context interface {
	Request() *http.Request
	FormValue(name string) string
	NoContent(code int) error
	Param(name string) string
	JSON(code int, i interface{}) error
}
type HTTPErrorHandler func(err error, c Context)
type HTTPError struct {
	Code    int
	Message interface{}
}
func (e *HTTPError) Error() string { return "" }
func (e *HTTPError) SetInternal(err error) *HTTPError { return e }
func NewHTTPError(code int, message ...interface{}) *HTTPError { return nil }
type HandlerFunc func(c Context) error
type MiddlewareFunc func(next HandlerFunc) HandlerFunc
type Route struct{}
type Echo struct {
	Server, TLSServer *http.Server
	Listener          net.Listener
	HTTPErrorHandler  HTTPErrorHandler
}
func New() *Echo { return nil }
func (e *Echo) Start(address string) error { return nil }
func (e *Echo) StartServer(s *http.Server) error { return nil }
func (e *Echo) Use(m ...MiddlewareFunc) {}
func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }
func (e *Echo) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }
func (e *Echo) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
=== github.com/labstack/echo/v4/middleware
package middleware
import "github.com/labstack/echo/v4"
type Skipper func(c echo.Context) bool
type CSRFConfig struct{ Skipper Skipper }
func CSRFWithConfig(config CSRFConfig) echo.MiddlewareFunc { return nil }
`,
	"github.com/jmoiron/sqlx": `
=== github.com/jmoiron/sqlx
package sqlx
import ("context"; "database/sql")
type DB struct{ *sql.DB }
func Open(driver, dsn string) (*DB, error) { return nil, nil }
func (db *DB) NamedExecContext(ctx context.Context, query string, arg interface{}) (sql.Result, error) { return nil, nil }
`,
	"github.com/gin-gonic/gin": `
=== github.com/gin-gonic/gin
package gin
import "net/http"
type HandlerFunc func(*Context)
type ResponseWriter interface {
	http.ResponseWriter
	WriteString(string) (int, error)
}
type Context struct {
	Request *http.Request
	Writer  ResponseWriter
}
func (c *Context) JSON(code int, obj any) {}
func (c *Context) Param(key string) string { return "" }
func (c *Context) ShouldBindJSON(obj any) error { return nil }
func (c *Context) ShouldBind(obj any) error { return nil }
func (c *Context) AbortWithStatus(code int) {}
func (c *Context) Next() {}
func (c *Context) Status(code int) {}
func (c *Context) Header(key, value string) {}
type IRoutes interface{}
type RouterGroup struct{}
func (g *RouterGroup) GET(path string, h ...HandlerFunc) IRoutes { return nil }
func (g *RouterGroup) POST(path string, h ...HandlerFunc) IRoutes { return nil }
type Engine struct{ RouterGroup }
func (e *Engine) Use(h ...HandlerFunc) IRoutes { return nil }
func (e *Engine) Run(addr ...string) error { return nil }
func New() *Engine { return nil }
func Default() *Engine { return nil }
`,
	"github.com/gofiber/fiber/v2": `
=== github.com/gofiber/fiber/v2
package fiber
type Ctx struct{}
type Handler = func(*Ctx) error
type Router interface{}
type App struct{}
type ErrorHandler = func(*Ctx, error) error
type Config struct{ ErrorHandler ErrorHandler }
type Error struct {
	Code    int
	Message string
}
func (e *Error) Error() string { return "" }
func NewError(code int, message ...string) *Error { return nil }
func New(config ...Config) *App { return nil }
func (app *App) Get(path string, handlers ...Handler) Router { return nil }
func (app *App) Listen(addr string) error { return nil }
func (c *Ctx) Next() error { return nil }
func (c *Ctx) Locals(key interface{}, value ...interface{}) interface{} { return nil }
func (c *Ctx) SendString(s string) error { return nil }
func (c *Ctx) Params(key string, def ...string) string { return "" }
func (c *Ctx) Status(code int) *Ctx { return c }
func (c *Ctx) JSON(data interface{}) error { return nil }
func (c *Ctx) SendStatus(code int) error { return nil }
`,
	"github.com/gofiber/jwt/v3": `
=== github.com/gofiber/jwt/v3
package jwtware
import "github.com/gofiber/fiber/v2"
type Config struct {
	Filter         func(*fiber.Ctx) bool
	SuccessHandler fiber.Handler
	ErrorHandler   func(*fiber.Ctx, error) error
	SigningKey     interface{}
}
func New(config ...Config) fiber.Handler { return nil }
`,
	"google.golang.org/grpc": `
=== google.golang.org/grpc
package grpc
import ("context"; "net")
type ServerOption interface{}
type Server struct{}
type ServiceRegistrar interface{ RegisterService(desc *ServiceDesc, impl any) }
type ServiceDesc struct {
	ServiceName string
	HandlerType any
	Methods     []MethodDesc
}
type MethodDesc struct {
	MethodName string
	Handler    func(srv any, ctx context.Context, dec func(any) error, interceptor UnaryServerInterceptor) (any, error)
}
type UnaryServerInfo struct{ Server any; FullMethod string }
type UnaryHandler func(ctx context.Context, req any) (any, error)
type UnaryServerInterceptor func(ctx context.Context, req any, info *UnaryServerInfo, handler UnaryHandler) (resp any, err error)
func UnaryInterceptor(i UnaryServerInterceptor) ServerOption { return nil }
func NewServer(opt ...ServerOption) *Server { return nil }
func (s *Server) RegisterService(sd *ServiceDesc, ss any) {}
func (s *Server) Serve(l net.Listener) error { return nil }
=== google.golang.org/grpc/codes
package codes
type Code uint32
const (
	Internal Code = 13
	NotFound Code = 5
)
=== google.golang.org/grpc/status
package status
import "google.golang.org/grpc/codes"
func Error(c codes.Code, msg string) error { return nil }
func Errorf(c codes.Code, format string, a ...any) error { return nil }
`,
	"github.com/aws/aws-sdk-go-v2/service/s3": `
=== github.com/aws/aws-sdk-go-v2/service/s3
package s3
import ("context"; "time")
type Client struct{}
type Options struct{}
type GetObjectInput struct{ Bucket, Key *string }
type PresignClient struct{}
type PresignOptions struct {
	Expires time.Duration
	Tag     string
}
type PresignedHTTPRequest struct{ URL string }
func New(o Options, fns ...func(*Options)) *Client { return nil }
func NewPresignClient(c *Client, fns ...func(*PresignOptions)) *PresignClient { return nil }
func (c *PresignClient) PresignGetObject(ctx context.Context, in *GetObjectInput, fns ...func(*PresignOptions)) (*PresignedHTTPRequest, error) { return nil, nil }
func WithPresignExpires(d time.Duration) func(*PresignOptions) { return nil }
`,
	"github.com/go-ozzo/ozzo-validation/v4": `
=== github.com/go-ozzo/ozzo-validation/v4
package validation
type Rule interface{ Validate(value any) error }
type FieldRules struct{}
type ThresholdRule struct{}
func (r ThresholdRule) Validate(value any) error { return nil }
func Validate(value any, rules ...Rule) error { return nil }
func ValidateStruct(structPtr any, fields ...*FieldRules) error { return nil }
func Field(fieldPtr any, rules ...Rule) *FieldRules { return nil }
func Max(max any) ThresholdRule { return ThresholdRule{} }
`,
}
