package wslimits

import "github.com/gostride/gostride/stride"

// Unlimited is the rule about messages of any size on connections that last for ever.
var Unlimited = &stride.Rule{
	ID: "websocket-limits", Title: "One websocket message takes as much memory as its sender likes", STRIDE: "D",
	Reports: "Websocket connections whose messages are read without a limit on their size, or with one above 64 MiB (body-limit). LOW: connections with such a limit on which no read ever times out, so that who is gone keeps its place.",
	Silent:  "Libraries that limit by themselves, as long as that is not undone: coder/websocket to 32 KiB a message, golang.org/x/net/websocket to 32 MiB. Connections that are only written to. Pings that somebody else sends. How many connections one caller may have: missing-rate-limit.",
	Before: `conn, err := upgrader.Upgrade(w, r, nil)
for {
	_, msg, err := conn.ReadMessage()
	handle(msg, err)
}`,
	After: `conn, err := upgrader.Upgrade(w, r, nil)
conn.SetReadLimit(64 << 10)
conn.SetReadDeadline(time.Now().Add(pongWait))
conn.SetPongHandler(func(string) error { return conn.SetReadDeadline(time.Now().Add(pongWait)) })
for {
	_, msg, err := conn.ReadMessage()
	handle(msg, err)
}`,
	CWE: []string{"CWE-770", "CWE-400"}, CAPEC: []string{"CAPEC-130"}, ASVS: []string{"v5.0.0-15.2.2", "v5.0.0-4.4.1"},
	Likelihood: "Medium", LikelihoodWhy: "a few connections with messages of gigabytes do it, which few people try",
	Impact: "Medium", ImpactWhy: "the process runs out of memory and starts again",
	Action: "Limit messages, and let reads time out.", Effort: "Low",
}
