package judge

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// Free returns the inputs of a value that let somebody else choose its text at a hit: past what was done to them (safe are
// further marks that make them harmless in this place) and past checks that hold there. What a check lets through that
// could not be read counts as checked: a finding needs certainty.
func (f *Facts) Free(h Hit, v *dfd.Value, safe ...string) []dfd.Origin {
	return f.free(h, v, None, nil, safe)
}

// FreeHost is Free for what names a host: that a text is an address or a URL says nothing about whose, that it begins with a host of
// the program's own does.
func (f *Facts) FreeHost(h Hit, v *dfd.Value) []dfd.Origin {
	return slices.DeleteFunc(f.free(h, v, None, []string{"ip", "url", "any"}, nil), func(o dfd.Origin) bool {
		return slices.ContainsFunc(f.Held(h, "confine"), func(g *dfd.Guard) bool {
			hosts := Alternatives(f.GuardArg(g, "base"))
			return g.Value == "start" && LooksAt(g, o) && len(hosts) > 0 && !slices.ContainsFunc(hosts, func(s string) bool { return !FixedHost(s) })
		})
	})
}

// DoubtfulHost is Doubtful for what names a host.
func (f *Facts) DoubtfulHost(h Hit, v *dfd.Value) []dfd.Origin {
	sure := f.FreeHost(h, v)
	return slices.DeleteFunc(f.free(h, v, Opaque, []string{"ip", "url", "any"}, nil), func(o dfd.Origin) bool {
		strength, _ := f.Checked(h, o, "ip", "url", "any")
		return strength != Opaque || slices.ContainsFunc(sure, func(s dfd.Origin) bool { return s.Kind == o.Kind && s.Name == o.Name })
	})
}

// Doubtful returns the inputs of a value that are not free only because of a check of which it is not known what it lets
// through.
func (f *Facts) Doubtful(h Hit, v *dfd.Value, safe ...string) []dfd.Origin {
	sure := f.Free(h, v, safe...)
	return slices.DeleteFunc(f.free(h, v, Opaque, nil, safe), func(o dfd.Origin) bool {
		return slices.ContainsFunc(sure, func(s dfd.Origin) bool { return s.Kind == o.Kind && s.Name == o.Name })
	})
}

// free returns the inputs that no check stronger than most holds back; checks of the values in but count for nothing. What a library
// answered to them is as good as checked by what could not be read.
func (f *Facts) free(h Hit, v *dfd.Value, most Strength, but, safe []string) []dfd.Origin {
	in := Inputs(v)
	if most >= Opaque {
		in = append(in, Answered(v)...)
	}
	return slices.DeleteFunc(in, func(o dfd.Origin) bool {
		switch InputKind(o) {
		case "ip", "flag", "env", "request":
			return true
		}
		strength, _ := f.Checked(h, o, but...)
		return !Chosen(o) || slices.ContainsFunc(safe, o.Has) || strength > most
	})
}

// Site is the place of a call, for one row a call.
func Site(h Hit) string { return h.Use.Place.File + " " + h.Use.Place.Func + " " + h.Use.Symbol }
