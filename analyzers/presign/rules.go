package presign

import "github.com/gostride/gostride/stride"

// Link is the rule about links that grant access by themselves.
var Link = &stride.Rule{
	ID: "presigned-link", Title: "A leaked link lets anyone download", STRIDE: "I",
	Reports: "A presigned link for reading that is valid for longer than the limit (1 h, presigned-link), whose lifetime the caller chooses, or that is written to the log. " +
		"Asked as a question: a lifetime from a setting without default, and one that could not be followed.",
	Silent: "Links within the limit, the default of the AWS SDK included (15 min). Links for writing: user-filename judges their key. What the receiver does with a link.",
	Before: `req, err := presigner.PresignGetObject(ctx, in, s3.WithPresignExpires(7*24*time.Hour))`,
	After:  `req, err := presigner.PresignGetObject(ctx, in, s3.WithPresignExpires(10*time.Minute)) // made anew whenever it is asked for`,
	CWE:    []string{"CWE-613", "CWE-598", "CWE-532"}, CAPEC: []string{"CAPEC-60"}, ASVS: []string{"v5.0.0-14.2.1", "v5.0.0-16.2.5"},
	Likelihood: "Medium", LikelihoodWhy: "links travel in chats, mails, histories and logs, and work for whoever finds them",
	Impact: "High", ImpactWhy: "what the link leads to is read without signing in, and nobody can take the link back",
	Action: "Let links live for minutes and make a new one on request; keep them out of the log.", Effort: "Low",
}
