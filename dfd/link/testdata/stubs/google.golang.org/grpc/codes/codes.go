package codes

type Code uint32

const (
	Unauthenticated Code = 16
	Unimplemented   Code = 12
)
