package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// block is what verified.lock says of one model file.
type block struct {
	file string
	key  string   // of rows and versions, catalog.VerifyKey
	rows int      // how many rows
	with []string // module@version
	ok   []string // hashes of the rows that hold
	bad  []string // rows that do not hold, and why
	gone []string // rows whose module could not be had
	note []string // majors that a row does not hold for
}

const lockHead = "# Written by go run ./analyzers/catalog/verify. Do not edit.\n"

func readLock(name string) (map[string]block, error) {
	data, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := map[string]block{}
	var cur block
	for n, line := range strings.Split(string(data), "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "", "#":
		case "file":
			cur = block{file: rest}
		case "rows":
			count, key, _ := strings.Cut(rest, " ")
			if cur.rows, err = strconv.Atoi(count); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n+1, err)
			}
			cur.key = key
		case "with":
			cur.with = append(cur.with, rest)
		case "ok":
			cur.ok = append(cur.ok, strings.Fields(rest)...)
		case "bad":
			cur.bad = append(cur.bad, rest)
		case "unseen":
			cur.gone = append(cur.gone, rest)
		case "not":
			cur.note = append(cur.note, rest)
		default:
			return nil, fmt.Errorf("%s:%d: unknown word %q", name, n+1, word)
		}
		if cur.file != "" {
			out[cur.file] = cur
		}
	}
	return out, nil
}

func writeLock(name string, blocks []block) error {
	slices.SortFunc(blocks, func(a, b block) int { return strings.Compare(a.file, b.file) })
	var b strings.Builder
	b.WriteString(lockHead)
	for _, k := range blocks {
		fmt.Fprintf(&b, "file %s\n  rows %d %s\n", k.file, k.rows, k.key)
		for _, w := range k.with {
			fmt.Fprintf(&b, "  with %s\n", w)
		}
		for hashes := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(k.ok))), 12) {
			fmt.Fprintf(&b, "  ok %s\n", strings.Join(hashes, " "))
		}
		for _, x := range k.note {
			fmt.Fprintf(&b, "  not %s\n", x)
		}
		for _, x := range k.gone {
			fmt.Fprintf(&b, "  unseen %s\n", x)
		}
		for _, x := range k.bad {
			fmt.Fprintf(&b, "  bad %s\n", x)
		}
	}
	return os.WriteFile(name, []byte(b.String()), 0o644)
}
