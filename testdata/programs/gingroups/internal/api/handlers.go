package api

import (
	"log/slog"
	"net/http"
	"strconv"

	"github.com/gin-contrib/sessions"
	"github.com/gin-gonic/gin"

	"example.com/samples/programs/gingroups/internal/members"
)

func (a *API) login(c *gin.Context) {
	var in struct {
		Email    string `json:"email" binding:"required,email"`
		Password string `json:"password" binding:"required"`
	}
	if err := c.ShouldBindJSON(&in); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "email and password are needed"})
		return
	}
	m, err := a.store.ByEmail(c, in.Email)
	if err != nil || !m.PasswordIs(in.Password) {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "email or password is wrong"})
		return
	}
	s := sessions.Default(c)
	s.Clear()
	s.Set(memberKey, m.ID)
	s.Set(roleKey, m.Role)
	if err := s.Save(); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

func (a *API) logout(c *gin.Context) {
	s := sessions.Default(c)
	s.Clear()
	if err := s.Save(); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

func (a *API) listEvents(c *gin.Context) {
	events, err := a.store.Events(c)
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, events)
}

func (a *API) addEvent(c *gin.Context) {
	var e members.Event
	if err := c.ShouldBindJSON(&e); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "malformed event"})
		return
	}
	if err := a.store.AddEvent(c, e); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusCreated)
}

func (a *API) me(c *gin.Context) {
	m, err := a.store.ByID(c, c.GetInt64(memberKey))
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, m)
}

func (a *API) updateMe(c *gin.Context) {
	var m members.Member
	if err := c.ShouldBindJSON(&m); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "malformed member"})
		return
	}
	m.ID = c.GetInt64(memberKey)
	if err := a.store.Update(c, m); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

func (a *API) search(c *gin.Context) {
	found, err := a.store.Search(c, c.Query("q"))
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, found)
}

func (a *API) remove(c *gin.Context) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "malformed id"})
		return
	}
	if err := a.store.Remove(c, id); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

func (a *API) checkIn(c *gin.Context) {
	var in struct {
		Card string `json:"card" binding:"required"`
	}
	if err := c.ShouldBindJSON(&in); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "card is needed"})
		return
	}
	a.passDoor(c, in.Card)
}

func (a *API) checkInCard(c *gin.Context) { a.passDoor(c, c.Param("card")) }

func (a *API) passDoor(c *gin.Context, card string) {
	if err := a.store.CheckIn(c, card); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusCreated)
}

func (a *API) card(c *gin.Context) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "malformed id"})
		return
	}
	m, err := a.store.ByID(c, id)
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"name": m.Name, "card": m.Card})
}

func (a *API) pictures(c *gin.Context) { c.JSON(http.StatusOK, []string{"summer", "winter"}) }

func (a *API) album(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"album": c.Param("path")}) }

func fail(c *gin.Context, err error) {
	slog.ErrorContext(c, "request failed", "path", c.FullPath(), "err", err)
	c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"error": "internal error"})
}
