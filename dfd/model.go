// Package dfd holds the data-flow diagram of a program and what was learned while it was linked.
//
// In: nothing but plain data (dfd/link builds a Program from package summaries; a model file can be read back as a Model).
// Out: Model, the published form (schema gostride/model/v1), and Program, the Model together with the uses, guards and
// chains that checks judge.
// It knows no Go syntax and no types, renders nothing (dfd/render) and rates nothing (stride).
package dfd

// Schema is the identifier of the model file's format.
const Schema = "gostride/model/v1"

// Model is the model file. Order and ids are stable: the same source gives the same bytes.
type Model struct {
	Schema        string          `json:"schema"`
	Tool          Tool            `json:"tool"`
	Module        string          `json:"module"`
	Feature       string          `json:"feature,omitempty"`
	Build         Build           `json:"build"`
	Processes     []*Process      `json:"processes"`
	Listeners     []*Listener     `json:"listeners"`
	Boundaries    []*Boundary     `json:"boundaries"`
	Elements      []*Element      `json:"elements"`
	EntryPoints   []*EntryPoint   `json:"entrypoints"`
	Flows         []*Flow         `json:"flows"`
	Controls      []*Control      `json:"controls"`
	Threats       []*Threat       `json:"threats"`
	NotApplicable []NotApplicable `json:"not_applicable"`
	Assumptions   []Assumption    `json:"assumptions"`
	Unresolved    []*Unresolved   `json:"unresolved"`
	Suppressions  []*Suppression  `json:"suppressions,omitempty"`
	Coverage      Coverage        `json:"coverage"`
}

// Tool says what made the model.
type Tool struct {
	Name      string `json:"name"`
	Version   string `json:"version"`
	Catalogue string `json:"catalogue"` // digest of the models of libraries
	Rules     string `json:"rules"`     // digest of the rules
}

// Build is the configuration that the source was read under.
type Build struct {
	GOOS   string   `json:"goos"`
	GOARCH string   `json:"goarch"`
	Tags   []string `json:"tags"`
	CGO    bool     `json:"cgo"`
}

// Place is a line of the analysed source. File is relative to the analysed root, '/'-separated.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Func string `json:"func,omitempty"` // import/path.(*Recv).Func, closures import/path.Func.func1
	What string `json:"what,omitempty"` // what is seen there
}

// OnTheWay is what is seen at a place of a threat's evidence that another way leads by: what is done there is done elsewhere.
const OnTheWay = "on the way"

// Process is one binary, or the library where the module has no main.
type Process struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Package string `json:"package"`
	Kind    string `json:"kind"` // binary, library
}

// Listener is a server that a process opens.
type Listener struct {
	ID         string  `json:"id"`
	Process    string  `json:"process"`
	Network    string  `json:"network"`               // tcp, unix
	Address    string  `json:"address"`               // ":8080", "127.0.0.1:6060", "{config}"
	Default    string  `json:"default,omitempty"`     // where it listens while nobody sets it
	TLS        string  `json:"tls"`                   // yes, no, unknown
	ClientCert string  `json:"client_cert,omitempty"` // required: signed by an authority that is set; unknown
	Exposure   string  `json:"exposure,omitempty"`    // internet, local, management
	Evidence   []Place `json:"evidence"`
}

// Boundary is a trust boundary. Kind: internet, local, auth, privilege, tenant, datastore, host, cloud, third-party,
// service, async, management, os. Basis: seen, assumed, declared.
type Boundary struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Parent string `json:"parent"`
	Basis  string `json:"basis"`
	Reason string `json:"reason"`
}

// Element is an external entity, a process, a data store, or an unresolved end of a flow.
type Element struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"` // external, process, store, unresolved
	Subkind  string   `json:"subkind,omitempty"`
	Tech     string   `json:"tech,omitempty"`
	Name     string   `json:"name"`
	Boundary string   `json:"boundary"`
	Level    int      `json:"level"`
	Group    string   `json:"group,omitempty"`
	Opened   []string `json:"opened,omitempty"` // how the program gets at it: "setting DATABASE_URL", "address db:5432/shop"
	Joined   string   `json:"joined,omitempty"` // why several binaries are taken to use this one, in words
	Evidence []Place  `json:"evidence"`
}

