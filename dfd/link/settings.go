package link

import (
	"reflect"
	"slices"
	"strings"
)

// Settings are often read into a struct, in which they have the names that its tags say: the variable DATABASE_URL, the key
// storage.bucket of a file.

// settingTags name the key of a field in a file of settings.
var settingTags = []string{"mapstructure", "koanf", "yaml", "toml", "json", "hcl", "ini", "conf", "config", "env"}

// maxKeys bounds how many structs in structs a setting's name tells of: a type may hold itself.
const maxKeys = 4

// settingIn is the name of a setting that was read into a field, where name says what its struct was read from.
func (l *linker) settingIn(name string, field int32) string {
	from, key, _ := strings.Cut(name, ":")
	if from == "env" {
		if v := l.tagged(field, "env", "envconfig"); v != "" { // also of a struct in a struct
			return "env:" + v
		}
		if key != "" {
			return name
		}
		return name + l.fieldTag(field)
	}
	part := l.tagged(field, settingTags...)
	switch {
	case part == ",": // its fields are keys of the struct that it is in
		return name
	case part == "":
		part = lastName(l.strs.list[field])
	}
	switch {
	case key == "":
		return name + part
	case strings.Count(key, ".") >= maxKeys:
		return name
	}
	return name + "." + part
}

// tagged is what the first of some tags calls a field: "" where none does, "," where one says that it is no key of its own.
func (l *linker) tagged(field int32, tags ...string) string {
	f := l.declaredField(l.strs.list[field])
	if f == nil {
		return ""
	}
	for _, tag := range tags {
		text := reflect.StructTag(f.Tag).Get(tag)
		name, options, _ := strings.Cut(text, ",")
		switch {
		case name != "" && name != "-":
			return name
		case strings.Contains(options, "squash") || strings.Contains(options, "inline"):
			return ","
		}
	}
	return ""
}

// settingFormats are formats of files that people write settings in.
var settingFormats = map[string]bool{"yaml": true, "toml": true, "hcl": true}

// settingsFile says that an origin in a value is a file that settings are read from.
func (l *linker) settingsFile(s set, o originKey) bool {
	return o.kind == "store" && o.name == "filesystem" && slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.inner(a)
		return k.kind == aOrigin && l.origins.list[k.x].kind == "config" && strings.HasPrefix(l.origins.list[k.x].name, "file:")
	})
}

// settingsOf adds to what was read from a file that it is a setting, where the file's format is one for settings and no caller
// sent it.
func (l *linker) settingsOf(format string, v set) set {
	file := false
	for _, a := range l.sets.list[v] {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			o := l.origins.list[k.x]
			if o.kind == "input" {
				return v
			}
			file = file || o.kind == "store" && o.name == "filesystem"
		}
	}
	if !settingFormats[format] || !file {
		return v
	}
	return l.sets.union(v, l.sets.of(l.origin("config", "file:", l.placeID(l.cur, l.curAt))))
}
