// Package notes has the tools.
package notes

import (
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"net/http"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

// Notes are notes.
type Notes struct{ db *sql.DB }

// New returns them.
func New(db *sql.DB) *Notes { return &Notes{db: db} }

// Register adds the tools to a server.
func (n *Notes) Register(s *server.MCPServer) {
	s.AddTool(mcp.NewTool("search_notes", mcp.WithDescription("Finds notes"), mcp.WithString("query", mcp.Required())), n.search)
	s.AddTool(mcp.NewTool("add_note", mcp.WithString("text", mcp.Required())), n.add)
	s.AddTool(mcp.NewTool("fetch_page", mcp.WithString("url", mcp.Required())), fetch)
	s.AddResource(mcp.NewResource("notes://all", "All notes"), n.all)
}

func (n *Notes) search(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	query, err := req.RequireString("query")
	if err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	found, err := n.texts(ctx, "SELECT text FROM notes WHERE text LIKE $1", query)
	if err != nil {
		return nil, err
	}
	out, _ := json.Marshal(found)
	return mcp.NewToolResultText(string(out)), nil
}

func (n *Notes) add(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	if _, err := n.db.ExecContext(ctx, "INSERT INTO notes (text) VALUES ($1)", req.GetString("text", "")); err != nil {
		return nil, err
	}
	return mcp.NewToolResultText("kept"), nil
}

func (n *Notes) all(ctx context.Context, _ mcp.ReadResourceRequest) ([]mcp.ResourceContents, error) {
	found, err := n.texts(ctx, "SELECT text FROM notes")
	if err != nil {
		return nil, err
	}
	out, _ := json.Marshal(found)
	return []mcp.ResourceContents{mcp.TextResourceContents{URI: "notes://all", Text: string(out)}}, nil
}

func fetch(_ context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	resp, err := http.Get(req.GetString("url", ""))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return mcp.NewToolResultText(string(page)), nil
}

func (n *Notes) texts(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := n.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return out, rows.Err()
}
