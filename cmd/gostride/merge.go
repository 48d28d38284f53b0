package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/join"
	"github.com/gostride/gostride/dfd/render/jsonmodel"
	"github.com/gostride/gostride/stride"
)

// systemFile is where the model of several programs goes: that of one program is never replaced by it.
const systemFile = "THREAT-MODEL-system.md"

func newMerge() *cobra.Command {
	var draw drawFlags
	c := &cobra.Command{
		Use:   "merge model.json model.json ...",
		Short: "Join the models of several programs",
		Long: `Join model files (gostride model --format json) of programs that live in repositories of their own into the model of the
system that they make. Each binary is a process. A store is one where two programs open it by the same setting or at the same
address, a call goes to the binary whose method and address it names, a message goes from its producer to its consumer. Each
of these says what it rests on.

The models are taken as they are: nothing is analysed or rated anew. The order of the files does not matter.`,
		Example: "  gostride merge shop.json billing.json\n  gostride merge -o - --format mermaid --level 0 */model.json",
		RunE: func(c *cobra.Command, args []string) error {
			level, err := draw.modelDepth()
			if err != nil {
				return err
			}
			m, err := mergeFiles(args)
			if err != nil {
				return err
			}
			p, err := feature(&dfd.Program{Model: m}, draw.feature)
			if err != nil {
				return err
			}
			name := systemFile
			if p.Feature != "" {
				name = featureFile(p.Feature)
			}
			return draw.save(c, p, level, name)
		},
	}
	draw.register(c, "md", modelFormats)
	return c
}

// mergeFiles reads model files and joins them.
func mergeFiles(names []string) (*dfd.Model, error) {
	if len(names) < 2 {
		return nil, exit{exitUsage, "merge needs two model files or more: gostride model --format json -o model.json writes one"}
	}
	var models []*dfd.Model
	for _, name := range names {
		m, err := readModel(name)
		if err != nil {
			return nil, exit{exitUsage, err.Error()}
		}
		models = append(models, m)
	}
	m, err := join.Models(models)
	var twice *join.Error
	if errors.As(err, &twice) {
		return nil, exit{exitUsage, fmt.Sprintf("%s: the process %s is in %s too; name one model of each program", shorten(names[twice.B]), twice.Process, shorten(names[twice.A]))}
	}
	if err != nil {
		return nil, err
	}
	stride.Joined(m)
	stride.Sort(m.Threats)
	return m, nil
}

// readModel reads a model file; what is wrong with it names the file.
func readModel(name string) (*dfd.Model, error) {
	f, err := os.Open(name)
	if err != nil {
		var p *os.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return nil, fmt.Errorf("%s: %w", shorten(name), err)
	}
	defer f.Close()
	m, err := jsonmodel.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", shorten(name), err)
	}
	if len(m.Processes) == 0 {
		return nil, fmt.Errorf("%s: the model has no process", shorten(name))
	}
	return m, nil
}
