package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

const maxTexts = 24

// texts gives the constants and templates of a value; part says what stands for the rest: "" where everything is constant.
func (l *linker) texts(s set) (out []string, part string) {
	config, other, template := false, len(l.sets.list[s]) == 0, false
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind == aTyped {
			k = l.atoms.list[k.y]
		}
		switch k.kind {
		case aConst, aTemplate:
			out = append(out, k.s)
			template = template || k.kind == aTemplate
		case aOrigin:
			if l.isSetting(k.x) {
				config = true
			} else {
				other = true
			}
		case aNil:
		case aObj: // what a setting's pointer points to: *flag.String(…)
			ob := &l.objs[k.x]
			other = other || ob.kind != oLib || l.kindOf(ob.typ) != summary.KindString || len(l.sets.list[s]) == 1
		default:
			other = true
		}
	}
	switch {
	case template: // the origins are what its gaps are filled with
	case other:
		part = "{}"
	case config:
		part = "{config}"
	}
	return out, part
}

// isSetting says that an origin is the configuration, or what the program was started with.
func (l *linker) isSetting(origin int32) bool {
	o := l.origins.list[origin]
	return o.kind == "config" || o.kind == "input" && strings.HasPrefix(o.name, "flag:")
}

// rest keeps what a text is made of besides its constants.
func (l *linker) rest(s set) set {
	if int(s) < len(l.rests) && l.rests[s] > 0 {
		return l.rests[s] - 1
	}
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		switch l.atoms.list[a].kind {
		case aOrigin, aUnknown, aMany:
			b.add(a)
		}
	}
	r := b.set()
	for len(l.rests) < len(l.sets.list) {
		l.rests = append(l.rests, make([]set, len(l.sets.list)-len(l.rests))...)
	}
	l.rests[s] = r + 1
	return r
}

func (l *linker) text(s string) atom {
	if strings.Contains(s, "{}") || strings.Contains(s, "{config}") {
		return l.atoms.get(atomKey{kind: aTemplate, s: s})
	}
	return l.atoms.get(atomKey{kind: aConst, x: int32(summary.KindString), s: s})
}

// concat joins texts with sep between them.
func (l *linker) concat(parts []set, sep string) set {
	k := sep + "\x00" + instKey(parts, 0)
	s, ok := l.concats[k]
	if !ok {
		s = l.concatenated(parts, sep)
		l.concats[k] = s
	}
	return s
}

func (l *linker) concatenated(parts []set, sep string) set {
	acc := []string{""}
	b := builder{t: l.sets}
	for n, p := range parts {
		t, part := l.texts(p)
		if part != "" {
			t = append(t, part)
		}
		left := l.rest(p)
		if n > 0 && left != 0 && begun(acc, sep) {
			left = l.mark(left, "inset")
		}
		if sep == "" {
			left = l.following(acc, left)
			if n+1 < len(parts) && l.beginWith(parts[n+1], "://") {
				left = l.mark(left, "beside")
			}
		}
		b.addSet(left)
		if len(acc)*len(t) > maxTexts {
			t = []string{"{}"}
		}
		var next []string
		for _, x := range acc {
			for _, y := range t {
				if n > 0 {
					x := x + sep
					next = append(next, clip(x+y))
				} else {
					next = append(next, clip(y))
				}
			}
		}
		acc = next
	}
	for _, t := range acc {
		if t != "{}" && t != "" {
			b.add(l.text(t))
		}
	}
	return l.widen(b.set())
}

func clip(s string) string {
	if len(s) > 4000 {
		return s[:4000]
	}
	return s
}

// begun says that what comes next in a text stands behind something of the program's own that is no sign of an option: "files/", "{config}/".
func begun(before []string, sep string) bool {
	for _, t := range before {
		t = strings.TrimPrefix(t, "{config}") + sep
		if t == "" || t[0] == '{' || t[0] == '-' {
			return false
		}
	}
	return len(before) > 0
}

