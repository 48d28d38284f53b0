package missingauth

import "github.com/gostride/gostride/stride"

// Missing is the rule about open routes beside closed ones.
var Missing = &stride.Rule{
	ID: "missing-auth", Title: "Anybody uses a route whose siblings ask who is calling", STRIDE: "E", Also: "SIT",
	Reports: "A route without authentication that changes what a store holds, or that reads the table of accounts, in a program whose other such routes ask for it, always or where a setting says so. " +
		"Asked as a question: an open route that reads a table which is otherwise read behind authentication only.",
	Silent: "Login, sign-up and whatever checks or makes a credential, a signature or a session; webhooks (webhook-signature). Health checks, static files. Programs without any authentication: no-authentication is about them. Routes whose authentication could not be determined: section 4 lists them.",
	Before: `api := r.Group("/api")
api.Use(requireUser)
api.GET("/me", me)
r.GET("/api/users", listUsers) // on the router, not on the group`,
	After: `api := r.Group("/api")
api.Use(requireUser)
api.GET("/me", me)
api.GET("/users", listUsers)`,
	CWE: []string{"CWE-306", "CWE-862"}, CAPEC: []string{"CAPEC-115", "CAPEC-1"}, ASVS: []string{"v5.0.0-8.2.1", "v5.0.0-6.3.4"},
	Likelihood: "Medium", LikelihoodWhy: "the route has to be found; routes are listed in clients, documentation and guesses",
	Impact: "High", ImpactWhy: "what only known users may do, everybody does",
	Action: "Register the route behind the authentication of its siblings.", Effort: "Low",
}

// Never is the rule about programs that do not ask at all.
var Never = &stride.Rule{
	ID: "no-authentication", Title: "Anybody changes what the program keeps: no route asks who is calling", STRIDE: "E", Also: "SIT",
	Reports: "A process that others get to, some of whose routes change what a store holds, or have others do something (POST, PUT, PATCH, DELETE), and none of whose routes asks who is calling: no credential is read, checked or made anywhere. One row a process. " +
		"Asked as a question where it listens on this machine unless a setting says otherwise, where what serves it is not in the code (a function in a cloud), and where other processes of the same program ask.",
	Silent: "Programs that only read. Listeners on this machine and of operators. Programs that hand the caller's credential on to another service. Webhooks (webhook-signature). Messages of queues. " +
		"Whether something outside of Go asks, a gateway or a mesh, cannot be seen: it can be declared.",
	Before: `http.HandleFunc("POST /articles", create)
http.ListenAndServe(":8080", nil)`,
	After: `http.Handle("POST /articles", requireUser(http.HandlerFunc(create)))
http.ListenAndServe(":8080", nil)`,
	CWE: []string{"CWE-306"}, CAPEC: []string{"CAPEC-115", "CAPEC-1"}, ASVS: []string{"v5.0.0-8.2.1", "v5.0.0-6.3.4"},
	Likelihood: "Medium", LikelihoodWhy: "whoever finds the address may; whether something in front of the program asks is not in its code",
	Impact: "High", ImpactWhy: "everybody changes and deletes what the program keeps",
	Action: "Ask who is calling in front of every route that changes something, or declare what does so outside the program.", Effort: "Medium",
}
