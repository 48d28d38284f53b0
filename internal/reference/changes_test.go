package reference

import "testing"

// change is what somebody does to the hardened upload service: edits, a folder with another name, or something done to
// every file. Edits of the base come before both sides are analysed.
type change struct {
	base, edits []edit
	rename      [2]string // a package's folder below internal, before and after
	each        func(source string) string
}

// edit replaces a text in a file below the program, or appends to the file where old is empty.
type edit struct{ file, old, new string }

const (
	routerFile  = "internal/httpapi/router.go"
	uploadFile  = "internal/httpapi/upload.go"
	serviceFile = "internal/files/service.go"
	jwtFile     = "internal/auth/jwt.go"
)

// withRoles gives the service a route for administrators.
var withRoles = []edit{
	{jwtFile, "", `
// Claims are what a token says.
type Claims struct {
	jwt.RegisteredClaims
	Role string
}

// RequireRole lets a request through only if its valid token names one of the roles.
func (a *Authenticator) RequireRole(roles ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			raw, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			var claims Claims
			_, err := jwt.ParseWithClaims(raw, &claims,
				func(*jwt.Token) (any, error) { return a.key, nil },
				jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithExpirationRequired())
			if err != nil || !slices.Contains(roles, claims.Role) {
				http.Error(w, "forbidden", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}
`},
	{jwtFile, `"net/http"`, `"net/http"` + "\n\t" + `"slices"`},
	{routerFile, "\treturn r\n", `	r.With(authn.RequireRole("admin"), limit.PerUser(20, time.Minute)).Delete("/files/{key}", h.Delete)
	return r
`},
	{uploadFile, "", `
// Delete removes a file.
func (h *Handler) Delete(w http.ResponseWriter, r *http.Request) {
	if err := h.svc.Delete(r.Context(), r.PathValue("key")); err != nil {
		h.fail(w, r, err)
	}
}
`},
	{uploadFile, "(files.Stored, error)\n", "(files.Stored, error)\n\tDelete(ctx context.Context, id string) error\n"},
	{serviceFile, "\tInsert(ctx context.Context, f File, ip string) error\n", "\tInsert(ctx context.Context, f File, ip string) error\n\tDelete(ctx context.Context, id string) error\n"},
	{serviceFile, "", `
// Delete removes a file's record.
func (s *Service) Delete(ctx context.Context, id string) error { return s.repo.Delete(ctx, id) }
`},
	{"internal/postgres/files.go", "", `
// Delete removes a file's record.
func (t *Files) Delete(ctx context.Context, id string) error {
	_, err := t.pool.Exec(ctx, "DELETE FROM files WHERE id = $1", id)
	return err
}
`},
}

var changes = map[string]change{
	"limiter-removed": {edits: []edit{
		{routerFile, "\t\tr.Use(limit.PerUser(20, time.Minute))\n", ""},
		{routerFile, "\t\"time\"\n", ""},
		{routerFile, "\t\"example.com/samples/upload/hardened/internal/limit\"\n", ""},
	}},
	"route-added": {edits: []edit{
		{routerFile, "r.Post(\"/upload\", h.Upload)\n", "r.Post(\"/upload\", h.Upload)\n\t\tr.Put(\"/files/{key}\", h.Replace)\n"},
		{uploadFile, "", `
// Replace stores the body under a key of the caller's choice.
func (h *Handler) Replace(w http.ResponseWriter, r *http.Request) {
	if err := h.svc.Replace(r.Context(), chi.URLParam(r, "key"), r.Body); err != nil {
		h.fail(w, r, err)
	}
}
`},
		{uploadFile, "\t\"net/http\"\n", "\t\"net/http\"\n\t\"io\"\n\n\t\"github.com/go-chi/chi/v5\"\n"},
		{uploadFile, "(files.Stored, error)\n", "(files.Stored, error)\n\tReplace(ctx context.Context, key string, body io.Reader) error\n"},
		{serviceFile, "", `
// Replace stores body under key.
func (s *Service) Replace(ctx context.Context, key string, body io.Reader) error {
	return s.blobs.Put(ctx, key, "application/octet-stream", body)
}
`},
	}},
	"role-widened":    {base: withRoles, edits: []edit{{routerFile, `RequireRole("admin")`, `RequireRole("admin", "support")`}}},
	"role-dropped":    {base: withRoles, edits: []edit{{routerFile, `authn.RequireRole("admin")`, `authn.Require`}}},
	"package-renamed": {rename: [2]string{"limit", "throttling"}},
	"store-renamed":   {rename: [2]string{"postgres", "records"}},
	"reformatted":     {each: spaceOut},
	"commented":       {each: func(source string) string { return "// A comment.\n\n" + source }},
	"broken":          {edits: []edit{{serviceFile, "s.blobs.Put(ctx, f.Key, f.ContentType, in.Body)", "s.blobs.Put(f.Key)"}}},
}

func TestReview(t *testing.T) {
	for name, c := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkReview(t, name, c)
		})
	}
}
