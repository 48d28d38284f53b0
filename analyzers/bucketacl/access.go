package bucketacl

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// granted is what a call lets everybody do.
type granted struct{ write, read, blocked, opaque bool }

// settings are the four of Block Public Access; only all together close a bucket.
var settings = []string{"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"}

// enforced is the value of storage.PublicAccessPreventionEnforced.
const enforced = "2"

// access reads off what a use grants to everybody.
func access(u *dfd.Use) granted {
	var g granted
	switch acl := u.Args["acl"]; {
	case u.Args["member"] != nil:
		g = toMember(u.Args["member"], acl)
	case acl != nil:
		g = byACL(acl)
	}
	if policy := u.Args["policy"]; policy != nil {
		p := byPolicy(policy)
		g = granted{write: g.write || p.write, read: g.read || p.read, opaque: g.opaque || p.opaque}
	}
	g.blocked = blocks(u)
	return g
}

// everybody are the members of Cloud Storage's lists that anybody is, or anybody with an account.
var everybody = []string{"allUsers", "allAuthenticatedUsers"}

// toMember judges a role that one member of a list is given.
func toMember(member, role *dfd.Value) granted {
	if judge.Text(member) != "" && !slices.Contains(everybody, judge.Text(member)) {
		return granted{}
	}
	switch {
	case judge.Text(member) == "" || judge.Text(role) == "":
		return granted{opaque: true}
	case judge.Text(role) == "READER":
		return granted{read: true}
	}
	return granted{read: true, write: true}
}

// blocks reports whether a use sets all four settings of Block Public Access to true and nothing else, or has Cloud Storage prevent
// public access.
func blocks(u *dfd.Use) bool {
	if judge.Text(u.Args["prevention"]) == enforced {
		return true
	}
	for _, s := range settings {
		if judge.Text(u.Args[s]) == "true" {
			continue
		}
		v := u.Args["block"]
		if v == nil || v.Unknown || !slices.Contains(v.Text, s+"=true") || slices.Contains(v.Text, s+"=false") {
			return false
		}
	}
	return true
}

// byACL judges a canned ACL. Every alternative counts; what cannot be read is opaque.
func byACL(v *dfd.Value) granted {
	var g granted
	for _, text := range v.Text {
		switch acl := strings.ToLower(strings.ReplaceAll(text, "-", "")); acl {
		case "publicreadwrite":
			g.write, g.read = true, true
		case "publicread", "authenticatedread", "container", "blob": // the last two are Azure's
			g.read = true
		case "", "private", "bucketownerread", "bucketownerfullcontrol", "awsexecread", "logdeliverywrite", "projectprivate":
		default:
			g.opaque = true
		}
	}
	if v.Unknown || len(v.From("config", "input", "unknown")) > 0 {
		g.opaque = true
	}
	return g
}

// byPolicy judges a bucket policy that is written down in the source.
func byPolicy(v *dfd.Value) granted {
	var g granted
	if v.Unknown || len(v.Text) == 0 {
		g.opaque = true
	}
	for _, text := range v.Text {
		if text == "" { // takes the policy away
			continue
		}
		var doc struct{ Statement json.RawMessage }
		if json.Unmarshal([]byte(text), &doc) != nil {
			g.opaque = true
			continue
		}
		for _, s := range statements(doc.Statement) {
			g.write = g.write || s.toAll("put", "delete", "*")
			g.read = g.read || s.toAll("get", "*")
			g.opaque = g.opaque || s.conditional()
		}
	}
	return g
}

type statement struct {
	Effect    string
	Principal any
	Action    any
	Condition any
}

// statements reads one statement or a list of them.
func statements(raw json.RawMessage) []statement {
	var many []statement
	if json.Unmarshal(raw, &many) == nil {
		return many
	}
	var one statement
	if json.Unmarshal(raw, &one) != nil {
		return nil
	}
	return []statement{one}
}

// toAll reports whether the statement allows everybody, without condition, an action that starts with one of the verbs.
func (s statement) toAll(verbs ...string) bool {
	if s.Effect != "Allow" || s.Condition != nil || !slices.Contains(words(s.Principal), "*") {
		return false
	}
	return slices.ContainsFunc(words(s.Action), func(action string) bool {
		_, verb, found := strings.Cut(strings.ToLower(action), ":")
		if !found {
			verb = action
		}
		return slices.ContainsFunc(verbs, func(v string) bool { return strings.HasPrefix(verb, v) })
	})
}

func (s statement) conditional() bool {
	return s.Effect == "Allow" && s.Condition != nil && slices.Contains(words(s.Principal), "*")
}

// words flattens "x", ["x"] and {"AWS": "x"} into their strings.
func words(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, words(x)...)
		}
		return out
	case map[string]any:
		var out []string
		for _, x := range v {
			out = append(out, words(x)...)
		}
		slices.Sort(out)
		return out
	}
	return nil
}
