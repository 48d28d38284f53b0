package bucketacl

import (
	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// blockName is the kind of the control that closes a bucket.
const blockName = "public-access-block"

// writable makes the row about strangers who write to the bucket.
func (b *bucket) writable(f *judge.Facts) stride.Finding {
	find := b.row(f, Bucket, append(append([]*dfd.Use(nil), b.writes...), b.admin...))
	entries := judge.Entries(b.hits)
	name := b.name()
	find.Title = "An object of " + name + " is replaced through the bucket's own URL"
	switch {
	case len(b.writes) > 0 && b.block == nil:
		u := b.writes[0]
		find.Title += ": " + judge.Call(u.Symbol) + " opens it to everybody"
		find.Action = "Remove the public " + what(u) + " from " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", and call `PutPublicAccessBlock` with all four settings there."
		find.Note = "A bucket that exists already keeps the access it was made with: close it by hand as well."
		find.Controls = []*dfd.Control{f.Control("bucket-acl", "weak", shown(u), entries, u.Place)}
	case len(b.writes) > 0:
		b.ask(f, &find, "Which one wins for "+name+"? "+judge.CallOf(b.writes[0])+" asks for public access and "+judge.CallOf(b.block)+" blocks it.")
	case b.block != nil && len(b.opaque) == 0 && len(b.reads) == 0:
		find.Status = stride.Mitigated
		find.Action = "Keep " + judge.CallOf(b.block) + " in " + judge.In(b.block.Place) + "."
		find.Note = judge.CallOf(b.block) + " in " + judge.In(b.block.Place) + " sets all four settings; no ACL or policy in the code opens the bucket"
		find.Evidence = judge.Places([]dfd.Place{b.block.Place})
		find.Controls = []*dfd.Control{f.Control(blockName, "present", "all four settings", entries, b.block.Place)}
	case len(b.opaque) > 0:
		b.ask(f, &find, "What access does "+judge.CallOf(b.opaque[0])+" in "+judge.In(b.opaque[0].Place)+" give to "+name+"? Its value could not be read off.")
	default:
		b.ask(f, &find, "Is public access to "+name+" blocked? Block Public Access is not visible in Go; the account's or Terraform's settings decide.")
	}
	return find
}

// readable makes the row about strangers who read from the bucket, where its own ACL or policy says that they may.
func (b *bucket) readable(f *judge.Facts) (stride.Finding, bool) {
	if len(b.reads) == 0 || b.block != nil {
		return stride.Finding{}, false
	}
	u := b.reads[0]
	find := b.row(f, Object, b.reads)
	find.Title = "Whoever knows a URL reads objects of " + b.name() + ": " + judge.Call(u.Symbol) + " opens it to everybody"
	find.Action = "Remove the public " + what(u) + " from " + judge.CallOf(u) + " in " + judge.In(u.Place) + " and hand out presigned links of minutes."
	find.Controls = []*dfd.Control{f.Control("bucket-acl", "weak", shown(u), judge.Entries(b.hits), u.Place)}
	return find, true
}

// row starts a finding about the bucket, at the calls that set its access; without one at the calls that use it.
func (b *bucket) row(f *judge.Facts, rule *stride.Rule, at []*dfd.Use) stride.Finding {
	find := f.Finding(rule, b.hits)
	find.Target, find.Store = b.element.ID, b.element.Tech+" "+b.element.Name
	if len(at) > 0 {
		find.Evidence, find.Symbols, find.Trace = nil, nil, nil
	}
	for _, u := range at {
		find.Evidence = append(find.Evidence, u.Place)
		find.Symbols = append(find.Symbols, u.Place.Func)
		if find.Trace == nil {
			find.Trace = u.On[0].Trace()
		}
	}
	if len(find.Evidence) == 0 {
		find.Evidence = b.element.Evidence
	}
	return find
}

func (b *bucket) ask(f *judge.Facts, find *stride.Finding, question string) {
	find.Tier, find.Status, find.Note = stride.Unknown, stride.ToConfirm, question
	find.Action = "Block public access to " + b.name() + " with all four settings, in the code or where the bucket is made, and declare it."
	find.Controls = []*dfd.Control{f.Control(blockName, "unknown", "", judge.Entries(b.hits), find.Evidence...)}
}

func (b *bucket) name() string {
	if b.element.Name == "" {
		return "the bucket"
	}
	return b.element.Name
}

func what(u *dfd.Use) string {
	if u.Args["policy"] != nil {
		return "policy"
	}
	return "ACL " + judge.Code(judge.Text(u.Args["acl"]))
}

func shown(u *dfd.Use) string {
	if acl := judge.Text(u.Args["acl"]); acl != "" {
		return acl
	}
	return "policy for everybody"
}
