// This file is safe to edit. Once it exists it will not be overwritten

package restapi

import (
	"crypto/tls"
	"database/sql"
	"net/http"

	"example.com/routing/goswagger/guard"
	"example.com/routing/goswagger/restapi/operations"
	"example.com/routing/goswagger/restapi/operations/admin"
	"example.com/routing/goswagger/restapi/operations/notes"
	"example.com/routing/goswagger/store"
	"github.com/go-openapi/errors"
	"github.com/go-openapi/runtime"
	"github.com/go-openapi/runtime/middleware"
)

//go:generate swagger generate server --target ../../goswagger --name Notes --spec ../swagger.yml --principal example.com/routing/goswagger/guard.User --exclude-main

var db *sql.DB

// Use says where notes are kept.
func Use(d *sql.DB) { db = d }

func configureFlags(api *operations.NotesAPI) {
	// api.CommandLineOptionsGroups = []cmdutils.CommandLineOptionsGroup{ ... }
	_ = api
}

func configureAPI(api *operations.NotesAPI) http.Handler {
	// configure the api here
	api.ServeError = errors.ServeError

	// Set your custom logger if needed. Default one is log.Printf
	// Expected interface func(string, ...any)
	//
	// Example:
	// api.Logger = log.Printf

	api.UseSwaggerUI()
	// To continue using redoc as your UI, uncomment the following line
	// api.UseRedoc()

	api.JSONConsumer = runtime.JSONConsumer()

	api.MultipartformConsumer = runtime.DiscardConsumer

	api.JSONProducer = runtime.JSONProducer()

	// Applies when the "X-Token" header is set
	if api.KeyAuth == nil {
		api.KeyAuth = func(token string) (*guard.User, error) {
			_ = token

			return nil, errors.NotImplemented("api key auth (key) X-Token from header param [X-Token] has not yet been implemented")
		}
	}
	// Applies when the Authorization header is set with the Basic scheme
	if api.OperatorAuth == nil {
		api.OperatorAuth = func(user string, password string) (*guard.User, error) {
			_ = user
			_ = password

			return nil, errors.NotImplemented("basic auth  (operator) has not yet been implemented")
		}
	}

	// Set your custom authorizer if needed. Default one is security.Authorized()
	// Expected interface runtime.Authorizer
	//
	// Example:
	// api.APIAuthorizer = security.Authorized()

	st := store.New(db)
	api.NotesAddNoteHandler = notes.AddNoteHandlerFunc(st.Add)
	api.NotesAddPictureHandler = notes.AddPictureHandlerFunc(st.AddPicture)
	api.NotesDeleteNoteHandler = store.Deleter{Store: st}
	api.NotesListNotesHandler = notes.ListNotesHandlerFunc(func(params notes.ListNotesParams) middleware.Responder {
		return st.List(params)
	})
	if api.AdminPurgeHandler == nil {
		api.AdminPurgeHandler = admin.PurgeHandlerFunc(func(params admin.PurgeParams, principal *guard.User) middleware.Responder {
			_ = params
			_ = principal

			return middleware.NotImplemented("operation admin.Purge has not yet been implemented")
		})
	}

	api.PreServerShutdown = func() {}

	api.ServerShutdown = func() {}

	return setupGlobalMiddleware(api.Serve(setupMiddlewares))
}

// The TLS configuration before HTTPS server starts.
func configureTLS(tlsConfig *tls.Config) {
	// Make all necessary changes to the TLS configuration here.
	_ = tlsConfig
}

// As soon as server is initialized but not run yet, this function will be called.
// If you need to modify a config, store server instance to stop it individually later, this is the place.
// This function can be called multiple times, depending on the number of serving schemes.
// scheme value will be set accordingly: "http", "https" or "unix".
func configureServer(server *http.Server, scheme, addr string) {
	_ = server
	_ = scheme
	_ = addr
}

// The middleware configuration is for the handler executors. These do not apply to the swagger.json document.
// The middleware executes after routing but before authentication, binding and validation.
func setupMiddlewares(handler http.Handler) http.Handler {
	return handler
}

// The middleware configuration happens before anything, this middleware also applies to serving the swagger.json document.
// So this is a good place to plug in a panic handling middleware, logging and metrics.
func setupGlobalMiddleware(handler http.Handler) http.Handler {
	return guard.Logged(handler)
}
