package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/checks"
	"github.com/gostride/gostride/stride"
)

// unreleased is the version of a binary that was not built from a release.
const unreleased = "0.1.0-dev"

// version is the module's version where the binary was built from a released one. A commit never is one: the same source
// must give the same model.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		v := info.Main.Version
		if strings.HasPrefix(v, "v") && !strings.ContainsAny(v, "-+") {
			return strings.TrimPrefix(v, "v")
		}
	}
	return unreleased
}

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version, and the digests of the catalogue and the rules",
		Example: "  gostride version",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cat, err := catalog.Builtin()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "gostride %s (%s)\ncatalogue %s\nrules %s\n",
				version(), runtime.Version(), cat.Digest(), stride.RulesDigest(checks.All()))
			return err
		},
	}
}
