package link

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/summary"
)

func TestDumpArchive(t *testing.T) {
	p := os.Getenv("AR")
	if p == "" {
		t.Skip()
	}
	for _, s := range loaded(t, "testdata/"+p+".txtar") {
		if strings.Contains(s.Path, os.Getenv("PK")) {
			fmt.Println(summary.Dump(s))
		}
	}
}