// following marks what a text has behind others, where these leave no doubt which host an address has. A path is none.
func (l *linker) following(before []string, s set) set {
	ends := false
	if s != 0 && len(before) > 0 && !slices.ContainsFunc(before, func(t string) bool { return !portFollows(t) }) {
		return l.mark(s, "beside")
	}
	for _, t := range before {
		ends = ends || hostEnds(t)
		if s == 0 || !hostEnds(t) && !strings.HasPrefix(t, "/") {
			return s
		}
	}
	if !ends {
		return s
	}
	return l.mark(s, "behind")
}

// portFollows says that what comes next in an address is the port: behind "{}:" and "https://{}:", not behind "postgres://{}:", the password.
func portFollows(t string) bool {
	scheme, host, found := strings.Cut(t, "//")
	if !found {
		scheme, host = "", t
	}
	if scheme != "" && !strings.HasPrefix(scheme, "http") && !strings.HasPrefix(scheme, "ws") && !strings.HasPrefix(scheme, "{") {
		return false
	}
	name, ok := strings.CutSuffix(host, ":")
	return ok && strings.HasPrefix(name, "{") && !strings.ContainsAny(name, "/?#:@ ")
}

// beginWith says that all that a text may be begins with something.
func (l *linker) beginWith(s set, with string) bool {
	texts, part := l.texts(s)
	return part == "" && len(texts) > 0 && !slices.ContainsFunc(texts, func(t string) bool { return !strings.HasPrefix(t, with) })
}

// hostEnds says that the host of an address is over: in "https://{}/x" and "{}/users/", not in "https://", "{}://" and "{}".
func hostEnds(t string) bool {
	if i := strings.Index(t, "//"); i >= 0 {
		return strings.ContainsAny(t[i+2:], "/?#")
	}
	return strings.HasPrefix(t, "{") && strings.ContainsAny(t, "/?#")
}

// sprintf fills the verbs of a format.
func (l *linker) sprintf(format set, args []set) set {
	b := builder{t: l.sets}
	formats, part := l.texts(format)
	if part != "" {
		b.addSet(l.rest(format))
		for _, a := range args { // where it will stand is not known
			b.addSet(l.mark(l.rest(a), "within"))
		}
	}
	for _, f := range formats {
		parts, filled := l.fill(f, args)
		b.addSet(l.concat(parts, ""))
		for _, a := range args[filled:] {
			b.addSet(l.rest(a))
		}
	}
	return l.widen(b.set())
}

// fill cuts a format into its constant parts and the arguments between them, and says how many of these have a place.
func (l *linker) fill(f string, args []set) ([]set, int) {
	var parts []set
	n := 0
	for f != "" {
		i := strings.IndexByte(f, '%')
		if i < 0 || i == len(f)-1 {
			break
		}
		parts = append(parts, l.sets.of(l.text(f[:i])))
		f = f[i+1:]
		j := 0
		for j < len(f)-1 && strings.IndexByte("+-# 0123456789.*[]", f[j]) >= 0 {
			j++
		}
		verb := f[j]
		f = f[j+1:]
		switch {
		case verb == '%':
			parts = append(parts, l.sets.of(l.text("%")))
		case verb == 'T' && n < len(args) && l.typesOf(args[n]) != 0:
			parts = append(parts, l.partOfType(l.typesOf(args[n]), "text"))
			n++
		case n < len(args):
			parts = append(parts, args[n])
			n++
		default:
			parts = append(parts, 0)
		}
	}
	return append(parts, l.sets.of(l.text(f))), n
}

// swapped is a text with one part of it replaced by another text.
func (l *linker) swapped(v, old, with set) set {
	b, holes := builder{t: l.sets}, l.rest(v) != 0
	from, one := l.onlyText(old)
	for _, a := range l.sets.list[v] {
		k := l.atoms.list[a]
		if k.kind != aConst && k.kind != aTemplate {
			b.add(a)
			continue
		}
		pieces := []string{k.s}
		if one {
			pieces = strings.Split(k.s, from)
		} else {
			holes = true
		}
		if len(pieces) == 1 {
			b.add(a)
			continue
		}
		parts := []set{l.sets.of(l.text(pieces[0]))}
		for _, p := range pieces[1:] {
			parts = append(parts, with, l.sets.of(l.text(p)))
		}
		b.addSet(l.concat(parts, ""))
	}
	if holes { // what is replaced may be in a part that is not known
		b.addSet(l.mark(l.rest(with), "within"))
	}
	return l.widen(b.set())
}