// EntryPoint is a place where control enters from outside: one per method and pattern, topic, schedule, command, address.
type EntryPoint struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"` // http, grpc, websocket, queue, cron, cli, tcp
	Method     string   `json:"method"`
	Path       string   `json:"path"`
	Methods    []string `json:"methods,omitempty"` // methods switched on inside a handler registered for ANY
	Handler    string   `json:"handler"`
	File       string   `json:"file"`
	Line       int      `json:"line"`
	Element    string   `json:"element"`
	Processes  []string `json:"processes"`
	Listener   string   `json:"listener,omitempty"`
	Also       []string `json:"otherListeners,omitempty"` // that serve it, too
	Middleware []string `json:"middleware"`
	Auth       Auth     `json:"auth"`
	Inputs     []Input  `json:"inputs"`
	Registered *Place   `json:"registered,omitempty"`
}

// Auth is the verdict on the authentication of an entry point.
type Auth struct {
	Verdict  string   `json:"verdict"` // protected, public, unknown
	Scheme   string   `json:"scheme"`  // jwt, session, basic, apikey, oauth, mtls, other, none, unknown
	Schemes  []string `json:"schemes,omitempty"`
	Optional bool     `json:"optional,omitempty"`
	Roles    []string `json:"roles,omitempty"`
	Unless   []string `json:"unless,omitempty"` // verdict unknown: how callers are asked is said, and which settings leave that out where they are set
	If       []string `json:"if,omitempty"`     // verdict unknown: callers are asked, as is said, where one of these settings is set; where nothing is set, they are not
	Evidence []Place  `json:"evidence"`
}

// Input is one thing the caller chooses. From: body, query, path, header, cookie, form, file, filename, message, flag, env.
type Input struct {
	Name string `json:"name"`
	From string `json:"from"`
}

// Datum is what travels on a flow. Class: PII, credential, secret, token, payment, health, location, file; "" where the name
// is of no known type, which says nothing of the data. Evidence says which name was recognised and why, At where it is.
type Datum struct {
	Name     string `json:"name"`
	Class    string `json:"class,omitempty"`
	Evidence string `json:"evidence,omitempty"`
	At       *Place `json:"at,omitempty"`
}

// Via is the way one entry point takes to a flow.
type Via struct {
	EntryPoint string  `json:"entrypoint"`
	Site       Place   `json:"site"`
	Shared     int     `json:"shared,omitempty"` // in files: how many places come before the trace's, see jsonmodel
	Trace      []Place `json:"trace"`
	Target     *Target `json:"target,omitempty"`
}

// Target is what a call is sent to, as far as the code says it.
type Target struct {
	Kind    string `json:"kind"` // http, grpc
	Method  string `json:"method,omitempty"`
	Address string `json:"address,omitempty"` // host and port, "" where they are not constant
	Setting string `json:"setting,omitempty"` // the setting that the address comes from
	Path    string `json:"path"`
}

// Flow is data on its way; From to To is the direction the data takes. Statements with equal ends and operation are one flow.
type Flow struct {
	ID          string   `json:"id"`
	From        string   `json:"from"`
	To          string   `json:"to"`
	Op          string   `json:"op"`
	Label       string   `json:"label"`
	Names       []string `json:"names,omitempty"` // tables, topics, queues that it is about
	Protocol    string   `json:"protocol,omitempty"`
	Transport   string   `json:"transport,omitempty"` // tls, plain, local, unknown
	Data        []Datum  `json:"data"`
	EntryPoints []string `json:"entrypoints"`
	Crosses     []string `json:"crosses"`
	Site        Place    `json:"site"`
	Trace       []Place  `json:"trace"`
	Via         []Via    `json:"via,omitempty"`
}

// Control is something that limits what can go wrong, or its absence. Verdict: present, weak, absent, unknown, declared.
type Control struct {
	ID          string   `json:"id"`
	Kind        string   `json:"kind"`
	Verdict     string   `json:"verdict"`
	Value       string   `json:"value,omitempty"`
	Scope       string   `json:"scope"` // global, group, route, function
	EntryPoints []string `json:"entrypoints"`
	Evidence    []Place  `json:"evidence"`
	Searched    []string `json:"searched,omitempty"`
}

