package decompression

import "github.com/gostride/gostride/stride"

// Bomb is the rule about small requests that become large.
var Bomb = &stride.Rule{
	ID: "decompression", Title: "A small upload unpacks to more than there is memory or disk", STRIDE: "D",
	Reports: "What a request holds is read through gzip, zlib, deflate, bzip2, zstd, brotli, zip or a tar in one of them, to its end, and nothing limits what comes out. A limit on the body itself limits what goes in.",
	Silent: "Readers with io.LimitReader, http.MaxBytesReader or io.CopyN around what is unpacked; entries of a zip or tar whose size was compared with a limit; archives that no request holds. " +
		"Where an entry's name leads: user-filename judges that.",
	Before: `z, err := gzip.NewReader(r.Body)
b, err := io.ReadAll(z)`,
	After: `z, err := gzip.NewReader(http.MaxBytesReader(w, r.Body, 1<<20))
b, err := io.ReadAll(io.LimitReader(z, 16<<20))`,
	CWE: []string{"CWE-409"}, CAPEC: []string{"CAPEC-130", "CAPEC-147"}, ASVS: []string{"v5.0.0-5.2.3", "v5.0.0-15.2.2"},
	Likelihood: "Medium", LikelihoodWhy: "such files are to be had, and gzip packs a thousandfold",
	Impact: "Medium", ImpactWhy: "the process runs out of memory, or the disk is full",
	Action: "Limit what is unpacked, not only what is sent.", Effort: "Low",
}
