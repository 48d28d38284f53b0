package judge

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Limiter judges the limiters that hold at a hit; the best counts. most names the limit above which one is weak.
func (f *Facts) Limiter(h Hit, most string) Bound {
	best := Bound{}
	for _, g := range f.Held(h, "ratelimit") {
		if b := f.paced(g, RateLimit(f.Program, most)); b.Strength > best.Strength || best.Guard == nil {
			best = b
		}
	}
	if best = f.orSwitched(h, "ratelimit", best); best.Guard != nil {
		return best
	}
	for _, x := range f.refuses[h.Reach.Entry] {
		if f.InMiddleware(x) || !f.InMiddleware(h) && !slices.Contains(x.Reach.Before, h.Use.ID) {
			return Bound{Strength: Opaque, Guard: &dfd.Guard{Kind: "ratelimit", Place: x.Use.Place}, Why: "it answers 429; what it counts, by whom and up to how many, could not be followed"}
		}
	}
	if u := f.asksLimiter(h); u != nil {
		return Bound{Strength: Opaque, Guard: &dfd.Guard{Kind: "ratelimit", Place: u.Place}, Why: "it is asked, and whether those beyond it get further on every way could not be followed"}
	}
	return best
}

// asksLimiter returns a limiter that a hit's entry point asks and of whose answer it is not known that nobody acts on it, or nil:
// for another entry point something is only done past it, or it is asked by way of functions of which more callers are than are kept apart.
func (f *Facts) asksLimiter(h Hit) *dfd.Use {
	for _, x := range f.From(h.Reach.Entry) {
		if x.Use.Role != "allow" || f.InMiddleware(h) && !f.InMiddleware(x) {
			continue
		}
		if x.Reach.Mixed {
			return x.Use
		}
		if f.InMiddleware(x) || x.Use.Place.Func == begins(x) { // what holds past a middleware, and in a handler itself, is known
			continue
		}
		if slices.ContainsFunc(f.pastLimiter(x.Use), func(e *dfd.EntryPoint) bool { return e != h.Entry }) {
			return x.Use
		}
	}
	return nil
}

// pastLimiter lists the entry points that do something behind the answer of a limiter.
func (f *Facts) pastLimiter(asked *dfd.Use) []*dfd.EntryPoint {
	if out, known := f.past[asked]; known {
		return out
	}
	behind := func(x Hit) bool {
		return x.Cost() != "" && slices.ContainsFunc(f.Held(x, "ratelimit", "switched"), func(g *dfd.Guard) bool {
			d := f.Use(g.Use)
			return d != nil && d.Symbol == asked.Symbol && Spot(d.Place) == Spot(asked.Place)
		})
	}
	var out []*dfd.EntryPoint
	for _, e := range f.EntryPoints {
		if slices.ContainsFunc(f.From(e.ID), behind) {
			out = append(out, e)
		}
	}
	f.past[asked] = out
	return out
}

// refusals finds the answers "too many requests" of the program's own limiters, by entry point. Where a limiter of a library is
// asked, what it decides is known better.
func refusals(f *Facts) map[string][]Hit {
	out, asked := make(map[string][]Hit), make(map[string]bool)
	for _, u := range f.Uses {
		switch {
		case u.Role == "allow" || u.Role == "limiter":
			for _, r := range u.On {
				asked[r.Entry] = true
			}
		case u.Role == "respond" && Text(u.Args["status"]) == "429":
			for _, h := range f.HitsOf(u) {
				out[h.Reach.Entry] = append(out[h.Reach.Entry], h)
			}
		}
	}
	for e := range asked {
		delete(out, e)
	}
	return out
}

// paced judges a limiter by its key, then by its rate.
func (f *Facts) paced(g *dfd.Guard, most float64) Bound {
	key, spoofable := f.limiterKey(g)
	value, rate, known := f.limiterRate(g)
	b := Bound{Strength: Firm, Guard: g, Value: strings.TrimPrefix(value+key.words, ", ")}
	switch {
	case spoofable != "":
		b.Strength, b.Why = Feeble, "keyed by the "+spoofable+", which the caller sets"
	case known && rate > most:
		b.Strength, b.Why = Feeble, "too many: "+value
	case f.limiterBurst(g) > most*minute:
		b.Strength, b.Why = Feeble, "as many at once as "+strconv.FormatFloat(f.limiterBurst(g), 'f', -1, 64)
	case key.global:
		b.Strength, b.Why, b.Partial = Feeble, "one limiter for all callers: one of them uses it up for everybody", true
	case !key.known:
		b.Strength, b.Why = Opaque, "what tells its callers apart could not be followed"
	case f.told(f.GuardArg(g, "key"), key) && f.addressFrom("header"): // which the proxy may set anew
		b.Strength, b.Why = Opaque, "the address that it goes by may be what a header says; which proxies are believed was not found"
	case f.told(f.GuardArg(g, "key"), key): // the first address in the header, behind most proxies too
		b.Strength, b.Why = Feeble, "keyed by an address that the header X-Forwarded-For tells, which the caller sets: no proxy that may is named"
	case !known:
		b.Strength, b.Why = Opaque, "its rate is not in the code"
	}
	return b
}

