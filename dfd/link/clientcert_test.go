package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestClientCertificates: routes are protected by what the server demands before it reads a request: a certificate that an
// authority of the program's own signed, from every client, on every listener.
func TestClientCertificates(t *testing.T) {
	const own = `&tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool()}`
	serve := func(cfg string) string {
		return "s := &http.Server{Addr: \":8443\", Handler: mux, TLSConfig: " + cfg + "}\n\t_ = s.ListenAndServeTLS(\"c\", \"k\")"
	}
	cases := []struct{ name, server, verdict, demanded string }{
		{"demanded", serve(own), "protected", "required"},
		{"by a listener", "l, _ := tls.Listen(\"tcp\", \":8443\", " + own + ")\n\t_ = http.Serve(l, mux)", "protected", "required"},
		{"by the listener around another", "in, _ := net.Listen(\"tcp\", \":8443\")\n\t_ = http.Serve(tls.NewListener(in, " + own + "), mux)", "protected", "required"},
		{"by a configuration that another function makes", serve("strict()"), "protected", "required"},
		{"set afterwards", "cfg := &tls.Config{ClientCAs: pool()}\n\tcfg.ClientAuth = tls.RequireAndVerifyClientCert\n\t" + serve("cfg"), "protected", "required"},
		{"where a setting says so", "cfg := &tls.Config{ClientCAs: pool()}\n\tif os.Getenv(\"CA\") != \"\" {\n\t\tcfg.ClientAuth = tls.RequireAndVerifyClientCert\n\t}\n\t" + serve("cfg"), "unknown", "unknown"},
		{"by either of two configurations", "cfg := strict()\n\tif os.Getenv(\"CA\") == \"\" {\n\t\tcfg = &tls.Config{}\n\t}\n\t" + serve("cfg"), "unknown", "unknown"},
		{"for each client anew", serve("&tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) { return strict(), nil }}"), "unknown", "unknown"},
		{"of any authority", serve("&tls.Config{ClientAuth: tls.RequireAndVerifyClientCert}"), "unknown", "unknown"},
		{"if there is one", serve("&tls.Config{ClientAuth: tls.VerifyClientCertIfGiven, ClientCAs: pool()}"), "public", ""},
		{"signed by nobody", serve("&tls.Config{ClientAuth: tls.RequireAnyClientCert, ClientCAs: pool()}"), "public", ""},
		{"signed by nobody, looked at", serve("&tls.Config{ClientAuth: tls.RequireAnyClientCert, VerifyPeerCertificate: func([][]byte, [][]*x509.Certificate) error { return nil }}"), "unknown", "unknown"},
		{"not demanded", serve("&tls.Config{ClientCAs: pool()}"), "public", ""},
		{"not demanded by another server", "go func() { _ = http.ListenAndServe(\":8080\", mux) }()\n\t" + serve(own), "unknown", "required"},
		{"perhaps demanded, not by another server", "go func() { _ = http.ListenAndServe(\":8080\", mux) }()\n\t" + serve("&tls.Config{ClientAuth: tls.RequireAndVerifyClientCert}"), "public", "unknown"},
		{"of a server without TLS", strings.Replace(serve(own), "ListenAndServeTLS(\"c\", \"k\")", "ListenAndServe()", 1), "public", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := linked(t, lowertest.Module(t, strings.Replace(certServer, "SERVER", c.server, 1)))
			if len(p.EntryPoints) != 1 {
				t.Fatalf("%d entry points", len(p.EntryPoints))
			}
			scheme := map[string]string{"protected": "mtls", "public": "none", "unknown": "unknown"}[c.verdict]
			if a := p.EntryPoints[0].Auth; a.Verdict != c.verdict || a.Scheme != scheme {
				t.Errorf("it is %s by %s, want %s by %s", a.Verdict, a.Scheme, c.verdict, scheme)
			}
			demanded := ""
			for _, li := range p.Listeners {
				demanded += li.ClientCert
			}
			if demanded != c.demanded {
				t.Errorf("certificates are %q, want %q", demanded, c.demanded)
			}
		})
	}
}

const certServer = `
-- main.go --
package main

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"os"
)

var _, _ = net.Dial, os.Getenv

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello")) })
	SERVER
}

func pool() *x509.CertPool {
	p := x509.NewCertPool()
	ca, _ := os.ReadFile("ca.pem")
	p.AppendCertsFromPEM(ca)
	return p
}

func strict() *tls.Config {
	return &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool()}
}
`
