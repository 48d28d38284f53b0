// Package schema says what is kept.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	entschema "entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
)

// User is somebody who signs in.
type User struct{ ent.Schema }

func (User) Fields() []ent.Field {
	return []ent.Field{field.String("email").Unique(), field.String("password_hash").Sensitive()}
}

func (User) Edges() []ent.Edge { return []ent.Edge{edge.To("posts", Post.Type)} }

// Post is kept in a table of another name.
type Post struct{ ent.Schema }

func (Post) Annotations() []entschema.Annotation {
	return []entschema.Annotation{entsql.Annotation{Table: "articles"}}
}

func (Post) Fields() []ent.Field { return []ent.Field{field.String("title"), field.Text("body")} }

func (Post) Edges() []ent.Edge {
	return []ent.Edge{edge.From("author", User.Type).Ref("posts").Unique()}
}
