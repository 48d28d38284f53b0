package inlineupload

import "github.com/gostride/gostride/stride"

// Inline is the rule about uploaded content that a browser runs.
var Inline = &stride.Rule{
	ID: "inline-upload", Title: "An uploaded SVG or HTML file runs script in a victim's browser", STRIDE: "E", Also: "ST",
	Reports: "Content of a request that is stored under a content type (or file extension) which the caller chooses, or which is only sniffed, and that is handed out without " +
		"Content-Disposition: attachment or a Content-Security-Policy that stops scripts. A deny-list over http.DetectContentType does not help: it never says svg. " +
		"Asked as a question: such content without a visible way out.",
	Silent: "Types of an allow-list on the sniffed type without text, XML, SVG and HTML. Constant types that run nothing. S3 objects without a type: they are served as octet-stream.",
	Before: `client.PutObject(ctx, &s3.PutObjectInput{Body: file, ContentType: aws.String(header.Header.Get("Content-Type"))})
presigner.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: &b, Key: &k})`,
	After: `sniffed := http.DetectContentType(head[:n])
ext, ok := extByType[sniffed] // image/png, image/jpeg, …
if !ok {
	return ErrType
}
client.PutObject(ctx, &s3.PutObjectInput{Body: file, ContentType: aws.String(sniffed)})
presigner.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: &b, Key: &k, ResponseContentDisposition: aws.String("attachment")})`,
	CWE: []string{"CWE-434", "CWE-79"}, CAPEC: []string{"CAPEC-592", "CAPEC-209"}, ASVS: []string{"v5.0.0-3.2.1", "v5.0.0-5.2.2", "v5.0.0-1.3.4"},
	Likelihood: "Medium", LikelihoodWhy: "the victim has to open the link, which looks like any other file of the service",
	Impact: "Critical", ImpactWhy: "the script acts as the victim wherever the service's origin or cookies reach",
	Action: "Store the sniffed type only if an allow-list has it, and hand files out as attachments.", Effort: "Medium",
}
