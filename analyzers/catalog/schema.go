package catalog

import (
	"bytes"
	"encoding/json"
)

// object is a JSON Schema.
type object = map[string]any

const placePattern = `^(=.*|last(\.[^.\s|,]+)*|recv(\.[^.\s|,]+)*|result(\.[^.\s|,]+)*|[0-9]{1,2}(\.\.\.|(\.[^.\s|,]+)*))$`

// Schema is the JSON Schema of a model file, for editors. It is made from the same tables as the loader's checks; what it
// cannot say (duplicates, contradictions) only the loader finds.
func Schema() ([]byte, error) {
	text := object{"type": "string"}
	texts := object{"oneOf": []any{text, object{"type": "array", "items": text}}}
	place := object{"oneOf": []any{
		object{"type": "integer", "minimum": 0, "maximum": 99},
		object{"type": "string", "pattern": placePattern},
	}}
	properties := object{
		"package":  object{"type": "string", "pattern": packageForm.String(), "description": "import path; without a major version it speaks for every major that no file names"},
		"symbols":  object{"description": "Func, Type.Method, Type.Field or Type, without pointer; A|B.C|D is four; \"*\" is all others", "oneOf": []any{text, object{"type": "array", "items": text, "minItems": 1}}},
		"role":     object{"enum": Roles(), "description": "what the symbol does; analyzers/catalog/doc.go lists the roles"},
		"op":       object{"enum": ops},
		"tech":     object{"type": "string", "description": "the technology's word, e.g. postgresql"},
		"subkind":  text,
		"override": object{"const": true, "description": "replaces the built-in rows of the symbol"},
		"args": object{"type": "object", "description": "which argument, result or field carries what",
			"additionalProperties": object{"oneOf": []any{place, object{"type": "array", "items": place}}}},
	}
	for _, name := range sortedKeys(attrs) {
		properties[name] = attrSchema(attrs[name])
	}
	schema := object{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"$id":                  "https://github.com/gostride/gostride/schema/catalog",
		"title":                "gostride model file: what the tool knows of a library",
		"type":                 "object",
		"required":             []string{"library"},
		"additionalProperties": false,
		"properties": object{
			"library":    text,
			"modules":    texts,
			"verified":   texts,
			"package":    text,
			"rows":       object{"type": "array", "items": object{"$ref": "#/$defs/row"}},
			"not_after":  texts,
			"not_before": texts,
			"data_classes": object{"type": "array", "items": object{
				"type": "object", "required": []string{"type", "name", "class"}, "additionalProperties": false,
				"properties": object{"type": text, "name": text, "class": object{"enum": DataClasses}, "words": texts, "whole": texts, "of": texts, "not": texts, "text": object{"const": true}},
			}},
			"technologies": object{"type": "array", "items": object{
				"type": "object", "required": []string{"tech", "name"}, "additionalProperties": false,
				"properties": object{"tech": text, "name": text, "subkind": text, "drivers": texts, "schemes": texts, "imports": texts, "hosts": texts},
			}},
		},
		"$defs": object{"row": object{
			"type": "object", "required": []string{"symbols", "role"}, "additionalProperties": false,
			"properties": properties,
			"allOf":      roleSchemas(),
		}},
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(schema)
	return b.Bytes(), err
}

func attrSchema(values []string) object {
	if values == nil {
		return object{"type": []string{"string", "number", "boolean"}}
	}
	var enum []any
	for _, v := range values {
		enum = append(enum, v)
		switch v {
		case "true":
			enum = append(enum, true)
		case "false":
			enum = append(enum, false)
		}
	}
	return object{"enum": enum}
}

// roleSchemas say which args a role must and may have.
func roleSchemas() []any {
	var out []any
	for _, name := range Roles() {
		spec := roles[name]
		args := object{}
		if !spec.allows("*") {
			allowed := append(append([]string{}, spec.must...), spec.may...)
			if len(allowed) == 0 {
				args["maxProperties"] = 0
			} else {
				args["propertyNames"] = object{"enum": allowed}
			}
		}
		then := object{"properties": object{"args": args}}
		if len(spec.must) > 0 {
			args["required"] = spec.must
			then["required"] = []string{"args"}
		}
		out = append(out, object{"if": object{"properties": object{"role": object{"const": name}}}, "then": then})
	}
	return out
}
