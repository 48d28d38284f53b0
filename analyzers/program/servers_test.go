package program_test

// servers are programs that answer slow clients, or stop waiting for them.
var servers = []breaking{
	{
		name: "server of the framework's own, beside one on a socket", rule: "server-timeouts", needs: []string{"github.com/labstack/echo/v4"}, want: "open",
		src: `package main

import (
	"net"
	"net/http"
	"os"
	"time"

	"github.com/labstack/echo/v4"
)

func hello(c echo.Context) error { return c.NoContent(204) }

func local(e *echo.Echo) {
	ln, err := net.Listen("unix", os.Getenv("SOCKET"))
	if err != nil {
		return
	}
	e.Listener = ln
	e.StartServer(&http.Server{ReadTimeout: time.Second})
}

func main() {
	e := echo.New()
	e.POST("/", hello)
	if os.Getenv("SOCKET") != "" {
		local(e)
		return
	}
	e.Start(":8080")
}
`,
		edits: []edit{
			{"timeout of the framework's server", []string{"	e.Start(", "	e.Server.ReadTimeout = 5 * time.Second\n\te.Start("}, "mitigated"},
			{"timeout for writing alone", []string{"	e.Start(", "	e.Server.WriteTimeout = 5 * time.Second\n\te.Start("}, "open"},
			{"timeout of the server that is not started", []string{"	e.Start(", "	e.TLSServer.ReadTimeout = 5 * time.Second\n\te.Start("}, "open"},
			{"timeout of zero", []string{"	e.Start(", "	e.Server.ReadTimeout = 0\n\te.Start("}, "open"},
			{"the other one on the network", []string{"net.Listen(\"unix\", os.Getenv(\"SOCKET\"))", "net.Listen(\"tcp\", \":9000\")"}, "mitigated open"},
			{"a server for it", []string{"e.Start(\":8080\")", "e.StartServer(&http.Server{Addr: \":8080\", ReadTimeout: time.Second})"}, "mitigated"},
			{"http.ListenAndServe", []string{"e.Start(\":8080\")", "http.ListenAndServe(\":8080\", e)"}, "open"},
			{"for this machine", []string{"e.Start(\":8080\")", "http.ListenAndServe(\"127.0.0.1:8080\", e)"}, ""},
		},
	},
}
