// Command fiberlimits serves routes of fiber's with its own limit on a body, with one that the program sets, and with one that is none;
// and routes that limit a caller by whom the library's middleware has found him to be. Rules: storage-exhaustion missing-rate-limit.
package main

import (
	"database/sql"
	"log"
	"os"
	"time"

	jwtware "github.com/gofiber/contrib/jwt"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/limiter"
	"github.com/golang-jwt/jwt/v5"
)

type server struct{ db *sql.DB }

// keep takes the size off the caller's quota and stores the file.
func (s *server) keep(c *fiber.Ctx) error {
	user := caller(c)
	fh, err := c.FormFile("file")
	if err != nil {
		return c.SendStatus(fiber.StatusBadRequest)
	}
	res, err := s.db.Exec("UPDATE users SET used = used + $2 WHERE id = $1 AND used + $2 <= quota", user, fh.Size)
	if err != nil {
		return c.SendStatus(fiber.StatusInternalServerError)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return c.SendStatus(fiber.StatusInsufficientStorage)
	}
	return c.SaveFile(fh, "/srv/"+time.Now().Format("20060102150405.000"))
}

func caller(c *fiber.Ctx) string {
	sub, _ := c.Locals("user").(*jwt.Token).Claims.GetSubject()
	return sub
}

func signedIn() fiber.Handler {
	return jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{JWTAlg: "HS256", Key: []byte(os.Getenv("KEY"))}})
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	byUser := limiter.New(limiter.Config{Max: 20, Expiration: time.Minute, KeyGenerator: caller})
	byHeader := limiter.New(limiter.Config{Max: 20, Expiration: time.Minute, KeyGenerator: func(c *fiber.Ctx) string { return c.Get("X-Forwarded-For") }})

	its := fiber.New()
	its.Post("/fixed/its-own", signedIn(), byUser, s.keep)
	its.Post("/flaw/by-header", signedIn(), byHeader, s.keep)
	named := fiber.New(fiber.Config{AppName: "files"})
	named.Post("/fixed/named", signedIn(), byUser, s.keep)
	set := fiber.New(fiber.Config{BodyLimit: 20 << 20})
	set.Post("/fixed/set", signedIn(), byUser, s.keep)
	none := fiber.New(fiber.Config{BodyLimit: 100 << 30})
	none.Post("/flaw/none", signedIn(), byUser, s.keep)
	go its.Listen(":8081")
	go named.Listen(":8082")
	go set.Listen(":8083")
	log.Fatal(none.Listen(":8084"))
}
