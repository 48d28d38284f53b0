package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// listed is what go list says of a package.
type listed struct {
	Dir             string
	ImportPath      string
	Name            string
	Standard        bool
	DepOnly         bool
	Module          *listedModule
	GoFiles         []string
	CgoFiles        []string
	IgnoredGoFiles  []string
	Imports         []string
	ImportMap       map[string]string
	Export          string
	CompiledGoFiles []string
	Error           *listedError
}

type listedModule struct {
	Path      string
	Version   string
	Dir       string
	GoVersion string
	Main      bool
}

type listedError struct {
	Pos string
	Err string
}

const graphFields = "-json=Dir,ImportPath,Name,Standard,DepOnly,Module,GoFiles,CgoFiles,IgnoredGoFiles,Imports,ImportMap,Error"

// tool runs the go command in one folder with one configuration.
type tool struct {
	dir   string
	env   []string
	flags []string // build flags
}

// newTool prepares the go command: the toolchain that is installed and no other, no version control, no change to go.mod.
func newTool(c *Config, dir string, workspace bool) *tool {
	env := c.Env
	if env == nil {
		env = os.Environ()
	}
	env = append(env[:len(env):len(env)], "GOTOOLCHAIN=local", "GO111MODULE=on", "PWD="+dir)
	if !workspace {
		env = append(env, "GOWORK=off")
	}
	if c.Offline || c.Untrusted {
		env = append(env, "GOPROXY=off", "GOVCS=*:off", "GOSUMDB=off")
	}
	if c.Untrusted {
		env = append(env, "CGO_ENABLED=0")
	}
	flags := []string{"-buildvcs=false", "-mod=readonly", "-pgo=off"} // with a profile every package, unsafe too, is one of its own for the program
	if _, err := os.Stat(filepath.Join(dir, "vendor", "modules.txt")); err == nil {
		flags[1] = "-mod=vendor"
	}
	if len(c.Tags) > 0 {
		flags = append(flags, "-tags="+strings.Join(c.Tags, ","))
	}
	return &tool{dir: dir, env: env, flags: flags}
}

// list runs go list and calls each with every package. The go command's own complaints are in the error.
func (t *tool) list(ctx context.Context, each func(*listed), args ...string) error {
	argv := append([]string{"list", "-e"}, t.flags...)
	out, err := t.run(ctx, append(argv, args...)...)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		p := new(listed)
		if err := dec.Decode(p); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading the output of go list: %w", err)
		}
		each(p)
	}
}

// run runs the go command and returns its standard output.
func (t *tool) run(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = t.dir, t.env
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	switch {
	case err == nil:
		return out, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("the go command is not in PATH: install Go to read Go packages")
	}
	if line := firstLine(stderr.String()); line != "" {
		return nil, errors.New(line)
	}
	return nil, fmt.Errorf("go %s: %w", args[0], err)
}

// firstLine returns the first line of the go command's complaint that says something, without its prefix, together with
// the next where it ends in the middle of a sentence.
func firstLine(s string) string {
	var out string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "go: downloading") {
			continue
		}
		out = strings.TrimSpace(out + " " + strings.TrimPrefix(line, "go: "))
		if !strings.HasSuffix(out, "requires") && !strings.HasSuffix(out, ":") {
			break
		}
	}
	return out
}

// environment is what the go command says of its configuration.
type environment struct {
	GOOS, GOARCH, CGO_ENABLED, GOMODCACHE, GOROOT, GOVERSION, GOWORK, GOMOD string
}

func (t *tool) environment(ctx context.Context) (*environment, error) {
	out, err := t.run(ctx, "env", "-json", "GOOS", "GOARCH", "CGO_ENABLED", "GOMODCACHE", "GOROOT", "GOVERSION", "GOWORK", "GOMOD")
	if err != nil {
		return nil, err
	}
	env := new(environment)
	if err := json.Unmarshal(out, env); err != nil {
		return nil, fmt.Errorf("reading the output of go env: %w", err)
	}
	return env, nil
}
