package main

import (
	"fmt"
	"log"
	"os"
	"time"

	"github.com/zeromicro/go-zero/core/conf"
	"google.golang.org/grpc"

	"example.com/routing/zrpc/config"
)

// listed is the server that was made when the service was started.
var listed *grpc.Server

const settings = `
Name: orders
Mode: test
ListenOn: 127.0.0.1:0
Log: {Level: severe}
DataSource: nobody@tcp(127.0.0.1:1)/none
TokenKey: none
`

// list fills the settings, and once the service has started prints what its server serves.
func list(c *config.Config) {
	if err := conf.LoadFromYamlBytes([]byte(settings), c); err != nil {
		log.Fatal(err)
	}
	go func() {
		time.Sleep(2 * time.Second)
		for name, info := range listed.GetServiceInfo() {
			if name == "grpc.reflection.v1alpha.ServerReflection" {
				continue // the same service under its former name
			}
			for _, m := range info.Methods {
				fmt.Printf("GRPC /%s/%s\n", name, m.Name)
			}
		}
		os.Exit(0)
	}()
}
