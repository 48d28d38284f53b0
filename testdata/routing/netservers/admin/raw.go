package admin

import (
	"bytes"
	"errors"
	"log"
	"net"
	"os"
	"plugin"

	"golang.org/x/crypto/ssh"

	"example.com/routing/netservers/store"
)

// Raw speaks the protocol by itself.
func Raw(s *store.Store, addr string) {
	allowed, err := os.ReadFile("/etc/netservers/operator.pub")
	if err != nil {
		log.Fatal(err)
	}
	config := &ssh.ServerConfig{PublicKeyCallback: func(c ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		if !bytes.Equal(key.Marshal(), allowed) {
			return nil, errors.New("unknown key")
		}
		return &ssh.Permissions{}, nil
	}}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		log.Fatal(err)
	}
	for {
		conn, err := ln.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go serve(s, conn, config)
	}
}

// Plugged takes its configuration from a plugin: whom it asks is not in this program.
func Plugged(s *store.Store, addr string) {
	p, err := plugin.Open("/etc/netservers/ssh.so")
	if err != nil {
		log.Fatal(err)
	}
	v, err := p.Lookup("Config")
	if err != nil {
		log.Fatal(err)
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		log.Fatal(err)
	}
	for {
		conn, err := ln.Accept()
		if err != nil {
			log.Fatal(err)
		}
		sc, chans, reqs, err := ssh.NewServerConn(conn, v.(*ssh.ServerConfig))
		if err != nil {
			continue
		}
		go ssh.DiscardRequests(reqs)
		for nc := range chans {
			ch, requests, err := nc.Accept()
			if err != nil {
				break
			}
			go session(s, sc.User(), ch, requests)
		}
	}
}

func serve(s *store.Store, conn net.Conn, config *ssh.ServerConfig) {
	sc, chans, reqs, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	defer sc.Close()
	go ssh.DiscardRequests(reqs)
	for nc := range chans {
		ch, requests, err := nc.Accept()
		if err != nil {
			return
		}
		go session(s, sc.User(), ch, requests)
	}
}

func session(s *store.Store, user string, ch ssh.Channel, requests <-chan *ssh.Request) {
	defer ch.Close()
	for req := range requests {
		if req.Type == "exec" {
			s.Note(user, string(req.Payload))
		}
		req.Reply(true, nil)
	}
}
