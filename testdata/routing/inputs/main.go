// Command inputs reads each kind of input by each of several frameworks: path, query, header, cookie, body, form, files with their
// names, structs filled by tags, messages, flags and the environment.
package main

import (
	"encoding/json"
	"flag"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
)

// note is what is sent as JSON.
type note struct {
	Title string `json:"title"`
	Body  struct {
		Text string `json:"text"`
	} `json:"body"`
}

// find is filled by tags from several parts of a request.
type find struct {
	ID     string `param:"id" uri:"id" params:"id"`
	Tag    string `query:"tag" form:"tag"`
	Tenant string `header:"X-Tenant" reqHeader:"X-Tenant"`
}

func main() {
	addr := flag.String("addr", ":8080", "where to listen")
	flag.Parse()
	mux := http.NewServeMux()
	standard(mux)
	mux.Handle("/chi/", byChi())
	go func() { log.Fatal(byGin().Run(os.Getenv("GIN_ADDR"))) }()
	go func() { log.Fatal(byEcho().Start(":8082")) }()
	go func() { log.Fatal(byFiber().Listen(":8083")) }()
	log.Fatal(http.ListenAndServe(*addr, mux))
}

func standard(mux *http.ServeMux) {
	mux.HandleFunc("GET /std/{id}", func(w http.ResponseWriter, r *http.Request) {
		c, _ := r.Cookie("theme")
		log.Println(r.PathValue("id"), r.URL.Query().Get("q"), r.Header.Get("X-Trace"), c)
	})
	mux.HandleFunc("POST /std/form", func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.PostFormValue("name"), r.FormValue("age"))
	})
	mux.HandleFunc("POST /std/json", func(w http.ResponseWriter, r *http.Request) {
		var n note
		_ = json.NewDecoder(r.Body).Decode(&n)
		log.Println(n.Title, n.Body.Text)
	})
	mux.HandleFunc("POST /std/raw", func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		log.Println(len(b))
	})
	mux.HandleFunc("POST /std/file", func(w http.ResponseWriter, r *http.Request) {
		f, h, err := r.FormFile("picture")
		if err == nil {
			defer f.Close()
			b, _ := io.ReadAll(f)
			log.Println(h.Filename, len(b))
		}
	})
	up := websocket.Upgrader{}
	mux.HandleFunc("GET /std/socket", func(w http.ResponseWriter, r *http.Request) {
		c, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		var n note
		_ = c.ReadJSON(&n)
		log.Println(n.Title)
	})
}

func byChi() http.Handler {
	r := chi.NewRouter()
	r.Get("/chi/{id}", func(w http.ResponseWriter, r *http.Request) { log.Println(chi.URLParam(r, "id")) })
	return r
}

func byGin() *gin.Engine {
	g := gin.New()
	g.GET("/gin/:id", func(c *gin.Context) {
		theme, _ := c.Cookie("theme")
		log.Println(c.Param("id"), c.Query("q"), c.DefaultQuery("page", "1"), c.GetHeader("X-Trace"), theme)
	})
	g.POST("/gin/form", func(c *gin.Context) { log.Println(c.PostForm("name")) })
	g.POST("/gin/json", func(c *gin.Context) {
		var n note
		if c.ShouldBindJSON(&n) == nil {
			log.Println(n.Title)
		}
	})
	g.GET("/gin/:id/find", func(c *gin.Context) {
		var f find
		if c.ShouldBindUri(&f) == nil && c.ShouldBindQuery(&f) == nil && c.ShouldBindHeader(&f) == nil {
			log.Println(f.ID, f.Tag, f.Tenant)
		}
	})
	g.POST("/gin/file", func(c *gin.Context) {
		h, err := c.FormFile("picture")
		if err == nil {
			log.Println(h.Filename, c.SaveUploadedFile(h, "/data/"+h.Filename))
		}
	})
	return g
}

func byEcho() *echo.Echo {
	e := echo.New()
	e.GET("/echo/:id", func(c echo.Context) error {
		theme, _ := c.Cookie("theme")
		log.Println(c.Param("id"), c.QueryParam("q"), c.Request().Header.Get("X-Trace"), theme)
		return nil
	})
	e.POST("/echo/form", func(c echo.Context) error { log.Println(c.FormValue("name")); return nil })
	e.POST("/echo/json", func(c echo.Context) error {
		var n note
		err := c.Bind(&n)
		log.Println(n.Title)
		return err
	})
	e.GET("/echo/:id/find", func(c echo.Context) error {
		var f find
		err := c.Bind(&f)
		log.Println(f.ID, f.Tag, f.Tenant)
		return err
	})
	e.POST("/echo/file", func(c echo.Context) error {
		h, err := c.FormFile("picture")
		if err == nil {
			log.Println(h.Filename)
		}
		return err
	})
	return e
}

func byFiber() *fiber.App {
	app := fiber.New()
	app.Get("/fiber/:id", func(c *fiber.Ctx) error {
		log.Println(c.Params("id"), c.Query("q"), c.Get("X-Trace"), c.Cookies("theme"))
		return nil
	})
	app.Post("/fiber/form", func(c *fiber.Ctx) error { log.Println(c.FormValue("name")); return nil })
	app.Post("/fiber/json", func(c *fiber.Ctx) error {
		var n note
		err := c.BodyParser(&n)
		log.Println(n.Title)
		return err
	})
	app.Get("/fiber/:id/find", func(c *fiber.Ctx) error {
		var f find
		_, _ = c.ParamsParser(&f), c.ReqHeaderParser(&f)
		err := c.QueryParser(&f)
		log.Println(f.ID, f.Tag, f.Tenant)
		return err
	})
	app.Post("/fiber/file", func(c *fiber.Ctx) error {
		h, err := c.FormFile("picture")
		if err == nil {
			return c.SaveFile(h, "/data/"+h.Filename)
		}
		return err
	})
	return app
}
