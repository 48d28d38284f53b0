package filename

import "github.com/gostride/gostride/stride"

const confines = "Bases, numbers, UUIDs, hashes, members of an allow-list, names that passed filepath.IsLocal, files opened through os.Root, keys that the server makes. "

// Write is the rule about names from the request that decide where something is written.
var Write = &stride.Rule{
	ID: "user-filename", Title: "A name from the request reaches another key or path", STRIDE: "T", Also: "E",
	Reports: "A name that the caller chooses and that reaches the key of an object or the path of a file that is written, moved or deleted, without anything that confines it. " +
		"The file name of a multipart upload by itself is no such name: Go has cut it down to its last element (upload-overwrite).",
	Silent: confines + "filepath.Clean, Join, Abs, Rel and url.PathEscape are no such thing: Clean(\"../../etc/passwd\") is \"../../etc/passwd\". Names that were read back from a store.",
	Before: `key := path.Join("uploads", uid, r.FormValue("name")) // name=../7/a.png`,
	After: `key := "uploads/" + uid + "/" + uuid.NewString() + extByType[sniffed] // keep the name as metadata
// where the name itself must stay, for files: root, err := os.OpenRoot(dir); root.Create(name)`,
	CWE: []string{"CWE-22", "CWE-73"}, CAPEC: []string{"CAPEC-126", "CAPEC-139"}, ASVS: []string{"v5.0.0-5.3.2"},
	Likelihood: "High", LikelihoodWhy: "the request itself carries the name; any HTTP client sends it",
	Impact: "High", ImpactWhy: "what others stored, or what the program runs on, is overwritten",
	Action: "Make keys and paths from server-made values; keep the caller's name as metadata.", Effort: "Low",
}

// Read is the rule about names from the request that decide what is read.
var Read = &stride.Rule{
	ID: "path-read", Title: "A name from the request reads another file", STRIDE: "I",
	Reports: "A name that the caller chooses and that reaches the path of a file that is read or sent, or by itself is the key of an object that is read or linked to, without anything that confines it.",
	Silent:  confines + "http.FileServer and http.Dir, which confine by themselves. Keys that hold the caller's identity.",
	Before:  `http.ServeFile(w, r, filepath.Join(dir, r.URL.Query().Get("name"))) // ?name=../../etc/passwd`,
	After: `root, err := os.OpenRoot(dir)
if err != nil {
	return err
}
http.ServeFileFS(w, r, root.FS(), r.URL.Query().Get("name"))`,
	CWE: []string{"CWE-22", "CWE-73"}, CAPEC: []string{"CAPEC-126"}, ASVS: []string{"v5.0.0-5.3.2"},
	Likelihood: "High", LikelihoodWhy: "the request itself carries the name; any HTTP client sends it",
	Impact: "High", ImpactWhy: "configuration, keys and other users' files are readable",
	Action: "Open files below a folder through os.Root, or by an id that a store maps to a path.", Effort: "Low",
}

// Archive is the rule about names inside archives.
var Archive = &stride.Rule{
	ID: "zip-slip", Title: "An entry of an archive is unpacked outside its folder", STRIDE: "T", Also: "E",
	Reports: "The name of an archive's entry that reaches the path of a file that is written, without anything that confines it; also where a command or a job unpacks it.",
	Silent:  confines,
	Before:  `os.Create(filepath.Join(dir, entry.Name)) // ../../etc/cron.d/x`,
	After: `if !filepath.IsLocal(entry.Name) {
	return fmt.Errorf("entry %q leads out of the archive", entry.Name)
}
os.Create(filepath.Join(dir, entry.Name))`,
	CWE: []string{"CWE-22", "CWE-29"}, CAPEC: []string{"CAPEC-126"}, ASVS: []string{"v5.0.0-5.3.3"},
	Likelihood: "High", LikelihoodWhy: "archives with such names are made with a script of three lines",
	Impact: "High", ImpactWhy: "what the program runs on is overwritten",
	Action: "Refuse entries whose name is not local, or unpack through os.Root.", Effort: "Low",
}

// Overwrite is the rule about names that stay in their folder and are the caller's all the same.
var Overwrite = &stride.Rule{
	ID: "upload-overwrite", Title: "An upload replaces what another one stored under the same name", STRIDE: "T",
	Reports: "A name that the caller chooses, cut down so that it leads to no other folder, under which something is written in a folder that callers share. " +
		"The file name of a multipart upload is one: Go has cut it down to its last element.",
	Silent: "Names with a server-made part, below the caller's own folder, or held to a list. Names that lead elsewhere (user-filename).",
	Before: `os.Create(filepath.Join(dir, filepath.Base(header.Filename)))`,
	After:  `os.Create(filepath.Join(dir, uuid.NewString()+extByType[sniffed]))`,
	CWE:    []string{"CWE-73"}, CAPEC: []string{"CAPEC-139"}, ASVS: []string{"v5.0.0-5.3.2"},
	Likelihood: "Medium", LikelihoodWhy: "the name stays in its folder: it overwrites and collides, and does not lead elsewhere",
	Impact: "High", ImpactWhy: "what others stored is overwritten",
	Action: "Put a server-made part into the name; keep the caller's as metadata.", Effort: "Low",
}
