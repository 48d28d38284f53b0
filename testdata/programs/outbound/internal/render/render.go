// Package render makes pictures of documents with a program that can.
package render

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"time"
)

// Renderer runs a program that reads SVG and writes PNG.
type Renderer struct{ program string }

// New returns a Renderer that runs program.
func New(program string) *Renderer { return &Renderer{program: program} }

// Render returns a picture of svg, width pixels wide.
func (r *Renderer) Render(ctx context.Context, svg []byte, width int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, r.program, "--format=png", "--width="+strconv.Itoa(width))
	cmd.Stdin = bytes.NewReader(svg)
	png, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	return png, nil
}
