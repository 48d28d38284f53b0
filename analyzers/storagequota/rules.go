package storagequota

import "github.com/gostride/gostride/stride"

// Exhaustion is the rule about content of requests that fills a store.
var Exhaustion = &stride.Rule{
	ID: "storage-exhaustion", Title: "Uploads in a loop fill the storage", STRIDE: "D",
	Reports: "Content of a request that is stored as an object or file without a limit on the request's body and without a quota that is checked before the write. " +
		"Each of the two alone is half of it. A limit above 1 GiB (upload-limit) counts as none, as does a quota that is checked after the write.",
	Silent: "Records in a database. ParseMultipartForm's argument: it says how much of a form is kept in memory, not how much is taken. Lifecycle rules and volume limits outside Go. What is written under a name made of constants and settings alone, which replaces what was there.",
	Before: `r.ParseMultipartForm(32 << 20)
file, _, err := r.FormFile("file")
client.PutObject(ctx, &s3.PutObjectInput{Bucket: &b, Key: &k, Body: file})`,
	After: `r.Body = http.MaxBytesReader(w, r.Body, 50<<20)
r.ParseMultipartForm(8 << 20)
file, header, err := r.FormFile("file")
tag, err := db.Exec(ctx, "UPDATE quotas SET used = used + $2 WHERE user_id = $1 AND used + $2 <= quota", uid, header.Size)
if err != nil || tag.RowsAffected() == 0 {
	return ErrQuota
}
client.PutObject(ctx, &s3.PutObjectInput{Bucket: &b, Key: &k, Body: file})`,
	CWE: []string{"CWE-400", "CWE-770"}, CAPEC: []string{"CAPEC-130", "CAPEC-147"}, ASVS: []string{"v5.0.0-5.2.1", "v5.0.0-5.2.4"},
	Likelihood: "High", LikelihoodWhy: "a loop around one request does it",
	Impact: "High", ImpactWhy: "the disk or the bill fills up, and nobody can store anything any more",
	Action: "Limit the request's body before it is read, and take the size off a quota before the write.", Effort: "Medium",
}
