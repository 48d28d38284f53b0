package program_test

// sockets are programs whose WebSockets and other connections look at who is on the other side.
var sockets = []breaking{
	{
		name: "gorilla", rule: "websocket-origin", needs: []string{"github.com/gorilla/websocket"}, want: "mitigated",
		src: `package main

import (
	"log"
	"net/http"
	"strings"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{ReadBufferSize: 1024}

func anywhere(r *http.Request) bool { return true }

func ours(r *http.Request) bool { return strings.HasSuffix(r.Header.Get("Origin"), ".example.com") }

type hub struct{ up *websocket.Upgrader }

func (h *hub) serve(w http.ResponseWriter, r *http.Request) {
	conn, err := h.up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	for {
		t, b, err := conn.ReadMessage()
		if err != nil {
			return
		}
		conn.WriteMessage(t, b)
	}
}

func main() {
	h := &hub{up: &upgrader}
	http.HandleFunc("GET /ws", h.serve)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"a literal that says yes", []string{"ReadBufferSize: 1024", "CheckOrigin: func(r *http.Request) bool { return true }"}, "open"},
			{"a function that says yes", []string{"ReadBufferSize: 1024", "CheckOrigin: anywhere"}, "open"},
			{"set later", []string{"h := &hub", "upgrader.CheckOrigin = anywhere\n\th := &hub"}, "open"},
			{"set in the handler", []string{"conn, err := h.up.Upgrade(", "up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}\n\tconn, err := up.Upgrade("}, "open"},
			{"set behind a condition", []string{"h := &hub", "if os.Getenv(\"DEV\") != \"\" {\n\t\tupgrader.CheckOrigin = anywhere\n\t}\n\th := &hub", "\t\"net/http\"\n", "\t\"net/http\"\n\t\"os\"\n"}, "to-confirm"},
			{"set behind a condition in the handler", []string{"conn, err := h.up.Upgrade(", "up := websocket.Upgrader{}\n\tif r.TLS == nil {\n\t\tup.CheckOrigin = anywhere\n\t}\n\tconn, err := up.Upgrade("}, "to-confirm"},
			{"set before a condition", []string{"conn, err := h.up.Upgrade(", "up := websocket.Upgrader{}\n\tup.CheckOrigin = anywhere\n\tif r.TLS == nil {\n\t\treturn\n\t}\n\tconn, err := up.Upgrade("}, "open"},
			{"a function that looks", []string{"ReadBufferSize: 1024", "CheckOrigin: ours"}, "to-confirm"},
			{"yes on one way", []string{"ReadBufferSize: 1024", "CheckOrigin: func(r *http.Request) bool { if r.Host == \"\" { return false }; return true }"}, "to-confirm"},
		},
	},
	{
		name: "coder", rule: "websocket-origin", needs: []string{"github.com/coder/websocket"}, want: "mitigated",
		src: `package main

import (
	"log"
	"net/http"
	"os"

	"github.com/coder/websocket"
)

var dev = os.Getenv("DEV") != ""

func ws(w http.ResponseWriter, r *http.Request) {
	c, err := websocket.Accept(w, r, &websocket.AcceptOptions{OriginPatterns: []string{"*.example.com"}})
	if err != nil {
		return
	}
	defer c.CloseNow()
	c.Read(r.Context())
}

func main() {
	http.HandleFunc("/ws", ws)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"no options", []string{`&websocket.AcceptOptions{OriginPatterns: []string{"*.example.com"}}`, "nil"}, "mitigated"},
			{"star", []string{`"*.example.com"`, `"*.example.com", "*"`}, "open"},
			{"switched off", []string{`OriginPatterns: []string{"*.example.com"}`, `InsecureSkipVerify: true`}, "open"},
			{"switched off behind a condition", []string{"c, err := websocket.Accept(", "opts := &websocket.AcceptOptions{}\n\tif dev {\n\t\topts.InsecureSkipVerify = true\n\t}\n\tc, err := websocket.Accept(", `&websocket.AcceptOptions{OriginPatterns: []string{"*.example.com"}}`, "opts"}, "to-confirm"},
		},
	},
	{
		name: "ssh", rule: "tls-verify-off", needs: []string{"golang.org/x/crypto"}, want: "",
		src: `package main

import (
	"log"
	"net"
	"net/http"

	"golang.org/x/crypto/ssh"
)

var known ssh.PublicKey

func any(host string, addr net.Addr, key ssh.PublicKey) error { return nil }

func logged(host string, addr net.Addr, key ssh.PublicKey) error {
	log.Println(host)
	return nil
}

func copyOver(w http.ResponseWriter, r *http.Request) {
	c, err := ssh.Dial("tcp", "backup.example.com:22", &ssh.ClientConfig{User: "backup", HostKeyCallback: ssh.FixedHostKey(known)})
	if err != nil {
		return
	}
	c.Close()
}

func main() {
	http.HandleFunc("POST /backup", copyOver)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"any key", []string{"ssh.FixedHostKey(known)", "ssh.InsecureIgnoreHostKey()"}, "open"},
			{"a function that says yes", []string{"ssh.FixedHostKey(known)", "any"}, "open"},
			{"one that only logs", []string{"ssh.FixedHostKey(known)", "logged"}, "open"},
			{"a literal", []string{"ssh.FixedHostKey(known)", "func(string, net.Addr, ssh.PublicKey) error { return nil }"}, "open"},
		},
	},
	{
		name: "tls", rule: "tls-verify-off", want: "",
		src: `package main

import (
	"crypto/tls"
	"errors"
	"log"
	"net/http"
	"os"
)

func fingerprint(s tls.ConnectionState) error {
	if len(s.PeerCertificates) == 0 {
		return errors.New("no certificate")
	}
	return nil
}

var client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}}}

func hook(w http.ResponseWriter, r *http.Request) {
	resp, err := client.Get("https://api.example.com/x")
	if err == nil {
		resp.Body.Close()
	}
}

func main() {
	println(os.Getenv("X"))
	http.HandleFunc("POST /hook", hook)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"off", []string{"MinVersion: tls.VersionTLS12", "InsecureSkipVerify: true"}, "open"},
			{"off by a setting", []string{"MinVersion: tls.VersionTLS12", "InsecureSkipVerify: os.Getenv(\"INSECURE\") != \"\""}, "to-confirm"},
			{"off, with a check of its own", []string{"MinVersion: tls.VersionTLS12", "InsecureSkipVerify: true, VerifyConnection: fingerprint"}, ""},
			{"off where a field says so", []string{"resp, err :=", "if opts.insecure {\n\t\tclient.Transport.(*http.Transport).TLSClientConfig.InsecureSkipVerify = true\n\t}\n\tresp, err :=", "func main", "type options struct{ insecure bool }\n\nvar opts options\n\nfunc main"}, "to-confirm"},
			{"set later", []string{"println(os.Getenv(\"X\"))", "client.Transport.(*http.Transport).TLSClientConfig.InsecureSkipVerify = os.Args[1] == \"x\" || true"}, "open"},
		},
	},
}
