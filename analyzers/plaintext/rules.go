package plaintext

import "github.com/gostride/gostride/stride"

// Plain is the rule about connections that anybody on the way reads and changes.
var Plain = &stride.Rule{
	ID: "plaintext-connection", Title: "Somebody on the way reads and changes what goes to a store or a service", STRIDE: "T", Also: "I",
	Reports: "A connection to a host written in the source, beyond this machine, that is not encrypted: sslmode=disable, redis://, amqp://, mongodb:// without tls, MySQL's tcp() without tls, " +
		"go-redis without TLSConfig, http:// to a store or an outside service. Asked as a question where encryption is switched off and the host, or whether the address is used, is a matter of configuration.",
	Silent: "Loopback, sockets and names without a dot (containers of one host). Addresses that come from configuration as a whole. Protocols that begin in the open and may turn on encryption (SMTP, LDAP, NATS), PostgreSQL's prefer.",
	Before: `db, err := sql.Open("postgres", "postgres://app@db.example.com/app?sslmode=disable")`,
	After:  `db, err := sql.Open("postgres", "postgres://app@db.example.com/app?sslmode=verify-full")`,
	CWE:    []string{"CWE-319"}, CAPEC: []string{"CAPEC-94", "CAPEC-117"}, ASVS: []string{"v5.0.0-12.3.1", "v5.0.0-12.3.3"},
	Likelihood: "Low", LikelihoodWhy: "it takes somebody on the network between the two",
	Impact: "High", ImpactWhy: "what is stored and answered is his to read and to change, passwords included",
	Action: "Encrypt the connection and verify the other side.", Effort: "Low",
}