// limiterKey is what tells a limiter's callers apart.
type limiterKey struct {
	words         string
	known, global bool
}

func (f *Facts) limiterKey(g *dfd.Guard) (limiterKey, string) {
	v := f.GuardArg(g, "key")
	word := strings.ToLower(Text(v))
	if v == nil {
		word = f.GuardAttr(g, "value")
	}
	switch word {
	case "ip", "remoteaddr":
		return limiterKey{words: ", by address", known: true}, ""
	case "realip", "real-ip":
		return limiterKey{known: true}, "header X-Forwarded-For"
	case "all", "global":
		return limiterKey{words: ", for all together", known: true, global: true}, ""
	case "user", "identity":
		return limiterKey{words: ", by user", known: true}, ""
	}
	if f.GuardAttr(g, "unsafe") == "true" {
		return limiterKey{known: true}, "header X-Forwarded-For"
	}
	if v == nil || !Follows(v) {
		return limiterKey{}, ""
	}
	if set := spoofable(v); len(set) > 0 {
		return limiterKey{known: true}, Described(set)
	}
	if len(Identity(v)) > 0 {
		return limiterKey{words: ", by user", known: true}, ""
	}
	return limiterKey{words: ", by address", known: len(Inputs(v, "ip")) > 0}, ""
}

// told says that the address by which a limiter tells its callers apart may be what a caller wrote into a header: the framework believes
// X-Forwarded-For, is set to, or a middleware puts it in the address' place, and nothing names the proxies that may.
func (f *Facts) told(v *dfd.Value, key limiterKey) bool {
	if key.words != ", by address" || f.addressFrom("proxies") {
		return false
	}
	if slices.ContainsFunc(Inputs(v, "ip"), func(o dfd.Origin) bool { return o.Has("told") }) || f.addressFrom("header") {
		return true
	}
	for _, c := range f.Chains {
		if slices.ContainsFunc(c.Links, func(l dfd.Link) bool { return l.Is == "realip" }) {
			return true
		}
	}
	return false
}

// addressFrom says that something sets where a caller's address is taken from: the header, or the proxies that are believed.
func (f *Facts) addressFrom(option string) bool {
	return slices.ContainsFunc(f.Uses, func(u *dfd.Use) bool {
		v := u.Args["value"]
		return u.Role == "setting" && u.Attr["kind"] == "client-ip" && u.Attr["option"] == option && Live(u) && v != nil && Text(v) != "false"
	})
}

// spoofable returns the parts of a limiter's key that a caller sets at will, where nothing else is in it that he cannot.
func spoofable(key *dfd.Value) []dfd.Origin {
	if len(Identity(key)) > 0 {
		return nil
	}
	return slices.DeleteFunc(Inputs(key), func(o dfd.Origin) bool { return InputKind(o) == "ip" })
}

// limiterRate reads a limiter's rate, in words and as events per second. Of several constants the highest count counts.
func (f *Facts) limiterRate(g *dfd.Guard) (string, float64, bool) {
	if rate, ok := ParseRate(g.Value); ok {
		return g.Value, rate, true
	}
	if g.Value == "unlimited" || strings.HasSuffix(g.Value, " per 0s") {
		return "unlimited", math.Inf(1), true
	}
	count, window := f.GuardArg(g, "limit", "rate", "max"), f.GuardArg(g, "window")
	n := highest(count)
	per := " per second"
	if window != nil {
		d, ok := ParseDuration(highest(window))
		if !ok {
			return g.Value, 0, false
		}
		if d <= 0 {
			return "unlimited", math.Inf(1), true
		}
		per = " per " + d.String()
	}
	if n == "" {
		return g.Value, 0, false
	}
	rate, ok := ParseRate(strings.Replace(n+per, "per second", "per 1s", 1))
	return n + per, rate, ok
}

const minute = 60

// limiterBurst is how many events a limiter lets through at once, where that is in the code.
func (f *Facts) limiterBurst(g *dfd.Guard) float64 {
	n, err := strconv.ParseFloat(highest(f.GuardArg(g, "burst")), 64)
	if err != nil {
		return 0
	}
	return n
}

// highest is the constant of a value with the largest number, "" where there is none.
func highest(v *dfd.Value) string {
	var best string
	most := -1.0
	for _, t := range Alternatives(v) {
		if n, err := strconv.ParseFloat(t, 64); err == nil && n > most {
			best, most = t, n
		}
	}
	return best
}
