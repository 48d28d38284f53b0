package checktest

import "github.com/gostride/gostride/dfd"

// Join makes one value of several: all their texts and origins.
func Join(parts ...*dfd.Value) *dfd.Value {
	v := &dfd.Value{}
	for _, p := range parts {
		v.Text = append(v.Text, p.Text...)
		v.Origins = append(v.Origins, p.Origins...)
		v.Unknown = v.Unknown || p.Unknown
	}
	return v
}

// Text is a constant, or a template such as "uploads/{}/{}".
func Text(texts ...string) *dfd.Value { return &dfd.Value{Text: texts} }

// Const is one literal, by text and origin.
func Const(text string) *dfd.Value {
	return &dfd.Value{Text: []string{text}, Origins: []dfd.Origin{{Kind: "const", Name: text}}}
}

// Input is what the caller chose: "form:name", with what was done to it.
func Input(name string, marks ...string) *dfd.Value { return Origin("input", name, marks...) }

// User is the caller's identity, from a verified credential.
func User(marks ...string) *dfd.Value { return Origin("identity", "sub", marks...) }

// Config is a setting.
func Config(name string, marks ...string) *dfd.Value { return Origin("config", name, marks...) }

// Fresh is made by the server.
func Fresh() *dfd.Value { return Origin("fresh", "uuid") }

// Now is the clock.
func Now() *dfd.Value { return Origin("time", "now") }

// Origin is a value of one origin.
func Origin(kind, name string, marks ...string) *dfd.Value {
	return &dfd.Value{Origins: []dfd.Origin{{Kind: kind, Name: name, Marks: marks}}}
}

// Opaque is a value that could not be followed.
func Opaque() *dfd.Value { return &dfd.Value{Unknown: true} }
