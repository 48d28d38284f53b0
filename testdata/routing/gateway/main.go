// Command gateway serves gRPC methods, and as HTTP and JSON what their descriptions say: by a connection to itself, and once more
// in the process, where no interceptor stands before them.
package main

import (
	"context"
	"database/sql"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"example.com/routing/gateway/notes"
	"example.com/routing/gateway/pb"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	svc := notes.New(db)
	srv := grpc.NewServer(grpc.UnaryInterceptor(notes.Signed([]byte(os.Getenv("TOKEN_KEY")))))
	pb.RegisterNoteServiceServer(srv, svc)
	lis, err := net.Listen("tcp", ":9090")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(srv.Serve(lis)) }()
	go inside(svc)
	log.Fatal(http.ListenAndServe(":8080", outside()))
}

// outside dials the server, as gateways are mostly written.
func outside() http.Handler {
	ctx := context.Background()
	mux := runtime.NewServeMux()
	opts := []grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}
	if err := pb.RegisterNoteServiceHandlerFromEndpoint(ctx, mux, "localhost:9090", opts); err != nil {
		log.Fatal(err)
	}
	if err := mux.HandlePath("POST", "/v1/notes/{id}/picture", picture); err != nil {
		log.Fatal(err)
	}
	return mux
}

// inside calls the service without a connection.
func inside(svc pb.NoteServiceServer) {
	mux := runtime.NewServeMux()
	if err := pb.RegisterNoteServiceHandlerServer(context.Background(), mux, svc); err != nil {
		log.Fatal(err)
	}
	outer := http.NewServeMux()
	outer.Handle("/internal/", http.StripPrefix("/internal", mux))
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", outer))
}

// picture is a route that no method describes.
func picture(w http.ResponseWriter, r *http.Request, params map[string]string) {
	f, head, err := r.FormFile("picture")
	if err != nil {
		http.Error(w, "no picture", http.StatusBadRequest)
		return
	}
	defer f.Close()
	log.Println(params["id"], head.Filename)
}
