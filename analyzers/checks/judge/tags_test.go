package judge

import "testing"

func TestStrengthOfRule(t *testing.T) {
	for rule, want := range map[string]Strength{
		"required,max=20,alphanum":               Firm,
		"omitempty,uuid4":                        Firm,
		"oneof=a b":                              Firm,
		"dive,alphanum":                          Firm,
		"dive,keys,required,endkeys,alphanum":    Firm,
		"alphanum|url":                           None,
		"required,max=20":                        None,
		"dive,keys,alphanum,endkeys,required":    None, // a map's values
		"eqfield=Other":                          None,
		"":                                       None,
		"required,slug":                          Opaque,
		"alphanum|slug":                          Opaque,
		"dive,keys,slug,endkeys,required,max=20": None,
	} {
		if got := (&Facts{}).strengthOfRule(rule, hostile); got != want {
			t.Errorf("%q: %v, want %v", rule, got, want)
		}
	}
}
