package program_test

// returned are programs whose handlers return errors, which the framework or a function of theirs answers.
var returned = []breaking{
	{
		name: "an error that fiber answers", rule: "error-leak", needs: []string{"github.com/gofiber/fiber/v2"}, want: "open",
		src: `package main

import (
	"database/sql"
	"errors"
	"fmt"
	"os"

	"github.com/gofiber/fiber/v2"
)

var (
	db, _   = sql.Open("postgres", os.Getenv("DSN"))
	errGone = errors.New("gone")
)

func load(id string) (n string, err error) {
	if err = db.QueryRow("SELECT name FROM users WHERE id=$1", id).Scan(&n); err != nil {
		return "", fmt.Errorf("load user: %w", err)
	}
	return n, nil
}

func show(c *fiber.Ctx) error {
	n, err := load(c.Params("id"))
	if err != nil {
		return err
	}
	return c.SendString(n)
}

func answer(c *fiber.Ctx, err error) error {
	code, msg := 500, "internal error"
	var own *fiber.Error
	if errors.As(err, &own) {
		code, msg = own.Code, own.Message
	}
	return c.Status(code).JSON(msg)
}

func main() {
	app := fiber.New()
	app.Get("/users/:id", show)
	app.Listen(":80")
}
`,
		edits: []edit{
			{"the program's own error", []string{"return err\n\t}\n\treturn c.SendString", "return errGone\n\t}\n\treturn c.SendString"}, ""},
			{"a fixed text", []string{"return err\n\t}\n\treturn c.SendString", "return fiber.NewError(500, \"broken\")\n\t}\n\treturn c.SendString"}, ""},
			{"the text in the framework's own error", []string{"return err\n\t}\n\treturn c.SendString", "return fiber.NewError(500, err.Error())\n\t}\n\treturn c.SendString"}, "open"},
			{"what was answered before", []string{"return err\n\t}\n\treturn c.SendString(n)", "return c.SendString(\"no\")\n\t}\n\treturn c.SendString(n)"}, ""},
			{"own function, of the framework's own errors", []string{"fiber.New()", "fiber.New(fiber.Config{ErrorHandler: answer})"}, ""},
			{"own function, of the framework's own error made of another", []string{"fiber.New()", "fiber.New(fiber.Config{ErrorHandler: answer})",
				"return err\n\t}\n\treturn c.SendString", "return fiber.NewError(404, err.Error())\n\t}\n\treturn c.SendString"}, "open"},
			{"own function with all texts", []string{"fiber.New()", "fiber.New(fiber.Config{ErrorHandler: answer})", "return c.Status(code).JSON(msg)", "_ = msg\n\treturn c.Status(code).JSON(err.Error())"}, "open"},
			{"own function with some texts", []string{"fiber.New()", "fiber.New(fiber.Config{ErrorHandler: answer})", "msg = own.Code, own.Message", "msg = own.Code, err.Error()"}, "to-confirm"},
			{"own function with a fixed text", []string{"fiber.New()", "fiber.New(fiber.Config{ErrorHandler: answer})", "return c.Status(code).JSON(msg)", "_ = msg\n\treturn c.Status(code).JSON(\"no\")"}, ""},
			{"a middleware that answers", []string{"app.Get(\"/users/:id\", show)", "app.Get(\"/users/:id\", func(c *fiber.Ctx) error {\n\t\tif err := c.Next(); err != nil {\n\t\t\treturn fiber.NewError(500, \"broken\")\n\t\t}\n\t\treturn nil\n\t}, show)"}, "to-confirm"},
			{"a middleware that passes it on", []string{"app.Get(\"/users/:id\", show)", "app.Get(\"/users/:id\", func(c *fiber.Ctx) error { return c.Next() }, show)"}, "open"},
		},
	},
	{
		name: "an error that echo answers", rule: "error-leak", needs: []string{"github.com/labstack/echo/v4"}, want: "open",
		src: `package main

import (
	"database/sql"
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func show(c echo.Context) error {
	var n string
	if err := db.QueryRow("SELECT name FROM users WHERE id=$1", c.Param("id")).Scan(&n); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error())
	}
	return c.JSON(200, n)
}

func answer(err error, c echo.Context) {
	code, msg := 500, any("internal error")
	if own, ok := err.(*echo.HTTPError); ok {
		code, msg = own.Code, own.Message
	}
	c.JSON(code, map[string]any{"error": msg})
}

func main() {
	e := echo.New()
	e.GET("/users/:id", show)
	e.Start(":80")
}
`,
		edits: []edit{
			{"an error that is not echo's", []string{"echo.NewHTTPError(http.StatusInternalServerError, err.Error())", "err", "	\"net/http\"\n", ""}, ""},
			{"an error that is not echo's, and a function with all texts", []string{"echo.NewHTTPError(http.StatusInternalServerError, err.Error())", "err", "	\"net/http\"\n", "",
				"echo.New()\n", "echo.New()\n\te.HTTPErrorHandler = answer\n", "c.JSON(code, map[string]any{\"error\": msg})", "_ = msg\n\tc.JSON(code, map[string]any{\"error\": err.Error()})"}, "open"},
			{"an error that is not echo's, and a function with the texts of echo's", []string{"echo.NewHTTPError(http.StatusInternalServerError, err.Error())", "err", "	\"net/http\"\n", "",
				"echo.New()\n", "echo.New()\n\te.HTTPErrorHandler = answer\n"}, ""},
			{"a function with the texts of echo's", []string{"echo.New()\n", "echo.New()\n\te.HTTPErrorHandler = answer\n"}, "open"},
			{"kept inside", []string{"http.StatusInternalServerError, err.Error())", "http.StatusInternalServerError, \"broken\").SetInternal(err)"}, ""},
		},
	},
	{
		name: "an error that gRPC answers", rule: "error-leak", needs: []string{"google.golang.org/grpc"}, want: "open",
		src: `package main

import (
	"context"
	"database/sql"
	"net"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

type Req struct{ Id string }
type Res struct{ Name string }

type UsersServer interface {
	Get(context.Context, *Req) (*Res, error)
}

type users struct{}

func (users) Get(ctx context.Context, in *Req) (*Res, error) {
	out := new(Res)
	if err := db.QueryRowContext(ctx, "SELECT name FROM users WHERE id=$1", in.Id).Scan(&out.Name); err != nil {
		return nil, status.Errorf(codes.Internal, "load: %v", err)
	}
	return out, nil
}

func get(srv any, ctx context.Context, dec func(any) error, i grpc.UnaryServerInterceptor) (any, error) {
	in := new(Req)
	if err := dec(in); err != nil {
		return nil, err
	}
	if i == nil {
		return srv.(UsersServer).Get(ctx, in)
	}
	return i(ctx, in, &grpc.UnaryServerInfo{Server: srv, FullMethod: "/users.Users/Get"}, func(ctx context.Context, req any) (any, error) {
		return srv.(UsersServer).Get(ctx, req.(*Req))
	})
}

var desc = grpc.ServiceDesc{ServiceName: "users.Users", HandlerType: (*UsersServer)(nil), Methods: []grpc.MethodDesc{{MethodName: "Get", Handler: get}}}

func hide(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	out, err := next(ctx, req)
	if err != nil {
		return nil, status.Error(codes.Internal, "broken")
	}
	return out, nil
}

func pass(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	return next(ctx, req)
}

func main() {
	l, _ := net.Listen("tcp", ":9000")
	s := grpc.NewServer()
	s.RegisterService(&desc, users{})
	s.Serve(l)
}
`,
		edits: []edit{
			{"as it is", []string{"status.Errorf(codes.Internal, \"load: %v\", err)", "err"}, "open"},
			{"a fixed text", []string{"status.Errorf(codes.Internal, \"load: %v\", err)", "status.Error(codes.NotFound, \"no such user\")"}, ""},
			{"an interceptor that answers", []string{"grpc.NewServer()", "grpc.NewServer(grpc.UnaryInterceptor(hide))"}, "to-confirm"},
			{"an interceptor that passes it on", []string{"grpc.NewServer()", "grpc.NewServer(grpc.UnaryInterceptor(pass))"}, "open"},
		},
	},
}
