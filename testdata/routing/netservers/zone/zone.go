// Package zone answers for names.
package zone

import (
	"fmt"
	"log"

	"github.com/miekg/dns"

	"example.com/routing/netservers/store"
)

type zone struct{ s *store.Store }

func Serve(s *store.Store, addr string) {
	z := &zone{s}
	mux := dns.NewServeMux()
	mux.HandleFunc("example.org.", z.answer)
	mux.Handle("internal.", z)
	go func() { log.Fatal((&dns.Server{Addr: addr, Net: "tcp", Handler: mux}).ListenAndServe()) }()
	log.Fatal((&dns.Server{Addr: addr, Net: "udp", Handler: mux}).ListenAndServe())
}

func (z *zone) answer(w dns.ResponseWriter, r *dns.Msg) {
	m := new(dns.Msg)
	m.SetReply(r)
	for _, q := range r.Question {
		if target, err := z.s.Record(q.Name); err == nil {
			if rr, err := dns.NewRR(fmt.Sprintf("%s A %s", q.Name, target)); err == nil {
				m.Answer = append(m.Answer, rr)
			}
		}
	}
	w.WriteMsg(m)
}

// ServeDNS notes who asks for what is internal.
func (z *zone) ServeDNS(w dns.ResponseWriter, r *dns.Msg) {
	z.s.Note("internal", r.Question[0].Name)
	m := new(dns.Msg)
	m.SetRcode(r, dns.RcodeRefused)
	w.WriteMsg(m)
}
