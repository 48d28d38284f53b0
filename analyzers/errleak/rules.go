package errleak

import "github.com/gostride/gostride/stride"

// Text is the rule about error texts in answers.
var Text = &stride.Rule{
	ID: "error-leak", Title: "The error answer tells what failed inside", STRIDE: "I",
	Reports: "An answer to a client that holds the text of an error which a store, a file, a third party or another library made, however often it was wrapped on the way; returned to a framework that answers with it (fiber, gRPC, connect, echo's own errors), or by the program's function for what handlers return.",
	Silent:  "Errors that the program itself defines with a fixed text. Errors about the caller's own input (decoding, parsing, validation). Answers to queues and jobs.",
	Before: `if err := svc.Upload(ctx, in); err != nil {
	http.Error(w, err.Error(), http.StatusInternalServerError) // put s3://user-files/uploads/7/a.png: AccessDenied
}`,
	After: `if err := svc.Upload(ctx, in); err != nil {
	log.ErrorContext(ctx, "upload failed", "err", err)
	http.Error(w, "internal error", http.StatusInternalServerError)
}`,
	CWE: []string{"CWE-209"}, CAPEC: []string{"CAPEC-215", "CAPEC-54"}, ASVS: []string{"v5.0.0-16.5.1"},
	Likelihood: "Medium", LikelihoodWhy: "errors can be provoked with odd input",
	Impact: "Low", ImpactWhy: "names of buckets, tables, paths and hosts help the next step and harm nobody by themselves",
	Action: "Log the error and answer with a fixed text.", Effort: "Low",
}

// Stack is the rule about stack traces in answers.
var Stack = &stride.Rule{
	ID: "stack-leak", Title: "An answer holds a stack trace", STRIDE: "I",
	Reports: "An answer to a client, or a value kept for one, that holds a goroutine's stack.",
	Silent:  "Stacks that go to the log. The profiling handlers: debug-exposed judges them.",
	Before:  `defer func() { if r := recover(); r != nil { fmt.Fprintf(w, "%v\n%s", r, debug.Stack()) } }()`,
	After:   `defer func() { if r := recover(); r != nil { log.Error("panic", "value", r, "stack", string(debug.Stack())); http.Error(w, "internal error", 500) } }()`,
	CWE:     []string{"CWE-209", "CWE-497"}, CAPEC: []string{"CAPEC-215"}, ASVS: []string{"v5.0.0-16.5.1"},
	Likelihood: "Medium", LikelihoodWhy: "a panic can be provoked with odd input",
	Impact: "Medium", ImpactWhy: "file names, versions, argument values and the build's layout are in it",
	Action: "Send the stack to the log and a fixed text to the client.", Effort: "Low",
}
