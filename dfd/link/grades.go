package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// What is known of the caller is compared with many things that are no role: the kind of a token, whether it is valid, whether an
// account is active. What a value is about only the name says that it was read by.

// grades says that a value, equal to a text, says what the caller may do: by the name that it was read by, or else by the text.
func (l *linker) grades(i *inst, x summary.Ref, text string) bool {
	name := l.nameOf(i, x)
	if tokenKinds[strings.ToLower(text)] {
		return false
	}
	return name == "" || dfd.Privileges(name) || dfd.Ranks(text) || scopes[strings.ToLower(name)]
}

// scopes are further names of what a token lets somebody do.
var scopes = map[string]bool{"scope": true, "scopes": true, "scp": true, "group": true, "groups": true, "authorities": true, "authority": true, "claim": true, "claims": true,
	"cognito:groups": true, "entitlements": true, "plan": true, "tier": true, "usertype": true, "user_type": true, "accounttype": true, "account_type": true}

// tokenKinds are what a token says of itself: what it is for.
var tokenKinds = map[string]bool{"refresh": true, "access": true, "refresh_token": true, "access_token": true, "id_token": true, "bearer": true}

// nameOf gives the name by which a value was read: of a field, of a key, of the parameter or the function that it came from; ""
// where there is none.
func (l *linker) nameOf(i *inst, x summary.Ref) string {
	for n := 0; n < 10; n++ {
		switch x.Kind() {
		case summary.RefParam:
			return i.fn.f.Params[x.Index()].Name
		case summary.RefReg:
		default:
			return ""
		}
		at := i.fn.def[x.Index()]
		if at < 0 {
			return ""
		}
		switch in := &i.fn.code[at]; in.Op {
		case summary.OpExtract, summary.OpConvert, summary.OpAssert, summary.OpMakeInterface, summary.OpLoad, summary.OpPhi:
			x = in.Args[0]
		case summary.OpFieldAddr, summary.OpLoadField:
			return lastName(i.fn.p.p.Syms[in.Sym])
		case summary.OpLoadElem, summary.OpElemAddr:
			if len(in.Args) > 1 && in.Args[1].Kind() == summary.RefConst && i.fn.p.p.Consts[in.Args[1].Index()].Kind == summary.KindString {
				return i.fn.p.p.Consts[in.Args[1].Index()].Text
			}
			x = in.Args[0]
		case summary.OpCall:
			return l.nameOfCall(i, at)
		default:
			return ""
		}
	}
	return ""
}

// nameOfCall is the name of what a call gives: its key where it has one, what it makes smaller or trims, or its own.
func (l *linker) nameOfCall(i *inst, at int32) string {
	in := &i.fn.code[at]
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			for _, arg := range []string{"key", "name"} {
				if t, part := l.texts(l.arg(&site{}, h, r, arg)); len(t) == 1 && part == "" {
					return t[0]
				}
			}
			if r.Role == "pass" && len(in.Args) > 0 {
				return l.nameOf(i, in.Args[0])
			}
		}
	}
	if in.Sym < 0 {
		return ""
	}
	name := lastName(i.fn.p.p.Syms[in.Sym])
	if rest, ok := strings.CutPrefix(name, "Get"); ok {
		return rest
	}
	return name
}

// rankRole: what somebody may do is a number, and his is as high as is asked for: role < minRole.
func (m *must) rankRole(at int32, x, y summary.Ref, op string, w want) facts {
	if w != wantTrue && w != wantFalse {
		return none
	}
	less := strings.HasPrefix(op, "<")
	if k, _ := m.l.certain(m.i, x); k == knownText { // 10 <= role
		x, y, less = y, x, !less
	}
	k, text := m.l.certain(m.i, y)
	if v := m.l.get(m.i, x); k != knownText || !m.l.hasOrigin(v, "identity") && !m.l.hasOrigin(v, "store") || !dfd.Privileges(m.l.nameOf(m.i, x)) {
		return none
	}
	if less == (w == wantTrue) { // at most that much
		return none
	}
	is := ">= "
	if op == ">" || op == "<=" {
		is = "> "
	}
	return m.l.guard(guard{kind: "role", value: is + text, i: m.i, at: at, subject: m.l.get(m.i, x)})
}

// numberRole: what somebody may do is a certain number: user.Role == RoleAdmin. It is called by the function that asks, where that is
// for it: u.IsAdmin().
func (m *must) numberRole(at int32, x summary.Ref, text string) facts {
	l := m.l
	v := l.get(m.i, x)
	if !l.hasOrigin(v, "identity") && !l.hasOrigin(v, "store") || !dfd.Privileges(l.nameOf(m.i, x)) && !dfd.Privileges(l.typeCalled(m.i, x)) {
		return none
	}
	name := "= " + text
	if asks := lastName(m.i.fn.name); dfd.Privileges(strings.TrimPrefix(asks, "Is")) {
		name = strings.TrimPrefix(asks, "Is")
	}
	return l.guard(guard{kind: "role", value: name, i: m.i, at: at, subject: v})
}

// typeCalled is the name of an operand's type, without its package.
func (l *linker) typeCalled(i *inst, x summary.Ref) string {
	name := strings.TrimPrefix(l.typeNameOf(i, x), "*")
	return lastName(name)
}

// memberRole: what somebody may do is one of several constants: for _, role := range allowed { if role == user.Role …
func (m *must) memberRole(at int32, x summary.Ref, of set) facts {
	l, list := m.l, m.l.sets.list[of]
	v := l.get(m.i, x)
	if len(list) < 2 || !l.hasOrigin(v, "identity") && !l.hasOrigin(v, "store") || !dfd.Privileges(l.nameOf(m.i, x)) {
		return none
	}
	g := guard{kind: "role", i: m.i, at: at, subject: v}
	for _, a := range list {
		if k := l.atoms.list[a]; k.kind != aConst || summary.Kind(k.x) != summary.KindString || k.s == "" {
			return none
		}
	}
	for _, a := range list {
		l.listText(g, l.atoms.list[a].s)
	}
	return l.guard(g)
}

// ownRoles says that a list is of what the caller may do, and a text is looked for in it: slices.Contains(claims.Roles, "admin").
func (l *linker) ownRoles(i *inst, at int32, h *hit) bool {
	in := &i.fn.code[at]
	if in.N&summary.CallMode != summary.CallStatic || len(in.Args) != 2 || len(h.args) != 2 {
		return false
	}
	text, ok := l.onlyText(h.args[1])
	return ok && l.hasOrigin(l.contents(i, h.args[0]), "identity") && l.grades(i, in.Args[0], text) && !l.registeredClaim(i, in.Args[0])
}
