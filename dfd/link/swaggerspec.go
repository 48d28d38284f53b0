package link

import (
	"cmp"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// swaggerSpec is what a specification says of the operations that its generated code serves. Long constants are cut off: then
// only where the paths begin is known.
type swaggerSpec struct {
	base     string
	whole    bool
	Security []map[string][]string
	Paths    map[string]map[string]json.RawMessage
	Schemes  map[string]struct{ Type, In, Name string } `json:"securityDefinitions"`
}

var basePath = regexp.MustCompile(`"basePath": *"([^"]*)"`)

// swaggerSpec finds the specification of an API: the constant that has all its paths.
func (l *linker) swaggerSpec(ops []swaggerOp) swaggerSpec {
	for _, p := range l.pkgs {
		for n := range p.p.Consts {
			text := p.p.Consts[n].Text
			if len(ops) > 0 && strings.HasPrefix(strings.TrimSpace(text), "{") && strings.Contains(text, `"swagger": "2.0"`) {
				if s := readSwagger(text); s.has(ops) {
					return s
				}
			}
		}
	}
	return swaggerSpec{}
}

func readSwagger(text string) swaggerSpec {
	var s swaggerSpec
	s.whole = json.Unmarshal([]byte(text), &s) == nil
	if m := basePath.FindStringSubmatch(text); m != nil {
		s.base = m[1]
	}
	return s
}

// has says that a specification describes all of these operations; one that is cut off may.
func (s *swaggerSpec) has(ops []swaggerOp) bool {
	if !s.whole {
		return true
	}
	for _, op := range ops {
		if s.operation(op) == nil {
			return false
		}
	}
	return true
}

func (s *swaggerSpec) operation(op swaggerOp) json.RawMessage {
	return s.Paths[cmp.Or(op.path, "/")][strings.ToLower(op.method)]
}

// asks lists what an operation asks of its caller: one of several lists of schemes. known is false where the specification
// does not say it.
func (s *swaggerSpec) asks(op swaggerOp) (out [][]string, known bool) {
	var o struct{ Security *[]map[string][]string }
	if !s.whole || json.Unmarshal(s.operation(op), &o) != nil {
		return nil, false
	}
	list := s.Security
	if o.Security != nil {
		list = *o.Security
	}
	for _, all := range list {
		out = append(out, slices.Sorted(maps.Keys(all)))
	}
	return out, true
}

// carrier is what part of a request has the proof of a scheme.
func (s *swaggerSpec) carrier(scheme string) string {
	if d := s.Schemes[scheme]; d.In != "" {
		return d.In + ":" + d.Name
	}
	return "header:Authorization"
}

// basicRow is asksRow for a name and a password.
var basicRow = &catalog.Row{Role: "middleware", Attr: map[string]string{"control": "auth", "scheme": "basic"}}

func (s *swaggerSpec) row(scheme string) *catalog.Row {
	if s.Schemes[scheme].Type == "basic" {
		return basicRow
	}
	return asksRow
}
