# Glass Box: the verbs. A newcomer needs two of them: `make book` and `make test`.

CHAPTERS := $(patsubst chapters/%/main.swift,%,$(wildcard chapters/*/main.swift))
SOURCES := Package.swift Plugins Sources Tests chapters
BOOK_PYTHON := .venv-book/bin/python

ifneq ($(filter-out $(CHAPTERS),$(CHAPTER)),)
$(error CHAPTER=$(CHAPTER) is no chapter; there are: $(CHAPTERS))
endif

.DEFAULT_GOAL := help
.PHONY: help setup book pdf web test corners seeds check compare steps lint bench clean $(CHAPTERS)

help:  ## List the verbs.
	@echo 'make VERB, where VERB is one of'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) \
	  | awk -F'|' '{ printf "%-10s %s\n", $$1, $$2 }'
	@echo '  CHAPTER  Run one chapter and write its page: $(CHAPTERS).'

setup:  ## Install what is missing: Cairo, fonts, and the Python environment .venv-book.
	@scripts/setup pages book

book:  ## Run every chapter and make the book: Markdown, PDF and web pages.
	@scripts/setup pages
	swift build
	@for chapter in $(CHAPTERS); do swift run --skip-build chapter-$$chapter || exit 1; done
	swift run --skip-build make-cover
	swift run --skip-build make-refresher
	@if scripts/setup book; then $(BOOK_PYTHON) book/build.py; \
	  else echo 'book: the pages in chapters/ are made; the PDF and the web pages are not'; fi

pdf:  ## Make only the PDF anew, from the pages as they are.
	@scripts/setup book
	@$(BOOK_PYTHON) book/build.py pdf

web:  ## Make only the web pages anew, from the pages as they are.
	@scripts/setup book
	@$(BOOK_PYTHON) book/build.py web

test:  ## Pass the tests of the package.
	@scripts/setup pages
	swift test

corners:  ## Run every chapter with all ends of its knobs (long; CHAPTER=lime takes one).
	@scripts/setup pages
	CORNERS=$(or $(CHAPTER),all) swift test --filter 'all corners end well'

seeds:  ## Run every chapter with ten seeds: which checks hold? (long; CHAPTER=cam takes one).
	@scripts/setup pages
	swift build
	@for chapter in $(or $(CHAPTER),$(CHAPTERS)); do \
	  swift run --skip-build chapter-$$chapter --record-seeds \
	  && swift run --skip-build chapter-$$chapter --quiet || exit 1; done

check: lint  ## Lint, and fail if a page or figure is stale or the book is not as it should be.
	@scripts/setup pages book check
	swift build
	@for chapter in $(CHAPTERS); do \
	  swift run --skip-build chapter-$$chapter --check --quiet || exit 1; done
	swift run --skip-build make-cover --check
	swift run --skip-build make-refresher --check
	@scripts/check-book

compare:  ## Open the chapters' networks in PyTorch and compare (CHAPTER=cam takes one).
	@scripts/setup pages compare
	swift build
	@scripts/compare $(or $(CHAPTER),$(CHAPTERS))

steps:  ## Go through the steps of CONTRIBUTING.md in a copy, with a small new chapter.
	@scripts/setup pages book
	@scripts/check-steps

lint:  ## Fail if a source is not formatted by the rules.
	swift format lint --strict --parallel --recursive $(SOURCES)

$(CHAPTERS):
	@scripts/setup pages
	swift run chapter-$@

bench:  ## Measure our speed beside PyTorch's, and how time and memory grow.
	@scripts/setup pages
	@scripts/bench

clean:  ## Remove everything built and every experiment of yours.
	rm -rf .build my-runs book/build
