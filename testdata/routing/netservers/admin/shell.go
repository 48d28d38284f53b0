// Package admin gives shells over SSH.
package admin

import (
	"io"
	"log"
	"os"
	"strings"

	"github.com/gliderlabs/ssh"
	"golang.org/x/crypto/bcrypt"

	"example.com/routing/netservers/store"
)

// Shell lets in who has the operator's key or knows a password.
func Shell(s *store.Store, addr string) {
	operator, _, _, _, err := ssh.ParseAuthorizedKey([]byte(os.Getenv("OPERATOR_KEY")))
	if err != nil {
		log.Fatal(err)
	}
	srv := &ssh.Server{
		Addr: addr,
		Handler: func(sess ssh.Session) {
			if err := s.Note(sess.User(), strings.Join(sess.Command(), " ")); err != nil {
				sess.Exit(1)
			}
		},
		PublicKeyHandler: func(ctx ssh.Context, key ssh.PublicKey) bool { return ssh.KeysEqual(key, operator) },
		PasswordHandler: func(ctx ssh.Context, password string) bool {
			hash, err := s.Password(ctx.User())
			return err == nil && bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)) == nil
		},
	}
	log.Fatal(srv.ListenAndServe())
}

// Anonymous asks nobody who he is.
func Anonymous(s *store.Store, addr string) {
	ssh.Handle(func(sess ssh.Session) {
		text, err := s.Commands(sess.User())
		if err == nil {
			io.WriteString(sess, text)
		}
	})
	log.Fatal(ssh.ListenAndServe(addr, nil))
}
