package handler

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"
)

type Server struct{}

func New(es graphql.ExecutableSchema) *Server { panic("") }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { panic("") }
