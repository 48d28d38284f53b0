// Package decompression asks of everything that is unpacked: how large may it become?
//
// In: reads to the end of a value whose origin carries the mark inflated, and comparisons of sizes that hold there. Out:
// decompression (D), one row a call.
package decompression

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "decompression", Rules: []*stride.Rule{Bomb}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Fed(readsAll) {
		if len(inflated(h.Use)) > 0 && !measured(f, h) && unpacks(f, h) {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		out = append(out, row(f, same))
	}
	return out
}

// unpacks reports whether an entry point gets to where something is unpacked, if that is known: what a middleware of other routes
// does to their bodies is not done to this one's.
func unpacks(f *judge.Facts, h judge.Hit) bool {
	known := false
	for _, u := range f.Uses {
		if u.Attr["mark"] != "inflated" {
			continue
		}
		known = true
		if slices.ContainsFunc(u.On, func(r dfd.Reach) bool { return r.Entry == h.Entry.ID }) {
			return true
		}
	}
	return !known
}

// readsAll accepts uses that read a value until it ends.
func readsAll(u *dfd.Use) bool {
	if !slices.Contains([]string{"read-all", "decode"}, u.Role) || u.Attr["limit"] != "" {
		return false
	}
	if strings.HasPrefix(judge.Last(u.Symbol), "Unmarshal") { // it is in memory already
		return false
	}
	switch u.Symbol {
	case "io.CopyN", "io.ReadFull", "io.ReadAtLeast", "io.Reader.Read", "bufio.Reader.Read":
		return false
	}
	return true
}

// inflated lists the inputs that are unpacked and not limited afterwards.
func inflated(u *dfd.Use) []dfd.Origin {
	v := u.Args["value"]
	if u.Role == "decode" {
		v = u.Args["from"]
	}
	return slices.DeleteFunc(judge.Inputs(v), func(o dfd.Origin) bool {
		return !judge.Named(o) || !o.Has("inflated") || o.Has("limited") || o.Has("size")
	})
}

// measured reports whether the size of what is read, or of what it is a part of, was held below something.
func measured(f *judge.Facts, h judge.Hit) bool {
	in := inflated(h.Use)
	return slices.ContainsFunc(f.Held(h, "bounded"), func(g *dfd.Guard) bool {
		return slices.ContainsFunc(g.Args["value"].From("input"), func(o dfd.Origin) bool {
			return o.Has("size") && slices.ContainsFunc(in, func(x dfd.Origin) bool { return x.Name == o.Name }) && unpackedSize(g)
		})
	})
}

// unpackedSize reports whether a comparison is of an entry's size: the length of the upload says nothing of what comes out.
func unpackedSize(g *dfd.Guard) bool {
	return slices.Contains([]string{"archive/zip.FileHeader.UncompressedSize64", "archive/zip.FileHeader.UncompressedSize", "archive/tar.Header.Size"}, g.Value) ||
		slices.ContainsFunc(g.Args["value"].From("input"), func(o dfd.Origin) bool { return o.Has("size") && o.Has("inflated") })
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	by := judge.Described(inflated(u))
	find := f.Finding(Bomb, hits)
	find.Target = entries[0].Element
	find.Title = "The " + by + " of " + judge.Routes(entries) + " unpacks to any size"
	find.Action = "In " + judge.In(u.Place) + ", put a limit between the decompressor and " + judge.CallOf(u) + "."
	find.Note = judge.Code("io.LimitReader(z, max)") + ", with one byte more than is allowed, so that what is too long is refused and not cut off; for archives the sum over all entries."
	find.Controls = []*dfd.Control{f.Absence("decompression-limit", entries, "LimitReader, MaxBytesReader, CopyN around what is unpacked", "comparisons of an entry's size")}
	f.Behind(&find, hits, false)
	return find
}
