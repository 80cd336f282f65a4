# Glass Box: the verbs. A newcomer needs two of them: `make book` and `make test`.

CHAPTERS := $(patsubst chapters/%/main.swift,%,$(wildcard chapters/*/main.swift))
SOURCES := Package.swift Sources Tests chapters

.DEFAULT_GOAL := help
.PHONY: help setup book test check lint bench clean $(CHAPTERS)

help:  ## List the verbs.
	@echo 'make VERB, where VERB is one of'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) \
	  | awk -F'|' '{ printf "%-10s %s\n", $$1, $$2 }'
	@echo '  CHAPTER  Run one chapter and write its page: $(CHAPTERS).'

setup:  ## Install what is missing: Cairo, pkg-config, fontconfig, two fonts.
	@scripts/setup

book: setup  ## Run every chapter and leave the book under chapters/ and figures/.
	swift build
	@for chapter in $(CHAPTERS); do swift run --skip-build chapter-$$chapter || exit 1; done

test: setup  ## Pass the tests.
	swift test

check: setup lint  ## Lint, and fail if a page or a figure is not what its chapter writes.
	swift build
	@for chapter in $(CHAPTERS); do \
	  swift run --skip-build chapter-$$chapter --check --quiet || exit 1; done

lint:  ## Fail if a source is not formatted by the rules.
	swift format lint --strict --parallel --recursive $(SOURCES)

$(CHAPTERS): setup
	swift run chapter-$@

bench: setup  ## Measure our speed beside PyTorch's, and how time and memory grow.
	@scripts/bench

clean:  ## Remove everything built and every experiment of yours.
	rm -rf .build my-runs book/build
