// Command commands has a route for each way in which programs keep a caller's text from becoming a command, and for each in which they
// only seem to. Rules: command-injection.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

var word = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

var tools = map[string]string{"ping": "/bin/ping", "trace": "/usr/bin/traceroute"}

func shell(script string) { exec.Command("sh", "-c", script).Run() }

func hostname(s string) error {
	if net.ParseIP(s) != nil {
		return nil
	}
	if !word.MatchString(s) {
		return errors.New("no host")
	}
	return nil
}

func main() {
	mux := http.NewServeMux()
	on := func(pattern string, f func(host string)) {
		mux.HandleFunc(pattern, func(_ http.ResponseWriter, r *http.Request) { f(r.FormValue("host")) })
	}
	on("GET /flaw/shell", func(host string) { shell("ping -c 1 " + host) })
	on("GET /flaw/formatted", func(host string) { shell(fmt.Sprintf("ping -c 1 %s", host)) })
	on("GET /flaw/quoted", func(host string) { shell(fmt.Sprintf("ping -c 1 '%s'", host)) })
	on("GET /flaw/quoted-by-go", func(host string) { shell("ping -c 1 " + strconv.Quote(host)) })
	on("GET /flaw/program", func(host string) { exec.Command(host).Run() })
	on("GET /flaw/replaced", func(host string) { shell("ping -c 1 " + strings.ReplaceAll(host, ";", "")) })
	on("GET /flaw/some-characters", func(host string) {
		if strings.Contains(host, ";") {
			return
		}
		shell("ping -c 1 " + host)
	})
	on("GET /flaw/bash", func(host string) { exec.Command("/bin/bash", "-lc", "dig "+host).Run() })

	on("GET /fixed/separate", func(host string) { exec.Command("ping", "-c", "1", "--", host).Run() })
	on("GET /fixed/address", func(host string) {
		if net.ParseIP(host) == nil {
			return
		}
		shell("ping -c 1 " + host)
	})
	on("GET /fixed/number", func(host string) {
		n, err := strconv.Atoi(host)
		if err != nil {
			return
		}
		shell("sleep " + strconv.Itoa(n))
	})
	on("GET /fixed/number-checked", func(host string) {
		if _, err := strconv.Atoi(host); err != nil {
			return
		}
		shell("sleep " + host)
	})
	on("GET /fixed/pattern", func(host string) {
		if !word.MatchString(host) {
			return
		}
		shell("ping -c 1 " + host)
	})
	on("GET /fixed/helper", func(host string) {
		if err := hostname(host); err != nil {
			return
		}
		shell("ping -c 1 " + host)
	})
	on("GET /fixed/list", func(host string) {
		tool, ok := tools[host]
		if !ok {
			return
		}
		exec.Command(tool, "127.0.0.1").Run()
	})
	on("GET /fixed/switch", func(host string) {
		switch host {
		case "a", "b":
			shell("ping -c 1 " + host)
		}
	})
	log.Fatal(http.ListenAndServe(":8080", mux))
}