// Threat is one row of the STRIDE table.
type Threat struct {
	ID          string     `json:"id"`
	Rule        string     `json:"rule"`
	STRIDE      string     `json:"stride"`         // S T R I D E
	Target      string     `json:"target"`         // element or flow id
	Also        []string   `json:"also,omitempty"` // the targets of the same code in other binaries
	EntryPoints []string   `json:"entrypoints"`
	Title       string     `json:"title"`
	Likelihood  string     `json:"likelihood"` // Low, Medium, High
	Impact      string     `json:"impact"`     // Low, Medium, High, Critical
	Priority    string     `json:"priority"`   // LOW, MEDIUM, HIGH
	Because     []string   `json:"because"`
	Raised      string     `json:"raised"`
	Tier        string     `json:"tier"`   // shown, absent, unknown
	Status      string     `json:"status"` // open, to-confirm, planned, claimed, mitigated, deferred, accepted, false-positive, not-applicable
	Reason      string     `json:"reason"`
	Evidence    []Place    `json:"evidence"`
	Trace       []Place    `json:"trace"`
	Mitigation  Mitigation `json:"mitigation"`
	CWE         []string   `json:"cwe"`
	Controls    []string   `json:"controls"`
	Owner       string     `json:"owner,omitempty"`
	Ticket      string     `json:"ticket,omitempty"`
	Decision    string     `json:"decision,omitempty"`
	Outer       string     `json:"outer,omitempty"` // identity: rule, process, route or topic, technology and store
	Inner       string     `json:"inner,omitempty"` // identity: rule and symbols
}

// Mitigation is what to do about a threat, in the program's own names.
type Mitigation struct {
	Action string `json:"action"`
	Note   string `json:"note"`
	Effort string `json:"effort"` // Low, Medium, High
}

// NotApplicable is a cell of the per-element chart that was ruled out.
type NotApplicable struct {
	Target string `json:"target"`
	STRIDE string `json:"stride"`
	Reason string `json:"reason"`
}

// Assumption is something the model takes for granted.
type Assumption struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	Declared bool   `json:"declared"`
}

// Suppression is a comment in the source that disputes threats on the lines From to To of its file.
type Suppression struct {
	File    string   `json:"file"`
	Line    int      `json:"line"`
	From    int      `json:"from"`
	To      int      `json:"to"`
	Rules   []string `json:"rules"` // empty for all
	Reason  string   `json:"reason"`
	Problem string   `json:"problem,omitempty"` // why it has no effect
	Threats []string `json:"threats"`           // ids of the threats that it disputes
	Live    bool     `json:"live"`              // something that the program does lies on its lines
}

// Unresolved is something the tool saw and could not follow.
type Unresolved struct {
	ID          string   `json:"id"`
	Kind        string   `json:"kind"`
	What        string   `json:"what"`
	File        string   `json:"file"`
	Line        int      `json:"line"`
	Reason      string   `json:"reason"`
	EntryPoints []string `json:"entrypoints"`
}

// Coverage says what was read and what was not.
type Coverage struct {
	Packages  CoveredPackages  `json:"packages"`
	Calls     CoveredCalls     `json:"calls"`
	Libraries CoveredLibraries `json:"libraries"`
	Budgets   []string         `json:"budgets,omitempty"` // limits that were hit, in words

	// Unfinished says that linking was stopped while values still changed: what is missing may be there.
	Unfinished bool `json:"unfinished,omitempty"`

	Files []Skipped `json:"files_excluded,omitempty"`

	// Unserved are routes that are no entry points, since nothing serves the router they are registered on.
	Unserved []Skipped `json:"unserved,omitempty"`

	// Models are rows of a user's models that speak of what the library does not have, by file and line.
	Models []Skipped `json:"models,omitempty"`
}

// CoveredPackages counts own packages.
type CoveredPackages struct {
	Analysed int       `json:"analysed"`
	Skipped  []Skipped `json:"skipped"`
}

// Skipped is a package, function or file that was not read, and why.
type Skipped struct {
	What   string `json:"what"`
	Reason string `json:"reason"`
}

// CoveredCalls counts call sites of reachable own code.
type CoveredCalls struct {
	Modelled   int `json:"modelled"`
	Resolved   int `json:"resolved"`
	Unresolved int `json:"unresolved"`
}

// CoveredLibraries lists libraries that own reachable code calls.
type CoveredLibraries struct {
	Modelled   []string `json:"modelled"`
	Unmodelled []string `json:"unmodelled"`

	// Unspoken are the functions called of libraries that have a model which says nothing of them, where such a library may reach
	// a network, a database or a process.
	Unspoken []string `json:"unspoken,omitempty"`

	// Harmless are those of them that, by their signatures, only tell, set or end something; they are not among Unspoken.
	Harmless []string `json:"harmless,omitempty"`
}
