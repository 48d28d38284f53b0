// Package directory lists people by LDAP.
package directory

import (
	"log"

	goldap "github.com/lor00x/goldap/message"
	"github.com/vjeantet/ldapserver"
	"golang.org/x/crypto/bcrypt"

	"example.com/routing/netservers/store"
)

type directory struct{ s *store.Store }

func Serve(s *store.Store, addr string) {
	d := &directory{s}
	routes := ldapserver.NewRouteMux()
	routes.Bind(d.bind)
	routes.Search(d.search).Label("people")
	srv := ldapserver.NewServer()
	srv.Handle(routes)
	log.Fatal(srv.ListenAndServe(addr))
}

func (d *directory) bind(w ldapserver.ResponseWriter, m *ldapserver.Message) {
	r := m.GetBindRequest()
	res := ldapserver.NewBindResponse(ldapserver.LDAPResultSuccess)
	hash, err := d.s.Password(string(r.Name()))
	if err != nil || bcrypt.CompareHashAndPassword([]byte(hash), []byte(r.AuthenticationSimple())) != nil {
		res.SetResultCode(ldapserver.LDAPResultInvalidCredentials)
	}
	w.Write(res)
}

func (d *directory) search(w ldapserver.ResponseWriter, m *ldapserver.Message) {
	r := m.GetSearchRequest()
	mail, err := d.s.Person(string(r.BaseObject()))
	if err == nil {
		e := ldapserver.NewSearchResultEntry(string(r.BaseObject()))
		e.AddAttribute("mail", goldap.AttributeValue(mail))
		w.Write(e)
	}
	w.Write(ldapserver.NewSearchResultDoneResponse(ldapserver.LDAPResultSuccess))
}
