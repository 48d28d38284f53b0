package catalog

/*
A file:

	library: chi
	modules: [github.com/go-chi/chi]          # majors left out; [std] for the standard library
	verified: [github.com/go-chi/chi/v5@v5.2.1]
	rows:
	  - package: github.com/go-chi/chi        # matches /v5, /v6 … unless a file names that major
	    symbols: [Mux.Get, Router.Get]        # Type.Method for pointer, value and interface receivers alike
	    role: route
	    method: GET
	    args: {path: 0, handler: 1}

A method that a struct has from what it embeds may be named by either type: Conn.Put, where Put is a method of the Tube in a Conn. Built-in
rows name what declares it. A field is named by the type that declares it.

The roles, what the linker does with them, their args (optional ones in brackets) and attributes:

HTTP and other entry points
	router        result is a new, empty router. [prefix]; [callback] is called with it
	route         registers a route on the receiver (or args.router). path, handler (`1...`: the last is the handler, those
	              before it are middleware; attr handler_first: true where the first is the handler), [middleware], [method] or attr
	              method (ANY for all); methods: list arg. attr pattern: servemux where path is "METHOD HOST/PATH".
	              Result, where there is one, is a route that route-set modifies; it also still is the router.
	route-set     modifies the route that is the receiver: [methods], [path], [handler], [prefix], [middleware]
	group         result is a sub-router of the receiver: [prefix], [middleware]; [callback] is called with the sub-router
	              [children] are routes, groups and middleware made by calls that know no router: they are the sub-router's
	              attr use: copy (gin: takes the parent's middleware of that moment), live (echo, chi: the parent's at serving)
	mount         hangs args.handler (router or handler) under args.prefix of the receiver; middleware of both apply
	use           adds args.middleware to the receiver. attr order: after (only routes registered later: gin, fiber),
	              all (every route of this router). [prefix]; attr answers: end where what it writes ends the request (beego's
	              filters; position: before or after the handler), nil where a middleware that gives nil ends it
	with          result is a sub-router with [middleware] more and no prefix
	wrap          result is args.handler, wrapped: [prefix] is stripped; attr control (timeout, bodylimit, …) with [limit], [value]
	static        serves files: prefix, [dir] or [fs]; attr listing: yes where it lists folders without an index, [listing]: the
	              setting that says whether it does; entry GET prefix/{path...}, or by the name in attr tail
	handler       result (or the value itself, attr self: true) is a library's own handler; attr kind: metrics, pprof, swagger,
	              files, health, graphql, proxy, redirect, notfound, websocket; [dir], [fs], [target]
	not-found     handler for what no route matches: no entry point
	serve         starts serving args.handler (absent or nil: attr default_mux: true) on args.addr; attr tls: yes, no;
	              [timeouts: names], attr timeouts: none where it has none; [listener]; [auth]: functions
	              that it asks who connects (SSH); attr control: what it puts around the handler by itself; attr identity: the header
	              by which it tells who has signed in, and which no caller can send. kind smtp: methods are the commands of the sessions that the backend makes
	rpc-service   registers a generated service on a grpc/twirp/connect/net-rpc server: service, impl
	interceptor   adds gRPC interceptors: args.middleware
	consume       args.handler is called for each message of args.topic; without handler: result is a message (read loop). tech,
	              or that of [handle]
	              [auth]: a handshake on the accepted connection args.topic, which asks these functions; [anybody]: the setting by which it lets
	              in who proves nothing, and the functions that it asks then
	job           args.handler runs on args.schedule (cron) or by itself
	command       a type: its literals are CLI commands: name, handler, [children]
	cli-run       runs the command tree args.root
	next          continues with the next handler (c.Next()); attr implicit: true where returning continues as well (gin)
	abort         stops the chain (gin's Abort…): [status], [body]
	respond       writes to the caller: [body], [status], attr kind: json, html, text, error, file, stream, redirect, status
	              ([url], [path])
	              attr answers: known where it is one only if [writer] is known to be the answer (io.Copy)
	set-header    response header: name, value
	set-cookie    cookie (struct or args): name, value, …
	callback      (attr from: the texts among the parameters of fn are what a caller sent, see input) calls args.fn (several allowed), here and now; attr async: true for go statements. [pass0], [pass1] …: what its
	              parameters are (recv, an argument, result); its results are the call's results where attr returns: true; with returns: chain each function is passed what the one before it gave
	              (gorm's Scopes). attr method: fn is
	              a value, of which this method is called; Register*: all exported ones that begin so
	middleware    a library's middleware (the value itself or the result of its constructor). attr control: auth, optional-auth,
	              ratelimit, bodylimit, timeout, cors, csrf, security-headers, recover, log, compress, pass, session, role.
	              attr scheme for auth; [limit], [key], [value], [skipper], [success], [asked] (functions of the program that say whether a credential is good) …; attr serves: the path below [prefix] at which it
	              answers by itself, an entry point; attr leaves: the key under which it leaves who is calling, [leaves] another one

Input
	input         (attr kind: parse where it only reads the request) what the caller chose: attr from: path, query, header, cookie, body, form, file, filename, message, flag,
	              env, ip, archive (the name of an entry); [name]; the result (or the field) carries it, or [into] is filled with it (binding: attr bind: json…; rest: with what the
	              path does not name)
	context-set, context-get   key, [value]: values kept on the request's context
	request-derive result is still the request (WithContext, Clone)

Stores and third parties
	open          result is a handle: [dsn], [driver], [name], [dialect]; tech, or tech by driver name or DSN scheme where tech is "";
	              [load]: the function by which a cache gets what it does not hold
	driver        gives a driver of database/sql a name that a later open names: name, [handle] (the driver), or tech where the
	              driver is the library's own
	derive        result is the same handle as the receiver (or args.handle): transactions, sessions, chains, collections.
	              [table], [model], [bucket], [collection] narrow it; [relation] is a field of the model whose table is read, too,
	              or the text of a join; with op: read only where the chain ends in a read. op: what an orm call without op does that ends the chain
	sql           statement args.query on the handle (recv or args.handle); op only where the call decides it (else read from the text);
	              attr kind: exec, query
	orm           an ORM call: op; [model] (its type names the table), [table], [where], [dest]
	object        object storage: op; [bucket], [key], [body], [contenttype], [acl], [disposition]; attr opens: new where nothing is replaced
	bucket-admin  access configuration: [acl], [policy], [block]
	presign       result is a link that grants access: op, [bucket], [key], [expires], [disposition]; attr default_expires
	kv, doc, search, cache, graph, timeseries   other stores: op; [key], [value], [collection], [query], [ttl]
	file          file system: op; path, [to], [body], [perm], [flags]; attr root: confined for os.Root methods
	publish       sends to args.topic: [body]; tech
	call          outbound request: [url], [method], [host], [body]; tech, name (as people know it)
	llm, mail, sms, payment, push, telemetry    outbound, as call
	exec          runs a program: command, [args...], attr shell
	dial          opens a network connection: [network], [addr]
	temp          temporary file (no store unless it outlives the request)

Controls and what values mean
	verify        checks a credential: [token], [key], [keyfunc], [options], [claims] (filled), [unchecked] (a setting that leaves it out); attr scheme; attr success: err (nil error),
	              true, nonnil; attr field: the field of result that says so (Valid); attr public: the key is one that anybody may know. Result is the identity.
	parse-only    reads a token without checking it
	verify-option an option of verify: attr option: methods, exp, iss, aud, leeway; [value]
	credentials   reads a credential off the request (r.BasicAuth): attr scheme; the results carry it
	compare       compares secrets: a, b; attr success: err, true, one; attr kind: constant-time, password, plain, public-key
	sign          makes a token: [key], [claims], [method]
	session       result is the session of the request: attr success
	session-get   reads a value of the session: [key]; session-set writes one
	authz         decides permission: [subject], [action], [object]; attr success
	limiter       result is a limiter: [rate], [burst], [window]
	allow         asks a limiter: attr success: true (or err); [key]
	bodylimit     result limits a reader: [limit], [body]
	paginate      the receiver is narrowed to limit rows; the result is still the handle
	deadline      the connection's next reads fail after value
	query-limit   a limit on what one GraphQL query may ask for; attr kind: complexity, depth
	timeout       result is bounded in time: [value]
	sanitize      result is args.value, with attr mark: base, clean, local, rel, slash, escape-html, escape-sql, number, hash, uuid, ext, lower, …
	sniff         result is the content type found by looking at args.body
	fresh         made by the server, a number below [limit]: attr kind: uuid, random, weak-random, time, counter
	clock         time
	stack         the text of a stack trace; [into] is filled with it
	config        configuration: attr from: env, flag, file, vault; name; [default]; [into]
	hash, kdf, encrypt   result from args.value
	setting       switches something on or off for what follows, judged by itself: [value], or [fn], a function that decides. The
	              symbol is a call, or a field: argument 0 is then what is stored in it
	upgrade       takes a connection over from HTTP for a page of any origin that [fn] lets in, or that [origins] lists; [skip]
	              switches the check off. attr default_origins: what holds where nothing is set (same: the host's own; *: all)
	log           args.message, args.fields (…): attr kind: structured, text, audit
	decode        fills args.into from args.from (json, yaml, gob, copy)
	format        result is text made of its arguments (Sprintf, Join): attr kind: printf, concat, join, path
	error         result is an error made of its arguments; attr success: nonnil where there always is one
	errors        how a framework answers when a handler returns an error. A type that its handlers are given, attr tells: any (with its
	              text), own (with that of errors of the library's own only); or where the program sets a function [fn] of its own for them
	keep-error    keeps the error args.value with the request, for middleware that answers when the handler is done (gin's Error);
	              kept-errors: result is what was kept so
	type          a value's type as a value, attr kind: of (the type of args.value), for (the type argument), value (args.value as a
	              reflect.Value), type (the type of such a one), call (calls it with the list args.value), result (what such a call gave), param (the type of
	              parameter args.value of a function), elem, name, path, text (what a type says of itself)
	size          result is the size of args.value; read-all reads args.value to the end: attr limit
	pass          result is made of its arguments, nothing else happens: known and without meaning for the diagram
	none          known, no meaning
	draft         nobody has filled in yet what the symbol does: the row is read, and says nothing

More roles
	option        an option of another modelled call (s3.WithPresignExpires(d)): its args are args of the call that takes its
	              result, as if written there; attr for: the role of that call; attr option: what it is where no arg says it
	make          result is a value of which the fields named by the args are set (NewRequestWithContext: Method 1, URL 2,
	              Body 3), so that 0.URL of a later call leads back here. Field names may be of our own (recv.options, recv.query)
	listen        result is a listener: [network], [addr], or wraps [listener]; attr tls. serve's args.listener leads here
	wire          dependency injection (fx, dig, do). attr kind: provide (args.fn is a constructor: its results are offered by
	              type), invoke (args.fn is called, its parameters filled by type), decorate, value (args.value is offered),
	              offered (result is one of what was offered)
	chain         result (or recv) is a list of middleware, made by chi.Chain, alice.New: middleware. kind: handler: it is a handler by
	              itself, whose last element answers (negroni); use adds to it

More attributes
	self: true    role middleware: the symbol itself is the func(next) handler (chi's middleware.Recoverer); without it the
	              result of the call is (gin.Recovery()). Role handler: the symbol is the handler; without it the result is.
	              Called directly with a handler (middleware.Recoverer(h)), a self middleware wraps argument 0.
	refines: true role input: narrows (name, from) an input that the receiver already carries (r.URL → URL.Query() → Get("x"),
	              r.Header → Get("x")) and makes none where it carries none. Without from: from stays.
	success       sanitize: the value is so only where the result says it (filepath.IsLocal: true). allow: where the call lets
	              through; false: where it does not. zero, one: the number (one: any but 0).
	mutates: true derive: the receiver itself is the handle afterwards (gen's UseDB, UseModel). pass: the receiver (or into) takes up the
	              argument (Builder.WriteString, url.Values.Set). kind: text: the receiver is a
	              text that is built piece by piece; without mutates: the call gives that text
	unsafe: true  the safe-looking thing is not: RealIP trusts headers, template.HTML switches escaping off,
	              WithoutClaimsValidation. On input: the caller may choose it although it looks like the connection's (ClientIP)
	weak: true    hash, encrypt: broken algorithm
	aborts: true       the handler does not go on (beego's StopRun)
	terminates: true   log: the process or goroutine does not go on
	once: true    callback: the function runs a single time, whoever calls (sync.Once.Do)
	tx: true      derive, callback: what follows on the handle is one transaction
	kind: meta (use, route-set): a mark that a middleware looks for, where args.name is the text in attr value and args.value true:
	              attr control is what it then does, attr after who has to be there for it
	kind: url, url-text, url-join, encoded (pass): parsing of an address, the text of one, one with more of a path, the text of a query
	kind: stub (none): who calls it is what a generator put there until the program has something better
	kind: policy (pass): a policy is evaluated on what it is given; what it says is written in another language
	kind: failure (pass): notes that the request has failed, and goes on (gin's Error)
	kind: no-row (none): the method of a handle that says that the call before it found nothing
	kind: aborted (none): says that the chain of handlers was ended
	kind: nothing (none): the method of a value that says that it is nil, or empty
	kind: collector (callback): a library of metrics runs args.fn, or method of it, when its handler (kind: metrics) is asked
	kind: selector (middleware): runs args.handler for the operations that rows of kind select-path, select-prefix, select-regex and
	              select-match on it name by args.values; kind: operation (pass): args.value is the name of what a handler does; called-name
	              (pass): the result is the name of the method that the context args.value is of
	conditional: true  the control applies only sometimes
	default_addr, default_mux, default_limit, default_expires, default_origins   what holds where the argument is not set
	named         consume: the method of a job's type that gives the topic, and the field of its result (Config.Name); Kind without it
	default_unit  presign: the unit of a plain number in expires (s), nanoseconds where it is not said
	not_found_routes: true   echo v4's Group.Use also registers catch-all not-found routes (no entry points)
	kind          route, static kind: file (one file, not a tree); static kind: rules (an API whose rules of access are data),
	              documents (what the framework tells of its own API: each prefix with each of its endings, prefixes parted by | and endings by ,
	              in attr value; none where the prefix is empty); serve kind: unix, grpc,
	              made (the router that another row of the same call makes); consume kind: channel (args.message is
	              the channel), tcp, udp; file kind: flags (OpenFile: op by args.flags), handle (on an open file);
	              limiter kind: per-second; allow kind: wait, reserve; middleware kind; use kind: mixed (fiber: strings among the
	              arguments are prefixes, routers are mounted)
	consume       kind: subscribe names the topic of later reads on the handle and brings no message itself; table: args.handler is a
	              map or list of name and function; interface: args.handler is a value whose method is called (ConsumeClaim, Work);
	              bot, dns, ssh, smtp, sftp, ftp, coap, ldap, mcp, websocket, webrtc, bus (in process), hook (of the library itself): what kind of message
	serve         kind also lambda, queue, dns, ssh, smtp, ftp, tcp, coap, ldap, mcp, bot, runner (args.listener is what runs)
	route         kind also table (the argument's elements are routes), controller ("get:List;post:Create" in methods), rest-controller
	              (methods named Get, Post…), described (args.handler says by the method and field in named where it is asked for, and
	              answers by the method in action), worded-controller (GetFollowersBy is GET /followers/{param1}), named-action (args.name names a method of the
	              controller whose method calls), auto-controller, annotated-controller (attr around: the methods that are run around each request), map (of path and handler), typed (parameters by struct tags), gateway
	kv, graph, doc   without op: the operation is the first word of args.query (Redis commands, Cypher, SurrealQL)
	call          op may be read, write or delete where the API says so (Kubernetes, Consul, Vault)
	handler       kind openapi: value lists what is served besides the operations, below the base path of the document where it does not begin with
	              a slash
	handler       kind also graphql, files, upload, template, rpc-method, reflection, login, oauth, captcha, mcp, sse
	open          kind: dialect is what another open takes as args.dialect (gorm); subkind: secrets, session, memory, ldap, webhook, …
	options       verify's args.options: the verify-options given to the call, or kept on the parser (recv.options)
	control       also concurrency (chi Throttle: not a rate), realip, https, host, cache, rewrite, validation, trace,
	              method-override, static (answers some requests itself)
	field         allow: the field of the result that tells, success says how (ulule: Reached, false; redis_rate: Allowed, one)

Places, more exactly
	2.args.0.Expires   argument 2 is a function that the call calls with a pointer (functional options): what it stores to
	                   field Expires of its argument 0. Variadic option functions: each of them.
	1.Delete.Objects.Key   fields are followed through pointers, slices and maps
	recv.name, recv.key, recv.query   what the open, derive or make that gave the receiver had there

In files
	package       may also be given once for the file; a row's own wins
	symbols       alternatives with | are multiplied out: Mux|Router.Get|Post is four. "*" is every other symbol of the package
	              (roles pass, none, hash; call, llm, mail, payment, push, sms, telemetry: then its methods that are given a context or
	              may fail, of the client of an API). A type may be a symbol: command literals, conversions.
	$NAME, $name  as an attribute's value: the symbol's last word, in capitals or as it is (method: $NAME)
	fields        a field may be a symbol with role input, pass, none, size, sanitize: args speak of recv only
	override: true   a user's row that replaces the built-in rows of its symbol
	technologies  what drivers, DSN schemes, imports and hosts stand for, and the name people use: Catalog.TechByDriver …
*/
