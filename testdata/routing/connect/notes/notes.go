// Package notes implements the service.
package notes

import (
	"context"
	"errors"

	"connectrpc.com/connect"

	"example.com/routing/connect/notesv1"
	"example.com/routing/connect/notesv1/notesv1connect"
)

type store interface {
	Add(ctx context.Context, n *notesv1.Note) (int64, error)
	Tagged(ctx context.Context, tag string) ([]*notesv1.Note, error)
}

type server struct {
	notesv1connect.UnimplementedNotesHandler
	store store
}

func New(s store) notesv1connect.NotesHandler { return &server{store: s} }

func (s *server) Add(ctx context.Context, req *connect.Request[notesv1.AddRequest]) (*connect.Response[notesv1.AddResponse], error) {
	note := req.Msg.GetNote()
	if note == nil {
		return nil, connect.NewError(connect.CodeInvalidArgument, errors.New("no note"))
	}
	id, err := s.store.Add(ctx, note)
	if err != nil {
		return nil, connect.NewError(connect.CodeInternal, errors.New("not saved"))
	}
	return connect.NewResponse(&notesv1.AddResponse{Id: id}), nil
}

func (s *server) List(ctx context.Context, req *connect.Request[notesv1.ListRequest]) (*connect.Response[notesv1.ListResponse], error) {
	list, err := s.store.Tagged(ctx, req.Msg.Tag)
	if err != nil {
		return nil, err
	}
	return connect.NewResponse(&notesv1.ListResponse{Notes: list}), nil
}

func (s *server) Tail(ctx context.Context, req *connect.Request[notesv1.ListRequest], out *connect.ServerStream[notesv1.Note]) error {
	list, err := s.store.Tagged(ctx, req.Msg.GetTag())
	if err != nil {
		return err
	}
	for _, n := range list {
		if err := out.Send(n); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) Upload(ctx context.Context, in *connect.ClientStream[notesv1.Note]) (*connect.Response[notesv1.AddResponse], error) {
	var id int64
	for in.Receive() {
		var err error
		if id, err = s.store.Add(ctx, in.Msg()); err != nil {
			return nil, err
		}
	}
	return connect.NewResponse(&notesv1.AddResponse{Id: id}), in.Err()
}
