# Only Python 3.11 or newer and make are assumed. `make demo` and `make test` do all of their own set-up.
#
#   make demo    environment, install, build the sample articles of seeds/ into out/
#   make test    the same environment with the tools, then every check
#   make lock    renew the locks from pyproject.toml (needs the environment of `make test`)
#   make clean   remove the environment and what was built
#
# PYTHON=/path/to/python chooses the interpreter; VENV=folder chooses where the environment goes.

SHELL := /bin/sh
VENV ?= .venv
BIN := $(VENV)/bin
CACHES := .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: demo test check lint types contract unit lock clean help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | sed -n '3,8p'

# The interpreter is looked for when the environment is made, not before: each candidate is run, for a name on PATH may be a shim without a Python.
$(BIN)/python:
	@for candidate in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  if "$$candidate" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] < (3, 16))' >/dev/null 2>&1; then found="$$candidate"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "make: no Python from 3.11 to 3.15 was found on PATH. Install one, or name it: make demo PYTHON=/path/to/python3.12" >&2; exit 2; \
	fi; \
	if ! "$$found" -c 'import venv, ensurepip' >/dev/null 2>&1; then \
	  echo "make: $$found has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version)"; "$$found" -m venv $(VENV)

$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(VENV)/installed $@

# The tests of the page drive a browser. Where Debian's packages cannot be installed they are named, and those tests are skipped.
$(VENV)/system: | $(BIN)/python
	@if [ -x /usr/bin/chromium ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
	  echo "make: no browser at /usr/bin/chromium; the tests that need one are skipped. On Debian: apt-get install chromium" >&2; \
	fi
	@touch $@

demo: $(VENV)/installed
	$(BIN)/kg build seeds --out out
	@echo
	@echo "Open next:"
	@echo "  out/graph.html      the picture, the facts and their quotes, in any browser"
	@echo "  out/graph.gexf      in Gephi or Gephi Lite"
	@echo "  docs/tutorial.md    the commands, step by step; for instance"
	@echo "      $(BIN)/kg show 'Xi Jinping'"
	@echo "      $(BIN)/kg query docs/queries/meetings.rq"

test: $(VENV)/installed-dev $(VENV)/system
	@$(MAKE) --no-print-directory check

# Cheap checks first; pytest last, so that its summary ends the output. The documentation is checked by tests/test_docs.py.
check: lint types contract unit

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

contract:
	$(BIN)/lint-imports --no-cache

unit:
	$(BIN)/python -m pytest

lock: $(VENV)/installed-dev
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade --quiet --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) $(CACHES)
	find out -mindepth 1 ! -name README.md -delete
