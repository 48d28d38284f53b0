package tlsverify

import "github.com/gostride/gostride/stride"

// Off is the rule about certificates that nobody looks at.
var Off = &stride.Rule{
	ID: "tls-verify-off", Alike: true, Title: "Somebody on the way answers in place of the other server", STRIDE: "S", Also: "IT",
	Reports: "TLS connections that skip verification (InsecureSkipVerify: true) and SSH connections that take any host key: ssh.InsecureIgnoreHostKey, or a HostKeyCallback that always returns nil. Asked as a question where a setting, a field or a parameter decides.",
	Silent:  "Verification that a setting may switch off and that is on by default. Pinned certificates with a verification of one's own.",
	Before:  `http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}`,
	After: `roots := x509.NewCertPool()
roots.AppendCertsFromPEM(ca)
transport := http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}`,
	CWE: []string{"CWE-295", "CWE-322"}, CAPEC: []string{"CAPEC-94"}, ASVS: []string{"v5.0.0-12.3.2"},
	Likelihood: "Medium", LikelihoodWhy: "it takes somebody on the network path, which inside a data centre few are",
	Impact: "High", ImpactWhy: "credentials and data go to whoever answers, and what he answers is believed",
	Action: "Verify the certificate; add a private authority to RootCAs.", Effort: "Low",
}
