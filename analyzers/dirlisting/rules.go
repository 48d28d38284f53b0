package dirlisting

import "github.com/gostride/gostride/stride"

// Listed is the rule about folders that show what is in them.
var Listed = &stride.Rule{
	ID: "directory-listing", Title: "Whoever asks for a folder gets the names of all files in it", STRIDE: "I",
	Reports: "Folders that are served with a list of their files where they have no index.html: http.FileServer over http.Dir, gin's StaticFS over http.Dir, a Static with Browse, GenerateIndexPages or ShowList switched on. " +
		"Medium impact where the program itself stores uploads in the folder.",
	Silent: "Files embedded in the binary: they are in its source. File systems of the program's own or of libraries, that may refuse folders. Frameworks that list nothing unless they are told to (echo, fiber, gin.Static, gin.Dir(root, false)). Handlers of the program's own around a file server.",
	Before: `http.Handle("/files/", http.StripPrefix("/files/", http.FileServer(http.Dir("/srv/files"))))`,
	After: `type noList struct{ http.Dir }

func (d noList) Open(name string) (http.File, error) {
	f, err := d.Dir.Open(name)
	if err != nil {
		return nil, err
	}
	if s, err := f.Stat(); err != nil || s.IsDir() {
		f.Close()
		return nil, fs.ErrNotExist
	}
	return f, nil
}`,
	CWE: []string{"CWE-548"}, CAPEC: []string{"CAPEC-127"}, ASVS: []string{"v5.0.0-13.4.3"},
	Likelihood: "Medium", LikelihoodWhy: "scanners ask every folder for its list",
	Impact: "Low", ImpactWhy: "the names of files, and with them files that nothing links to",
	Action: "Refuse folders, or switch the list off.", Effort: "Low",
}
