package ssrf

import "github.com/gostride/gostride/stride"

// Forged is the rule about requests whose target the caller picks.
var Forged = &stride.Rule{
	ID: "ssrf", Title: "The caller makes the server ask inside its own network", STRIDE: "I", Also: "TS",
	Reports: "An outbound request or connection whose host, or whole URL, is something that the caller chooses, or has left under a name such as url in the table that it is read back from.",
	Silent:  "Constant hosts with a path or parameters that the caller chooses. Hosts of an allow-list. Addresses read back from a store where no caller is seen to leave one.",
	Before:  `resp, err := http.Get(r.FormValue("url")) // http://169.254.169.254/latest/meta-data/`,
	After: `dialer := &net.Dialer{Control: refusePrivate} // checks the address that is really dialled, after DNS and redirects
client := &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}, Timeout: 10 * time.Second}
resp, err := client.Get(target)`,
	CWE: []string{"CWE-918"}, CAPEC: []string{"CAPEC-664"}, ASVS: []string{"v5.0.0-1.3.6", "v5.0.0-13.2.4"},
	Likelihood: "High", LikelihoodWhy: "the request itself carries the address",
	Impact: "High", ImpactWhy: "metadata services, databases and admin interfaces inside answer to the server",
	Action: "Pick hosts from an allow-list, or refuse private addresses where the connection is dialled.", Effort: "Medium",
}
