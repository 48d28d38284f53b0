// Package judge is what the checks share: an index over a linked program, and the words and limits by which its uses,
// values and guards are judged.
//
// In: a dfd.Program. Out: hits (a use and the way one entry point takes to it), verdicts on values (is it confined, is it
// hard-coded, how large is it), on guards (does it hold here, is it strong enough), and half-filled findings. It decides
// no threat by itself: that is each check's affair.
package judge

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// Facts is a program with an index over it.
type Facts struct {
	*dfd.Program
	uses     map[string]*dfd.Use
	entries  map[string]*dfd.EntryPoint
	elements map[string]*dfd.Element
	byEntry  map[string][]Hit
	readAt   map[dfd.Place]map[string]bool  // where input is read: the entry points that get there
	ruled    map[string][]*dfd.Use          // by entry point: what fills structs whose tags demand something of their fields
	ownTags  []*dfd.Use                     // registrations of tags of the program's own
	segments map[dfd.Place]string           // where parts of a path are read: see InSegment
	links    map[string]map[string]bool     // by entry point: see InMiddleware
	refuses  map[string][]Hit               // by entry point: answers of 429, where no limiter of a library is asked
	past     map[*dfd.Use][]*dfd.EntryPoint // by limiter: see pastLimiter
}

// Hit is a use and how one entry point gets there. Entry is nil at start-up.
type Hit struct {
	Use   *dfd.Use
	Reach dfd.Reach
	Entry *dfd.EntryPoint
}

// Of indexes a program.
func Of(p *dfd.Program) *Facts {
	return p.Derived(factsOf{}, func() any { return gather(p) }).(*Facts)
}

type factsOf struct{}

func gather(p *dfd.Program) *Facts {
	f := &Facts{
		Program:  p,
		uses:     make(map[string]*dfd.Use, len(p.Uses)),
		entries:  make(map[string]*dfd.EntryPoint, len(p.EntryPoints)),
		elements: make(map[string]*dfd.Element, len(p.Elements)),
		byEntry:  make(map[string][]Hit),
		ruled:    make(map[string][]*dfd.Use),
	}
	for _, e := range p.EntryPoints {
		f.entries[e.ID] = e
	}
	for _, e := range p.Elements {
		f.elements[e.ID] = e
	}
	f.readAt = readers(p)
	f.links = links(p)
	f.segments = segments(p)
	for _, u := range p.Uses {
		f.uses[u.ID] = u
		if u.Role == "setting" && u.Attr["kind"] == "tag" {
			f.ownTags = append(f.ownTags, u)
		}
		ruled := (u.Role == "input" || u.Role == "decode") && hasRules(u)
		for _, r := range u.On {
			if ruled {
				f.ruled[r.Entry] = append(f.ruled[r.Entry], u)
			}
			f.byEntry[r.Entry] = append(f.byEntry[r.Entry], Hit{f.firstHand(u, r.Entry), r, f.entries[r.Entry]})
		}
	}
	f.refuses, f.past = refusals(f), map[*dfd.Use][]*dfd.EntryPoint{}
	return f
}

// Use returns the use with that id, or nil.
func (f *Facts) Use(id string) *dfd.Use { return f.uses[id] }

// ElementOf returns the element that a use touches, or nil.
func (f *Facts) ElementOf(u *dfd.Use) *dfd.Element { return f.elements[u.Element] }

// From lists what an entry point reaches ("" is start-up), in the program's order.
func (f *Facts) From(entry string) []Hit { return f.byEntry[entry] }

// Reached lists the hits of the uses that keep accepts, start-up left out, in the program's order.
func (f *Facts) Reached(keep func(*dfd.Use) bool) []Hit {
	var hits []Hit
	for _, u := range f.Uses {
		if keep(u) {
			hits = append(hits, f.HitsOf(u)...)
		}
	}
	return hits
}

// HitsOf lists the ways to one use, start-up left out.
func (f *Facts) HitsOf(u *dfd.Use) []Hit {
	var hits []Hit
	for _, r := range u.On {
		if e := f.entries[r.Entry]; e != nil {
			hits = append(hits, Hit{f.firstHand(u, r.Entry), r, e})
		}
	}
	return hits
}

// Served lists the hits that a remote caller gets to: those of Reached whose entry point takes requests.
func (f *Facts) Served(keep func(*dfd.Use) bool) []Hit {
	return slices.DeleteFunc(f.Reached(keep), func(h Hit) bool { return !Remote(h.Entry) })
}

// Fed lists the hits that somebody else's data gets to: requests, and messages of a queue.
func (f *Facts) Fed(keep func(*dfd.Use) bool) []Hit {
	return slices.DeleteFunc(f.Reached(keep), func(h Hit) bool { return !Fed(h.Entry) })
}

// Fed reports whether somebody else's data gets to an entry point: a request, or a message of a queue.
func Fed(e *dfd.EntryPoint) bool { return Remote(e) || e.Kind == "queue" }

// Remote reports whether somebody outside sends requests to an entry point and gets answers.
func Remote(e *dfd.EntryPoint) bool {
	switch e.Kind {
	case "http", "grpc", "websocket", "tcp":
		return true
	}
	return false
}

// Asks reports whether requests of an entry point are there to read, by their method: they bring no content.
func Asks(e *dfd.EntryPoint) bool { return e.Method == "GET" || e.Method == "HEAD" }

// Live reports whether anything, start-up included, gets to a use.
func Live(u *dfd.Use) bool { return len(u.On) > 0 }

// Role returns a filter for uses of the given roles.
func Role(roles ...string) func(*dfd.Use) bool {
	return func(u *dfd.Use) bool { return slices.Contains(roles, u.Role) }
}

// By parts hits, or what a check makes of them, by a key, in the order in which the keys come up first.
func By[T any](list []T, key func(T) string) [][]T {
	at := make(map[string]int)
	var groups [][]T
	for _, x := range list {
		k := key(x)
		i, known := at[k]
		if !known {
			i = len(groups)
			at[k] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], x)
	}
	return groups
}
