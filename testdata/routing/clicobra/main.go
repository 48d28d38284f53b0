// Command clicobra is a cobra program as its generator writes it.
package main

import "example.com/routing/clicobra/cmd"

func main() { cmd.Execute() }
