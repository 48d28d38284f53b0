package diff

import "strings"

// tell sums up a new entry point in a few words: who may call it, what it takes, what it lacks and what protects it.
func tell(changes []Change) []string {
	var out, takes []string
	lists := map[string][]string{}
	for _, c := range changes {
		switch c.Area {
		case auth:
			out = append(out, c.After)
		case input:
			takes = append(takes, c.Subject)
		case control:
			verdict, _, _ := strings.Cut(c.After, ",")
			lists[verdict] = append(lists[verdict], c.Subject)
		}
	}
	list := func(word string, names []string) {
		if len(names) > 0 {
			out = append(out, word+" "+strings.Join(names, ", "))
		}
	}
	list("takes", takes)
	list("without", lists["absent"])
	list("weak", lists["weak"])
	list("unknown", lists["unknown"])
	list("with", append(lists["present"], lists["declared"]...))
	return out
}
