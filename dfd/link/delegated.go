package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// Who somebody is may be asked of another service: the credential that came with the request, and nothing else of it, is sent there, and
// where the answer is an error, or says no, the request ends. What is passed on with the rest of a request is no check: it is the other
// service that answers then.

// question is a call by which the credential of a request is handed to another service.
type question struct {
	i     *inst
	at    int32
	h     *hit
	row   *catalog.Row
	sent  set  // what it hands over
	named bool // its name, or that of what calls it, says that it asks who somebody is
}

// accepted is what holds where a call of another service returned no error: over gRPC, that it knows the credential, unless its answer may
// still say no.
func (l *linker) accepted(i *inst, at int32, r *catalog.Row) facts {
	q := l.questionAt(i, at)
	if q == nil || r.Tech == "http" { // who answers 401 answers
		return none
	}
	if !q.named || l.mayRefuse(q) {
		return l.guard(guard{kind: "switched", scheme: "other", value: "auth", i: i, at: at, h: q.h, row: q.row})
	}
	return q.guard(l)
}

func (q *question) guard(l *linker) facts {
	return l.guard(guard{kind: "auth", scheme: "other", i: q.i, at: q.at, h: q.h, row: q.row, subject: q.sent})
}

// saysYes is what holds where a flag in the answer of another service is true: resp.Valid.
func (l *linker) saysYes(i *inst, in *summary.Instr) facts {
	f := none
	l.eachObj(l.get(i, in.Args[0]), func(o int32) {
		if q := l.answering()[o]; q != nil && q.named && verdictName(lastName(i.fn.p.p.Syms[in.Sym])) {
			f = f.plus(q.guard(l))
		}
	})
	return f
}

// statusIs is what holds where the status of an answer over HTTP is that of success.
func (l *linker) statusIs(i *inst, x summary.Ref) facts {
	f, d := none, i.fn.fieldRead(i.fn.keptIn(i.fn.plain(x)))
	if d < 0 || i.fn.p.p.Syms[i.fn.code[d].Sym] != "net/http.Response.StatusCode" {
		return f
	}
	l.eachObj(l.get(i, i.fn.code[d].Args[0]), func(o int32) {
		h := l.objs[o].hit
		if h == nil || h.i == nil {
			return
		}
		if q := l.questionAt(h.i, h.at); q != nil && q.named {
			f = f.plus(q.guard(l))
		}
	})
	return f
}

// keptIn gives what was put into a variable that a load reads, where that happens once, and before.
func (g *fn) keptIn(r summary.Ref) summary.Ref {
	d := g.defOf(r)
	if d < 0 || g.code[d].Op != summary.OpLoad {
		return r
	}
	if to, ok := g.putOnce(g.code[d].Args[0], d); ok {
		return to
	}
	return r
}

// putOnce gives what a variable was set to, where that happens once, and before an instruction.
func (g *fn) putOnce(addr summary.Ref, d int32) (to summary.Ref, ok bool) {
	stores, before := 0, false
	for n := range g.code {
		if in := &g.code[n]; in.Op == summary.OpStore && in.Args[0] == addr {
			stores, to = stores+1, in.Args[1]
			before = g.block[n] == g.block[d] && int32(n) < d || g.block[n] != g.block[d] && dominates(g.dominators(), g.block[n], g.block[d])
		}
	}
	return to, stores == 1 && before
}

// questionAt gives the question that a call is, nil where it is none.
func (l *linker) questionAt(i *inst, at int32) *question {
	l.answering()
	return l.questions[callAt{i.whole(), at}]
}

// answering finds all questions, and gives them by the objects that hold their answers.
func (l *linker) answering() map[int32]*question {
	if l.answered != nil {
		return l.answered
	}
	l.answered, l.questions = map[int32]*question{}, map[callAt]*question{}
	sent := l.headersSent()
	for _, i := range l.insts {
		i.eachRow(func(at int32, h *hit, r *catalog.Row) {
			if r.Role != "call" || r.Tech != "grpc" && r.Tech != "http" && r.Tech != "connect" {
				return
			}
			q := &question{i: i, at: at, h: h, row: r, sent: l.handedOver(h, r, sent)}
			if !l.onlyCredential(q.sent) {
				return
			}
			q.named = l.asksWho(q)
			l.questions[callAt{i.whole(), at}] = q
			l.eachObj(l.arg(&site{i: i, at: at}, h, r, "dest"), func(o int32) { l.answered[o] = q })
		})
	}
	return l.answered
}

// handedOver is all that a call sends: its body, its address, its headers.
func (l *linker) handedOver(h *hit, r *catalog.Row, headers map[int32]set) set {
	b := builder{t: l.sets}
	for _, name := range []string{"body", "url"} {
		v := l.arg(&site{}, h, r, name)
		b.addSet(l.rest(v))
		b.addSet(l.contents(nil, v))
		l.eachObj(v, func(o int32) { // texts behind pointers: proto.String(token)
			for _, f := range l.objs[o].keys {
				b.addSet(l.contents(nil, l.content(o, f)))
			}
		})
	}
	for _, a := range h.args {
		l.eachObj(a, func(o int32) { b.addSet(headers[o]) })
	}
	return l.widen(b.set())
}

