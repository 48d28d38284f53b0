// Package notes implements the service.
package notes

import (
	"context"
	"database/sql"
	"errors"
	"io"

	"github.com/golang-jwt/jwt/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"example.com/routing/gateway/pb"
)

type service struct {
	pb.UnimplementedNoteServiceServer
	db *sql.DB
}

func New(db *sql.DB) pb.NoteServiceServer { return &service{db: db} }

// Signed asks for a token, but for reading one note.
func Signed(key []byte) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		if info.FullMethod == pb.NoteService_Get_FullMethodName {
			return next(ctx, req)
		}
		md, _ := metadata.FromIncomingContext(ctx)
		token := md.Get("authorization")
		if len(token) == 0 {
			return nil, status.Error(codes.Unauthenticated, "sign in")
		}
		if _, err := jwt.Parse(token[0], func(*jwt.Token) (any, error) { return key, nil }); err != nil {
			return nil, status.Error(codes.Unauthenticated, "sign in")
		}
		return next(ctx, req)
	}
}

func (s *service) Get(ctx context.Context, in *pb.Wanted) (*pb.Note, error) {
	n := &pb.Note{Id: in.Id}
	return n, s.db.QueryRowContext(ctx, "SELECT title FROM notes WHERE id = $1", in.Id).Scan(&n.Title)
}

func (s *service) Find(ctx context.Context, in *pb.Search) (*pb.Notes, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id FROM notes WHERE owner = $1 AND tag = $2", in.Owner, in.Tag)
	if err != nil {
		return nil, err
	}
	return &pb.Notes{}, rows.Close()
}

func (s *service) Add(ctx context.Context, in *pb.Note) (*pb.Note, error) {
	_, err := s.db.ExecContext(ctx, "INSERT INTO notes (title) VALUES ($1)", in.Title)
	return in, err
}

func (s *service) Edit(ctx context.Context, in *pb.Change) (*pb.Note, error) {
	_, err := s.db.ExecContext(ctx, "UPDATE notes SET title = $1 WHERE id = $2", in.Note.GetTitle(), in.Id)
	return in.Note, err
}

func (s *service) Archive(ctx context.Context, in *pb.Wanted) (*pb.Done, error) {
	_, err := s.db.ExecContext(ctx, "UPDATE notes SET archived = true WHERE id = $1", in.Id)
	return &pb.Done{}, err
}

func (s *service) Remove(ctx context.Context, in *pb.Wanted) (*pb.Done, error) {
	_, err := s.db.ExecContext(ctx, "DELETE FROM notes WHERE id = $1", in.Id)
	return &pb.Done{}, err
}

func (s *service) Follow(in *pb.Search, out grpc.ServerStreamingServer[pb.Note]) error {
	return out.Send(&pb.Note{Title: in.Tag})
}

func (s *service) Load(in grpc.ClientStreamingServer[pb.Note, pb.Done]) error {
	for {
		n, err := in.Recv()
		if errors.Is(err, io.EOF) {
			return in.SendAndClose(&pb.Done{})
		}
		if err != nil {
			return err
		}
		if _, err := s.db.ExecContext(in.Context(), "INSERT INTO loaded (title) VALUES ($1)", n.Title); err != nil {
			return err
		}
	}
}

func (s *service) Purge(ctx context.Context, in *pb.Search) (*pb.Done, error) {
	_, err := s.db.ExecContext(ctx, "DELETE FROM notes WHERE tag = $1", in.Tag)
	return &pb.Done{}, err
}
