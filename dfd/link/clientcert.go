package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// A server that demands a certificate of its clients, signed by an authority that the program names, knows who connects before
// any route is reached. What tls.Config says of it is a number (tls.ClientAuthType).
const (
	certAny    = "2" // RequireAnyClientCert: nobody has signed it, unless the program looks
	certSigned = "4" // RequireAndVerifyClientCert
)

// clientCert is what a server demands: "required", "unknown" where it may be, "" where it is nothing; and where that is set.
type clientCert struct {
	verdict string
	places  []dfd.Place
}

// clientCert says what a server demands, by what it is started with, by its listener, and by how it was made.
func (l *linker) clientCert(s event) clientCert {
	var c clientCert
	ask := func(h *hit, cfg set) {
		v := l.demands(h, cfg)
		if v == "" {
			return
		}
		if c.verdict != "unknown" {
			c.verdict = v
		}
		l.eachStore(l.withCopied(cfg), "ClientAuth", func(i *inst, at int32) bool {
			c.places = append(c.places, i.at(at))
			return true
		})
	}
	ask(s.h, l.arg(&site{}, s.h, s.row, "tlsconfig"))
	l.eachListening(l.arg(&site{}, s.h, s.row, "listener"), 0, func(h *hit, r *catalog.Row) {
		ask(h, l.arg(&site{}, h, r, "tlsconfig"))
	})
	l.eachServed(s, func(o int32) {
		l.eachOption(l.objs[o].hit, "serve", func(h *hit, r *catalog.Row) {
			if r.Attr["option"] == "tls" {
				ask(h, l.arg(&site{}, h, r, "value"))
			}
		})
	})
	sortPlaces(&c.places)
	return c
}

// eachListening calls f for what made a listener, and the listener that it wraps.
func (l *linker) eachListening(v set, depth int, f func(h *hit, r *catalog.Row)) {
	l.eachObj(v, func(o int32) {
		if ob := &l.objs[o]; ob.row != nil && ob.hit != nil && ob.row.Role == "listen" {
			f(ob.hit, ob.row)
			if depth < 4 {
				l.eachListening(l.arg(&site{}, ob.hit, ob.row, "listener"), depth+1, f)
			}
		}
	})
}

// demands says what configurations of TLS demand of clients, at the call that is given them.
func (l *linker) demands(h *hit, cfg set) string {
	if cfg == 0 {
		return ""
	}
	if l.real(l.fieldNamed(nil, cfg, "GetConfigForClient")) { // each client gets a configuration of its own
		return "unknown"
	}
	v := l.fieldNamed(nil, cfg, "ClientAuth")
	texts, part := l.texts(v)
	switch {
	case v == 0:
		return ""
	case slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(t, "{") }) || part != "":
		return "unknown"
	case slices.Contains(texts, certAny) && (l.real(l.fieldNamed(nil, cfg, "VerifyPeerCertificate")) || l.real(l.fieldNamed(nil, cfg, "VerifyConnection"))):
		return "unknown"
	case !slices.Contains(texts, certSigned):
		return ""
	case len(texts) > 1, l.setSometimes(h, cfg, "ClientAuth"), l.several(cfg), !l.real(l.fieldNamed(nil, cfg, "ClientCAs")): // any authority of the machine may have signed it
		return "unknown"
	}
	return "required"
}

// several says that a value may be one of several objects, each of which says what it wants.
func (l *linker) several(s set) bool {
	n := 0
	l.eachObj(s, func(int32) { n++ })
	return n > 1
}

// byCertificate adds to the verdict on an entry point what its listeners demand before they let anybody in. Where one of several
// may demand something and another one demands nothing, the route is as open as it is.
func (a *assembly) byCertificate(ep *dfd.EntryPoint) {
	verdicts := map[string]bool{}
	var at []dfd.Place
	for _, id := range append([]string{ep.Listener}, ep.Also...) {
		verdicts[a.certs[id].verdict] = true
		at = append(at, a.certs[id].places...)
	}
	if verdicts[""] && !verdicts["required"] || ep.Auth.Verdict == "protected" {
		return
	}
	ep.Auth.Evidence = append(ep.Auth.Evidence, at...)
	sortPlaces(&ep.Auth.Evidence)
	if len(verdicts) > 1 || !verdicts["required"] {
		ep.Auth.Verdict, ep.Auth.Scheme = "unknown", "unknown"
		return
	}
	ep.Auth.Verdict, ep.Auth.Scheme, ep.Auth.Optional = "protected", "mtls", false
	if st := (authState{scheme: "mtls"}); len(at) > 0 {
		st.place = at[0]
		a.auths[ep.ID] = st
	}
}
