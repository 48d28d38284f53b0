// Command outgoing has a route for each way in which programs decide which hosts they ask for a caller, and for each in which they only
// seem to. Rules: ssrf.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	mux := http.NewServeMux()
	hosts(mux)
	dialers(mux)
	parts(mux)
	urls(mux)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func show(w http.ResponseWriter, c *http.Client, at string) {
	resp, err := c.Get(at)
	if err != nil {
		refuse(w)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, io.LimitReader(resp.Body, 1<<20))
}

func refuse(w http.ResponseWriter) { http.Error(w, "no", http.StatusBadRequest) }

// asked serves what f does with the address that the request names.
func asked(f func(w http.ResponseWriter, at string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { f(w, r.FormValue("url")) }
}

var errInside = errors.New("an address inside")

var friends = map[string]bool{"example.com": true, "example.org": true}

func hosts(mux *http.ServeMux) {
	plain := &http.Client{Timeout: time.Second}
	mux.HandleFunc("GET /flaw/plain", asked(func(w http.ResponseWriter, at string) { show(w, plain, at) }))
	mux.HandleFunc("GET /flaw/parsed", asked(func(w http.ResponseWriter, at string) {
		u, err := url.Parse(at)
		if err != nil {
			refuse(w)
			return
		}
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /flaw/scheme", asked(func(w http.ResponseWriter, at string) {
		u, err := url.Parse(at)
		if err != nil || u.Scheme != "https" {
			refuse(w)
			return
		}
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /flaw/host-in-front", asked(func(w http.ResponseWriter, at string) { show(w, plain, "https://"+at+"/icon.png") }))
	mux.HandleFunc("GET /flaw/prefix", asked(func(w http.ResponseWriter, at string) {
		if !strings.HasPrefix(at, "http") {
			refuse(w)
			return
		}
		show(w, plain, at)
	}))
	mux.HandleFunc("GET /flaw/logged", asked(func(w http.ResponseWriter, at string) {
		if u, err := url.Parse(at); err != nil || !friends[u.Host] {
			log.Print("odd address")
		}
		show(w, plain, at)
	}))

	mux.HandleFunc("GET /fixed/path-only", asked(func(w http.ResponseWriter, at string) {
		show(w, plain, "https://api.example.com/icons/"+url.PathEscape(at))
	}))
	mux.HandleFunc("GET /fixed/map", asked(func(w http.ResponseWriter, at string) {
		u, err := url.Parse(at)
		if err != nil || !friends[u.Hostname()] {
			refuse(w)
			return
		}
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /fixed/one-host", asked(func(w http.ResponseWriter, at string) {
		u, err := url.Parse(at)
		if err != nil || u.Host != "api.example.com" {
			refuse(w)
			return
		}
		show(w, plain, at)
	}))
	mux.HandleFunc("GET /fixed/slice", asked(func(w http.ResponseWriter, at string) {
		u, err := url.Parse(at)
		if err != nil || !slices.Contains([]string{"a.example.com", "b.example.com"}, u.Host) {
			refuse(w)
			return
		}
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /fixed/switch", asked(func(w http.ResponseWriter, at string) {
		u, err := url.Parse(at)
		if err != nil {
			refuse(w)
			return
		}
		switch u.Hostname() {
		case "a.example.com", "b.example.com":
			show(w, plain, u.String())
		default:
			refuse(w)
		}
	}))
	mux.HandleFunc("GET /fixed/known", asked(func(w http.ResponseWriter, at string) {
		switch at {
		case "https://a.example.com/", "https://b.example.com/":
			show(w, plain, at)
		}
	}))
	mux.HandleFunc("GET /fixed/host-prefix", asked(func(w http.ResponseWriter, at string) {
		if !strings.HasPrefix(at, "https://api.example.com/") {
			refuse(w)
			return
		}
		show(w, plain, at)
	}))
	mux.HandleFunc("GET /fixed/validated", asked(func(w http.ResponseWriter, at string) {
		if err := allowed(at); err != nil {
			refuse(w)
			return
		}
		show(w, plain, at)
	}))
	mux.HandleFunc("GET /fixed/resolved", asked(func(w http.ResponseWriter, at string) {
		if inside(at) {
			refuse(w)
			return
		}
		show(w, plain, at)
	}))
	mux.HandleFunc("GET /fixed/resolved-with-error", asked(func(w http.ResponseWriter, at string) {
		if err := outside(at); err != nil {
			refuse(w)
			return
		}
		show(w, plain, at)
	}))
}

func allowed(at string) error {
	u, err := url.Parse(at)
	if err != nil {
		return err
	}
	if u.Scheme != "https" {
		return errInside
	}
	if !friends[u.Hostname()] {
		return fmt.Errorf("host %s: %w", u.Hostname(), errInside)
	}
	return nil
}

// inside says that an address leads into the own network, as far as its name says now.
func inside(at string) bool {
	u, err := url.Parse(at)
	if err != nil {
		return true
	}
	ips, err := net.LookupIP(u.Hostname())
	if err != nil {
		return true
	}
	for _, ip := range ips {
		if ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
			return true
		}
	}
	return false
}

func outside(at string) error {
	u, err := url.Parse(at)
	if err != nil {
		return err
	}
	addrs, err := net.DefaultResolver.LookupIPAddr(context.Background(), u.Hostname())
	if err != nil {
		return err
	}
	for _, a := range addrs {
		if a.IP.IsLoopback() || a.IP.IsPrivate() {
			return errInside
		}
	}
	return nil
}

func control(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	ip := net.ParseIP(host)
	if ip == nil || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return errInside
	}
	return nil
}

func controlAddr(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if ap.Addr().IsPrivate() || ap.Addr().IsLoopback() {
		return errInside
	}
	return nil
}

func dial(ctx context.Context, network, addr string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	ips, err := net.DefaultResolver.LookupIPAddr(ctx, host)
	if err != nil {
		return nil, err
	}
	for _, ip := range ips {
		if ip.IP.IsPrivate() || ip.IP.IsLoopback() {
			return nil, errInside
		}
	}
	var d net.Dialer
	return d.DialContext(ctx, network, net.JoinHostPort(ips[0].IP.String(), port))
}

func guarded() *http.Client {
	d := &net.Dialer{Timeout: time.Second, Control: control}
	return &http.Client{Transport: &http.Transport{DialContext: d.DialContext}, Timeout: time.Second}
}

func dialers(mux *http.ServeMux) {
	patient := &http.Client{Transport: &http.Transport{DialContext: (&net.Dialer{Timeout: time.Second}).DialContext}}
	mux.HandleFunc("GET /flaw/only-a-timeout", asked(func(w http.ResponseWriter, at string) { show(w, patient, at) }))

	mux.HandleFunc("GET /fixed/control", asked(func(w http.ResponseWriter, at string) { show(w, guarded(), at) }))
	byAddr := &net.Dialer{Control: controlAddr}
	tr := http.DefaultTransport.(*http.Transport).Clone()
	tr.DialContext = byAddr.DialContext
	cloned := &http.Client{Transport: tr}
	mux.HandleFunc("GET /fixed/control-of-a-clone", asked(func(w http.ResponseWriter, at string) { show(w, cloned, at) }))
	own := &http.Client{Transport: &http.Transport{DialContext: dial}}
	mux.HandleFunc("GET /fixed/own-dial", asked(func(w http.ResponseWriter, at string) { show(w, own, at) }))
	mux.HandleFunc("GET /fixed/request", asked(func(w http.ResponseWriter, at string) {
		req, err := http.NewRequest(http.MethodGet, at, nil)
		if err != nil {
			refuse(w)
			return
		}
		resp, err := own.Do(req)
		if err != nil {
			refuse(w)
			return
		}
		resp.Body.Close()
	}))
}
