package report

import "strings"

// diffLimit bounds the table that the comparison fills; beyond it both texts are given whole.
const diffLimit = 4_000_000

// diffContext is how many equal lines are shown around a difference.
const diffContext = 2

// lineDiff lists the lines of a that b lacks (-) and those that b has instead (+), with a little around them.
func lineDiff(a, b string) string {
	old, now := lines(a), lines(b)
	var marked []string
	if (len(old)+1)*(len(now)+1) > diffLimit {
		marked = append(prefixed("-", old), prefixed("+", now)...)
	} else {
		marked = align(old, now)
	}
	return contextOnly(marked)
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

func prefixed(mark string, list []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		out = append(out, mark+s)
	}
	return out
}

// align marks lines by a longest common subsequence: "-", "+" or " ".
func align(a, b []string) []string {
	width := len(b) + 1
	length := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i*width+j] = length[(i+1)*width+j+1] + 1
			} else {
				length[i*width+j] = max(length[(i+1)*width+j], length[i*width+j+1])
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			out = append(out, " "+a[i])
			i, j = i+1, j+1
		case length[(i+1)*width+j] >= length[i*width+j+1]:
			out = append(out, "-"+a[i])
			i++
		default:
			out = append(out, "+"+b[j])
			j++
		}
	}
	return append(append(out, prefixed("-", a[i:])...), prefixed("+", b[j:])...)
}

// contextOnly leaves out equal lines that are far from any difference.
func contextOnly(marked []string) string {
	near := make([]bool, len(marked))
	for i, l := range marked {
		if l[0] == ' ' {
			continue
		}
		for k := max(0, i-diffContext); k <= min(len(marked)-1, i+diffContext); k++ {
			near[k] = true
		}
	}
	var b strings.Builder
	gap := false
	for i, l := range marked {
		if !near[i] {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteString("…\n")
		}
		gap = false
		b.WriteString(l + "\n")
	}
	return b.String()
}
