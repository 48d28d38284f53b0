package status

import (
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/internal/status"
)

type Status = status.Status

func Error(c codes.Code, msg string) error { return errors.New(msg) }

func FromError(err error) (*Status, bool) { return &Status{Text: err.Error()}, false }
