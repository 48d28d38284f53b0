// Package beacon listens to what devices say, in lines and in datagrams.
package beacon

import (
	"bufio"
	"log"
	"net"

	"example.com/routing/netservers/store"
)

// Datagrams reads one after the other.
func Datagrams(s *store.Store, addr string) {
	ua, err := net.ResolveUDPAddr("udp", addr)
	if err != nil {
		log.Fatal(err)
	}
	conn, err := net.ListenUDP("udp", ua)
	if err != nil {
		log.Fatal(err)
	}
	buf := make([]byte, 1500)
	for {
		n, from, err := conn.ReadFromUDP(buf)
		if err != nil {
			return
		}
		s.Heard(from.String(), string(buf[:n]))
	}
}

// Lines serves each connection by itself.
func Lines(s *store.Store, addr string) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	for {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer conn.Close()
			for sc := bufio.NewScanner(conn); sc.Scan(); {
				s.Heard(conn.RemoteAddr().String(), sc.Text())
			}
		}()
	}
}
