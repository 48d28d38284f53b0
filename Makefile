# Everything needs Go alone, except accuracy (Python 3 and checkouts of the programs it scores).

GO      ?= go
BIN     ?= bin/gostride
PKGS     = ./...
FUZZ    ?= 20s
UPLOAD   = ./testdata/upload/vulnerable/...

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

.DEFAULT_GOAL = build
.PHONY: build test integration lint demo bench accuracy install fuzz catalog-verify differential clean

build:
	$(GO) build -trimpath -o $(BIN) ./cmd/gostride

install:
	$(GO) install -trimpath ./cmd/gostride

test:
	$(GO) test $(PKGS)

# Every driver on the samples, and what takes longer than a unit test may: the tests that carry the build tag.
integration:
	@files=$$(grep -rl --include=*_test.go '^//go:build integration' analyzers cmd dfd internal stride); \
	tests=$$(sed -n 's/^func \(Test[A-Za-z0-9_]*\)(.*/\1/p' $$files | paste -sd '|'); \
	$(GO) test -count=1 -tags=integration -run "^($$tests)$$" $$(dirname $$files | sort -u | sed 's|^|./|')

lint:
	@out=$$(gofmt -l $$($(GO) list -f '{{.Dir}}' $(PKGS))); if [ -n "$$out" ]; then echo "not formatted:"; echo "$$out"; exit 1; fi
	$(GO) vet $(PKGS)
	$(GO) run $(STATICCHECK) $(PKGS)

demo:
	$(GO) run ./cmd/gostride model -o - $(UPLOAD)

# What a run costs, in floors (list, parse and type-check). DIRS names the modules to measure.
DIRS ?= $(or $(wildcard $(GOSTRIDE_REPOS)/*/go.mod),testdata/go.mod)
bench:
	$(GO) run ./internal/bench -n 5 -max 3 -checks 0.3 $(patsubst %/go.mod,%,$(DIRS))

# Scores on real programs: GOSTRIDE_REPOS is the folder with their checkouts, GOSTRIDE_ACCURACY that of truths and scorer.
accuracy:
	$(GO) run ./internal/accuracy

# Each fuzz target for a while.
fuzz:
	@for p in $$(grep -rl --include=*_test.go '^func Fuzz' analyzers cmd dfd internal stride | xargs -rn1 dirname | sort -u); do \
	  for f in $$(grep -h '^func Fuzz' $$p/*_test.go | sed 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/'); do \
	    echo "$$p $$f"; $(GO) test ./$$p -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZ) || exit 1; \
	  done; done

# Resolve every row of the catalogue against the real libraries.
catalog-verify:
	$(GO) run ./analyzers/catalog/verify -all

# Compare the linker's calls with callgraph/vta on the module in DIR.
differential:
	@test -n "$(DIR)" || { echo "usage: make differential DIR=folder"; exit 2; }
	GOSTRIDE_DIFFERENTIAL=$(abspath $(DIR)) $(GO) test -count=1 -run Differential -v ./dfd/link

clean:
	rm -rf bin
