package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"example.com/routing/twirp/notespb"
)

// list prints what the servers tell of themselves: the description of their service, and their prefix.
func list(servers ...notespb.TwirpServer) {
	for _, s := range servers {
		packed, n := s.ServiceDescriptor()
		r, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			log.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			log.Fatal(err)
		}
		var file descriptorpb.FileDescriptorProto
		if err := proto.Unmarshal(text, &file); err != nil {
			log.Fatal(err)
		}
		for _, m := range file.Service[n].Method {
			fmt.Println("POST", s.PathPrefix()+m.GetName())
		}
	}
}
