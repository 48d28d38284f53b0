package catalog

import (
	"fmt"
	"strconv"
	"strings"
)

// ParseArg reads one place in the notation of Arg.
func ParseArg(s string) (Arg, error) {
	if s == "" {
		return Arg{}, fmt.Errorf("empty place; want an argument number, last, recv, result or =text")
	}
	if text, ok := strings.CutPrefix(s, "="); ok {
		return Arg{Base: "const", Const: text}, nil
	}
	if n, ok := strings.CutSuffix(s, "..."); ok {
		i, err := index(n)
		if err != nil {
			return Arg{}, fmt.Errorf("%q: want a number before the dots", s)
		}
		return Arg{Base: "arg", Index: i, Spread: true}, nil
	}
	parts := strings.Split(s, ".")
	head, rest := parts[0], parts[1:]
	arg := Arg{Base: head}
	switch head {
	case "recv", "last":
	case "result":
		if len(rest) > 0 {
			if i, err := index(rest[0]); err == nil {
				arg.Index, rest = i, rest[1:]
			}
		}
	default:
		i, err := index(head)
		if err != nil {
			return Arg{}, fmt.Errorf("%q: %s", s, placeWanted(head))
		}
		arg.Base, arg.Index = "arg", i
	}
	for _, f := range rest {
		if f == "" || strings.ContainsAny(f, " \t|,") {
			return Arg{}, fmt.Errorf("%q: empty or malformed field name", s)
		}
	}
	if len(rest) > 0 {
		arg.Fields = rest
	}
	return arg, nil
}

// placeWanted says what a place begins with, and which of the words it is nearest to.
func placeWanted(head string) string {
	want := "want an argument number, last, recv, result or =text"
	if near := nearest(head, []string{"last", "recv", "result"}); near != "" {
		want += fmt.Sprintf("; did you mean %q?", near)
	}
	return want
}

func index(s string) (int, error) {
	i, err := strconv.Atoi(s)
	if err != nil || i < 0 || i > 99 || s != strconv.Itoa(i) {
		return 0, fmt.Errorf("%q is no argument number", s)
	}
	return i, nil
}

// String is the notation ParseArg reads.
func (a Arg) String() string {
	var b strings.Builder
	switch a.Base {
	case "const":
		return "=" + a.Const
	case "arg":
		b.WriteString(strconv.Itoa(a.Index))
		if a.Spread {
			b.WriteString("...")
		}
	case "result":
		b.WriteString("result")
		if a.Index > 0 {
			b.WriteString("." + strconv.Itoa(a.Index))
		}
	default:
		b.WriteString(a.Base)
	}
	for _, f := range a.Fields {
		b.WriteString("." + f)
	}
	return b.String()
}
