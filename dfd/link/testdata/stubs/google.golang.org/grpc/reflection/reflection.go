package reflection

import "google.golang.org/grpc"

func Register(s grpc.ServiceRegistrar) {}
