package wsorigin

import "github.com/gostride/gostride/stride"

// Any is the rule about sockets that pages of other sites may open.
var Any = &stride.Rule{
	ID: "websocket-origin", Title: "A page of another site opens a socket as the signed-in user", STRIDE: "S", Also: "IT",
	Reports: "A WebSocket upgrade that takes pages of any origin: a CheckOrigin that always returns true, InsecureSkipVerify, an OriginPatterns entry *, " +
		"or a library whose default is that. LOW where no cookie or password of the browser says who is calling. Asked as a question: a check of the program's own, and a setting.",
	Silent: "Libraries that compare Origin with Host by themselves, unless told otherwise (gorilla/websocket, coder/websocket), and fixed lists of origins. " +
		"Handlers that refuse by the Origin header before the upgrade.",
	Before: `var upgrader = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return true }}`,
	After:  `var upgrader = websocket.Upgrader{} // the Origin's host has to be the request's own`,
	CWE:    []string{"CWE-1385", "CWE-346"}, CAPEC: []string{"CAPEC-62"}, ASVS: []string{"v5.0.0-4.4.2"},
	Likelihood: "Low", LikelihoodWhy: "it takes a visitor whose browser adds what says who he is, or one inside a network",
	Impact: "Medium", ImpactWhy: "the page reads and sends messages as if it were the program's own",
	Action: "Let the library compare the Origin with the host, or list the origins that may connect.", Effort: "Low",
}
