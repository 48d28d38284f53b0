package dfdtest

import (
	"reflect"

	"github.com/gostride/gostride/dfd"
)

// closed gives the fields that take one of a fixed set of values such a value, by type and field.
var closed = map[string]string{
	"Target.Kind":  "http",
	"Model.Schema": "gostride/model/v1", "Process.Kind": "binary", "Listener.TLS": "yes", "Listener.ClientCert": "required", "Listener.Exposure": "internet",
	"Boundary.Kind": "auth", "Boundary.Basis": "declared", "Element.Kind": "store", "EntryPoint.Kind": "http",
	"Auth.Verdict": "protected", "Auth.Scheme": "jwt", "Input.From": "form", "Flow.Transport": "tls",
	"Control.Verdict": "weak", "Control.Scope": "group", "Threat.STRIDE": "S", "Threat.Likelihood": "Low",
	"Threat.Impact": "Critical", "Threat.Priority": "MEDIUM", "Threat.Tier": "shown", "Threat.Status": "to-confirm",
	"Mitigation.Effort": "Low", "NotApplicable.STRIDE": "R",
}

// Filled is a model in which every field of every kind holds a value, with one entry in each list. Fields with a closed set
// of values hold one of them.
func Filled() *dfd.Model {
	m := &dfd.Model{}
	fill(reflect.ValueOf(m).Elem(), "")
	m.Flows[0].Via[0].Shared = 0 // as in memory
	return m
}

// fill sets every field below v; field is "Type.Field".
func fill(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), field)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), field)
	case reflect.String:
		text := closed[field]
		if text == "" {
			text = field
		}
		v.SetString(text)
	case reflect.Int:
		v.SetInt(2)
	case reflect.Bool:
		v.SetBool(true)
	}
}
