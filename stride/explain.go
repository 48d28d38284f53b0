package stride

import (
	"cmp"
	"slices"
	"strings"
)

// LetterName is the category behind a letter.
func LetterName(letter string) string {
	return map[string]string{
		"S": "Spoofing", "T": "Tampering", "R": "Repudiation", "I": "Information disclosure", "D": "Denial of service",
		"E": "Elevation of privilege",
	}[letter]
}

// Rules lists the rules of all checks by id.
func Rules(checks []Check) []*Rule {
	var rules []*Rule
	for _, c := range checks {
		rules = append(rules, c.Rules...)
	}
	slices.SortFunc(rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	return rules
}

// Explain is the text of `gostride explain RULE`.
func Explain(r *Rule) string {
	var b strings.Builder
	b.WriteString(r.ID + ": " + r.Title + "\n\n")
	b.WriteString("Category: " + LetterName(r.STRIDE))
	for _, l := range r.Also {
		b.WriteString(", also " + LetterName(string(l)))
	}
	b.WriteString("\n")
	b.WriteString(level("Likelihood", r.Likelihood, r.LikelihoodWhy))
	b.WriteString(level("Impact", r.Impact, r.ImpactWhy))
	b.WriteString("Priority: " + Priority(r.Likelihood, r.Impact) + "\n")
	section(&b, "What it reports", r.Reports)
	section(&b, "What it deliberately does not report", r.Silent)
	code(&b, "Before", r.Before)
	code(&b, "After", r.After)
	action := r.Action
	if r.Effort != "" {
		action += "\nEffort: " + r.Effort
	}
	section(&b, "What to do", action)
	section(&b, "References", strings.Join(slices.Concat(r.CWE, r.CAPEC, r.ASVS), ", "))
	return b.String()
}

func level(name, value, why string) string {
	line := name + ": " + value
	if why != "" {
		line += ", because " + why
	}
	return line + "\n"
}

func section(b *strings.Builder, title, text string) {
	if text = strings.TrimSpace(text); text != "" {
		b.WriteString("\n" + title + "\n\n")
		for line := range strings.Lines(text + "\n") {
			b.WriteString(strings.TrimRight("  "+line, " \n\t") + "\n")
		}
	}
}

// code is a section whose lines keep their own indent under ours.
func code(b *strings.Builder, title, text string) {
	section(b, title, strings.ReplaceAll(strings.Trim(text, "\n"), "\t", "    "))
}
