module example.com/drivers

go 1.26.0

require (
	github.com/gostride/gostride v0.0.0
	golang.org/x/tools v0.52.0
)

require (
	github.com/DataDog/go-sqllexer v0.2.6 // indirect
	github.com/goccy/go-yaml v1.19.2 // indirect
	github.com/jinzhu/inflection v1.0.0 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
)

replace github.com/gostride/gostride => ../..