// binary evaluates + on texts; of other operators only where the operands come from is kept.
func (l *linker) binary(i *inst, at int32, in *summary.Instr) set {
	op := i.fn.p.p.Syms[in.Sym]
	x, y := l.get(i, in.Args[0]), l.get(i, in.Args[1])
	switch op {
	case "+":
		for n, v := range []*set{&x, &y} {
			if !l.leftOut(i, in.Args[n], *v) {
				continue
			}
			if l.wait(i, at) {
				return 0
			}
			*v = l.leftOutText(i, in.Args[n])
		}
		if l.textual(x) || l.textual(y) || l.kindOf(l.typ(i.fn.p, in.Type)) == summary.KindString {
			if l.folder(x) {
				y = l.below(y)
			}
			return l.extend(i, in, x, y)
		}
		if s, ok := l.arith(op, x, y); ok {
			return s
		}
	case "*", "/", "-":
		if s, ok := l.arith(op, x, y); ok {
			return s
		}
	case "==", "!=", "<", ">", "<=", ">=":
		return l.comparison(x, y)
	}
	return l.sets.union(l.rest(x), l.rest(y))
}

// comparison is what a comparison comes to: true or false, and a matter of the configuration where nothing else is compared.
func (l *linker) comparison(x, y set) set {
	s, settings := l.sets.of(l.origin("compare", "", 0)), l.sets.union(l.rest(x), l.rest(y))
	for _, a := range l.sets.list[settings] {
		if k := l.atoms.list[a]; k.kind != aOrigin || l.origins.list[k.x].kind != "config" {
			return s
		}
	}
	return l.sets.union(s, settings)
}

// leftOut says that an operand is a field of which nothing is known: it may be set later, or was left out: Options{Limit: 3}.Prefix.
func (l *linker) leftOut(i *inst, r summary.Ref, v set) bool {
	at := i.fn.fieldRead(r)
	return v == 0 && at >= 0 && l.kindOf(l.typ(i.fn.p, i.fn.code[at].Type)) == summary.KindString
}

// leftOutText is the empty text where it is certain that the field was left out, else nothing.
func (l *linker) leftOutText(i *inst, r summary.Ref) set {
	if s, ok := l.constField(i, &i.fn.code[i.fn.defOf(r)]); ok && s == "" {
		return l.sets.of(l.text(""))
	}
	return 0
}

// extend joins two texts. What the instruction itself made before and now gets back, by way of a loop or of a field, is not made
// longer a second time: it would not end.
func (l *linker) extend(i *inst, in *summary.Instr, x, y set) set {
	switch l.sets.of(l.text("")) { // nothing is made longer
	case x:
		return y
	case y:
		return x
	}
	before, after, own := builder{t: l.sets}, builder{t: l.sets}, builder{t: l.sets}
	part := func(s set, b *builder, grown func(string) string) {
		for _, a := range l.sets.list[s] {
			k := l.atoms.list[a]
			if (k.kind != aConst || k.s == "") && k.kind != aTemplate || !l.sets.has(i.regs[in.Dst], a) {
				b.add(a)
				continue
			}
			own.add(l.text(grown(k.s)))
		}
	}
	part(x, &before, func(s string) string { return strings.TrimSuffix(s, "{}") + "{}" })
	part(y, &after, func(s string) string { return "{}" + strings.TrimPrefix(s, "{}") })
	if own.set() == 0 {
		return l.concat([]set{x, y}, "")
	}
	s := own.set()
	if before.set() != 0 && after.set() != 0 {
		s = l.sets.union(s, l.concat([]set{before.set(), after.set()}, ""))
	}
	return l.widen(l.sets.union(s, l.sets.union(l.rest(x), l.rest(y))))
}

func (l *linker) textual(s set) bool {
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind == aTemplate || k.kind == aConst && summary.Kind(k.x) == summary.KindString {
			return true
		}
	}
	return false
}
