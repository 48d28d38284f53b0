// Command sshnobody serves SSH behind a password: always, and with the setting that lets in who proves nothing, set, unset, by a variable.
package main

import (
	"crypto/subtle"
	"errors"
	"log"
	"net"
	"os"

	"golang.org/x/crypto/ssh"
)

func password(c ssh.ConnMetadata, pass []byte) (*ssh.Permissions, error) {
	if subtle.ConstantTimeCompare(pass, []byte(os.Getenv("PASSWORD"))) == 1 {
		return nil, nil
	}
	return nil, errors.New("no")
}

func serve(addr string, cfg *ssh.ServerConfig) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		log.Fatal(err)
	}
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		conn, chans, reqs, err := ssh.NewServerConn(c, cfg)
		if err != nil {
			continue
		}
		go ssh.DiscardRequests(reqs)
		for ch := range chans {
			ch.Reject(ssh.Prohibited, conn.User())
		}
	}
}

func main() {
	go serve(":2201", &ssh.ServerConfig{PasswordCallback: password})
	go serve(":2202", &ssh.ServerConfig{PasswordCallback: password, NoClientAuth: true})
	open := &ssh.ServerConfig{PasswordCallback: password}
	if os.Getenv("OPEN") != "" {
		open.NoClientAuth = true
	}
	go serve(":2203", open)
	go serve(":2204", &ssh.ServerConfig{NoClientAuth: true})
	go serve(":2206", &ssh.ServerConfig{PasswordCallback: password, NoClientAuth: os.Getenv("X") == ""})
	serve(":2205", &ssh.ServerConfig{PasswordCallback: password, NoClientAuth: false})
}
