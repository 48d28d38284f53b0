// Package api is the club's HTTP interface: pages for members, an interface for
// the turnstile at the door, and one for the office.
package api

import (
	"context"
	"net/http"

	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"

	"example.com/samples/programs/gingroups/internal/members"
)

// Store keeps members and events.
type Store interface {
	ByEmail(ctx context.Context, email string) (members.Member, error)
	ByID(ctx context.Context, id int64) (members.Member, error)
	Search(ctx context.Context, text string) ([]members.Member, error)
	Update(ctx context.Context, m members.Member) error
	Remove(ctx context.Context, id int64) error
	Events(ctx context.Context) ([]members.Event, error)
	AddEvent(ctx context.Context, e members.Event) error
	CheckIn(ctx context.Context, card string) error
}

// Config holds the secrets of the interface.
type Config struct {
	SessionKey    []byte
	DeviceToken   string
	AdminPassword string
}

// API is the interface, with one group of routes per kind of visitor.
type API struct {
	cfg    Config
	store  Store
	engine *gin.Engine

	public *gin.RouterGroup // anybody
	member *gin.RouterGroup // signed in
	door   *gin.RouterGroup // the turnstile
	office *gin.RouterGroup // the club's staff
}

// New returns the interface to store.
func New(cfg Config, store Store) *API {
	engine := gin.New()
	engine.Use(gin.Recovery())
	// Registered before the sessions, so that a probe sets no cookie.
	engine.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusNoContent) })

	jar := cookie.NewStore(cfg.SessionKey)
	jar.Options(sessions.Options{Path: "/", MaxAge: 12 * 3600, HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode})
	engine.Use(sessions.Sessions("club", jar))

	a := &API{cfg: cfg, store: store, engine: engine}
	a.public = engine.Group("/")
	a.member = engine.Group("/members", requireMember)
	a.door = engine.Group("/door")
	a.door.Use(a.requireDevice)
	a.office = engine.Group("/office", gin.BasicAuth(gin.Accounts{"office": cfg.AdminPassword}))
	a.routes()
	return a
}

// Handler returns the interface, ready to be served.
func (a *API) Handler() http.Handler { return a.engine }

func (a *API) routes() {
	a.public.POST("/login", a.login)
	a.public.POST("/logout", a.logout)
	a.public.GET("/events", a.listEvents)
	a.public.POST("/events", requireMember, requireRole("trainer"), a.addEvent)
	a.public.Static("/assets", "./assets")

	a.member.GET("/me", a.me)
	a.member.PUT("/me", a.updateMe)
	a.member.Match([]string{http.MethodGet, http.MethodPost}, "/search", a.search)

	a.door.POST("/checkins", a.checkIn)
	v2 := a.door.Group("/v2")
	{
		v2.POST("/checkins/:card", a.checkInCard)
	}

	a.office.GET("/members", a.search)
	a.office.DELETE("/members/:id", a.remove)

	// The shop that prints the members' cards fetches them here.
	printing := a.engine.Group("/print", expectPrinter)
	printing.GET("/cards/:id", a.card)

	// Pictures are open, what comes after Use is not.
	gallery := a.engine.Group("/gallery")
	gallery.GET("/pictures", a.pictures)
	gallery.Use(requireMember)
	gallery.GET("/albums/*path", a.album)
}