// headersSent gives, by the object of a request that the program makes, what is put into its headers.
func (l *linker) headersSent() map[int32]set {
	out := map[int32]set{}
	for _, i := range l.insts {
		i.eachRow(func(at int32, h *hit, r *catalog.Row) {
			if r.Role != "set-header" || i.fn.code[at].Op != summary.OpCall || len(i.fn.code[at].Args) == 0 {
				return
			}
			of := i.fn.code[at].Args[0]
			if d := i.fn.fieldRead(i.fn.plain(of)); d >= 0 && i.fn.p.p.Syms[i.fn.code[d].Sym] == "net/http.Request.Header" {
				of = i.fn.code[d].Args[0]
			}
			v := l.rest(l.arg(&site{i: i, at: at}, h, r, "value"))
			l.eachObj(l.get(i, of), func(o int32) { out[o] = l.sets.union(out[o], v) })
		})
	}
	return out
}

// onlyCredential says that all that a value has of a request is a credential: a header, a cookie or a parameter that is one by its name.
func (l *linker) onlyCredential(s set) bool {
	found := false
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind != aOrigin || l.origins.list[k.x].kind != "input" {
			continue
		}
		from, name, _ := strings.Cut(l.origins.list[k.x].name, ":")
		switch {
		case from == "header" && name != "" && name != "{}" && credentialHeader(name), from == "query" && credentialName(name) == isSecret:
			found = true
		case from == "cookie" && !dfd.PublicCookie(name):
			found = true
		default:
			return false
		}
	}
	return found
}

// asksWho says that a question is about who somebody is, by the method or path that is called or by the function that calls it.
func (l *linker) asksWho(q *question) bool {
	names := []string{lastName(q.i.fn.name)}
	for _, arg := range []string{"path", "url"} {
		v := l.arg(&site{i: q.i, at: q.at}, q.h, q.row, arg)
		t, _ := l.texts(v)
		names = append(names, t...)
		for _, a := range l.sets.list[v] {
			if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "config" {
				names = append(names, l.origins.list[k.x].name)
			}
		}
	}
	for _, n := range names {
		for _, w := range dfd.NameWords(n) {
			if whoWords[w] {
				return true
			}
		}
	}
	return false
}

var whoWords = dfd.WordSet("auth authenticate authenticated authentication authorize authorized authorization authz authn verify verified validate validation introspect " +
	"introspection session sessions token tokens whoami userinfo identity me sso oauth oidc iam")

// verdictName says that a flag is the answer to a question: valid, is_active, ok.
func verdictName(name string) bool {
	for _, w := range dfd.NameWords(name) {
		if verdictWords[w] {
			return true
		}
	}
	return false
}

var verdictWords = dfd.WordSet("valid active ok success authenticated authorized allowed allow permitted granted verified result")

// mayRefuse says that an answer has a flag that says no: no error is not enough then.
func (l *linker) mayRefuse(q *question) bool {
	found := false
	l.eachObj(l.arg(&site{i: q.i, at: q.at}, q.h, q.row, "dest"), func(o int32) {
		if t := l.objs[o].typ; t >= 0 {
			for _, f := range l.typeTab[t].fields {
				found = found || f.Type == "bool" && verdictName(f.Name)
			}
		}
	})
	return found
}

// strangerSays is what holds where a library without a model, which may know of who somebody is, was given the credential of a request
// and did not refuse it: whether that was a check is not known.
func (l *linker) strangerSays(i *inst, at, idx int32, w want) facts {
	in := &i.fn.code[at]
	if in.Sym < 0 || len(i.targets(at)) > 0 || w != wantTrue && (w != wantNil || !l.isError(i, at, idx)) && (w != wantNonNil || l.isError(i, at, idx)) {
		return none
	}
	if !l.foreignCall(i, in) || !l.mayAuthenticate(i.fn.p.syms[in.Sym]) {
		return none
	}
	for _, a := range in.Args {
		v := l.get(i, a)
		if l.onlyCredential(l.sets.union(l.rest(v), l.contents(nil, v))) || l.isRequest(v) {
			return l.guard(guard{kind: "switched", scheme: "other", value: "auth", i: i, at: at})
		}
	}
	return none
}

// isRequest says that a value is the request that came.
func (l *linker) isRequest(s set) bool {
	found := false
	l.eachObj(s, func(o int32) {
		found = found || l.objs[o].kind == oParam && l.objs[o].typ >= 0 && l.requestType(l.objs[o].typ)
	})
	return found
}

// requestType says that a library's type is a request, or what a framework gives handlers for one: gin.Context, fasthttp.RequestCtx.
func (l *linker) requestType(t int32) bool {
	name := lastName(base(l.typeTab[t].name))
	return !l.typeTab[t].own && base(l.typeTab[t].name) != "context.Context" &&
		(strings.HasSuffix(name, "Request") || strings.HasSuffix(name, "Context") || strings.HasSuffix(name, "Ctx"))
}
