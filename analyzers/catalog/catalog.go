package catalog

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Catalog is a set of models. It does not change once made, and may be used by several goroutines.
type Catalog struct {
	sources  []source
	packages map[string]*models // by import path as the files write it
	nearby   sync.Once
	plain    map[string][]string // see majors
	techs    techIndex
	data     dataIndex
	digest   string
}

// source is a model file's head.
type source struct {
	file, library     string
	modules, verified []string
	techs             []Technology
	data              []DataType
	notAfter          []string // words behind a match that make of a name something about the data
	notBefore         []string // and words in front of it
	drafts            int      // symbols whose role nobody has filled in yet
}

// models are the rows of one package. Those of the built-in catalogue are decoded when first asked for.
type models struct {
	library string
	raw     []rawBlock
	once    sync.Once
	symbols map[string][]*Row
	rows    []*Row // in the order of the files
}

// Folder is a folder of model files, and what it is called in messages.
type Folder struct {
	Name string // "" names files by their path in FS alone
	FS   fs.FS
}

// Load reads every .yaml and .yml file below the root of fsys. All mistakes are reported, joined, each an *Error with file
// and line; with any mistake nothing is loaded.
func Load(fsys fs.FS) (*Catalog, error) { return LoadFolders(Folder{FS: fsys}) }

// LoadFolders is Load for several folders, which are read as one.
func LoadFolders(folders ...Folder) (*Catalog, error) {
	var files []file
	var f faults
	for _, folder := range folders {
		err := fs.WalkDir(folder.FS, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if ext := path.Ext(name); d.IsDir() || ext != ".yaml" && ext != ".yml" {
				return nil
			}
			data, err := fs.ReadFile(folder.FS, name)
			if err != nil {
				return err
			}
			files = append(files, readFile(path.Join(folder.Name, name), data, &f))
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("read models: %w", err)
		}
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	return build(files)
}

func build(files []file) (*Catalog, error) {
	slices.SortStableFunc(files, func(a, b file) int { return strings.Compare(a.file, b.file) })
	c := &Catalog{packages: map[string]*models{}}
	var f faults
	for i := range files {
		c.sources = append(c.sources, files[i].source)
		for j := range files[i].rows {
			row := &files[i].rows[j]
			m := c.packages[row.Package]
			if m == nil {
				m = &models{library: row.Library}
				c.packages[row.Package] = m
			}
			m.add(row, &f)
		}
	}
	c.techs.fill(c.sources, &f)
	c.data.fill(c.sources, &f)
	if err := f.err(); err != nil {
		return nil, err
	}
	c.digest = digest(c)
	return c, nil
}

// add puts r among the rows of its package, and notes where it repeats or contradicts one.
func (m *models) add(r *Row, f *faults) {
	r.Library = m.library // a user's file may say more about a package; the library that had it first keeps it
	for _, o := range m.symbols[r.Symbol] {
		switch {
		case o.content() == r.content():
			f.add(r.file, r.line, "%s, role %s, is a duplicate of %s", r.key(), r.Role, o.Place())
		case o.contradicts(r):
			f.add(r.file, r.line, "%s, role %s, contradicts role %s at %s", r.key(), r.Role, o.Role, o.Place())
		}
	}
	m.put(r)
}

func (m *models) put(r *Row) {
	if m.symbols == nil {
		m.symbols = map[string][]*Row{}
	}
	m.symbols[r.Symbol] = append(m.symbols[r.Symbol], r)
	m.rows = append(m.rows, r)
}

// Lookup returns what is known of symbol: import/path.Func, import/path.Type, import/path.Type.Method or
// import/path.Type.Field, without pointers and type arguments. A file whose package has no major version speaks for every
// major that no file names exactly, else the file with the next major does. A row with Symbol "*" stands for all of its package that has no row of its own.
// The rows are shared: do not change them.
func (c *Catalog) Lookup(symbol string) []*Row {
	if rows := c.later(symbol); rows != nil {
		return rows
	}
	m, name := c.described(symbol)
	if m == nil {
		return nil
	}
	m.decode()
	if rows := m.symbols[name]; rows != nil {
		return rows
	}
	return m.symbols["*"]
}

// Fields are the rows of a type's fields and methods, in the order of the file.
func (c *Catalog) Fields(typ string) []*Row {
	m, name := c.described(typ)
	if m == nil {
		return nil
	}
	m.decode()
	var out []*Row
	for _, r := range m.rows {
		if strings.HasPrefix(r.Symbol, name+".") {
			out = append(out, r)
		}
	}
	return out
}

// KnownPackage reports whether a file describes the package, and the library it belongs to.
func (c *Catalog) KnownPackage(importPath string) (library string, ok bool) {
	m := c.ofPackage(importPath)
	if m == nil {
		return "", false
	}
	return m.library, true
}

// Digest identifies what the catalogue says, whatever the files are called and in which order they were read.
func (c *Catalog) Digest() string { return c.digest }

// Rows are all rows, sorted by package, in the order of the files within one.
func (c *Catalog) Rows() []*Row {
	var out []*Row
	for _, p := range sortedKeys(c.packages) {
		m := c.packages[p]
		m.decode()
		out = append(out, m.rows...)
	}
	return out
}

// File is a model file: its library, the modules it speaks of, the versions its rows are checked against, and its rows.
type File struct {
	Name, Library     string
	Modules, Verified []string
	Rows              []*Row
	Technologies      []Technology
	DataTypes         []DataType
	Drafts            int // symbols with the role draft: nothing is known of them
}

// Files are the files the catalogue was read from, sorted by name.
func (c *Catalog) Files() []File {
	rows := map[string][]*Row{}
	for _, r := range c.Rows() {
		rows[r.file] = append(rows[r.file], r)
	}
	var out []File
	for _, s := range c.sources {
		out = append(out, File{s.file, s.library, s.modules, s.verified, rows[s.file], s.techs, s.data, s.drafts})
	}
	return out
}
