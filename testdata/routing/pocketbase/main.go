// Command pocketbase extends pocketbase with routes, hooks of records and a job, all attached by functions that it calls later.
package main

import (
	"log"

	"github.com/pocketbase/pocketbase"

	"example.com/routing/pocketbase/hub"
)

func main() {
	h := hub.New(pocketbase.New())
	if err := h.Start(); err != nil {
		log.Fatal(err)
	}
}
