# Wayhome. Two commands do all: `make demo` and `make test`. `make help` lists the others.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
PORT ?= 8000
DEMO_DATA ?= var/demo
DEMO := WAYHOME_DEMO=1 WAYHOME_DATA=$(DEMO_DATA)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps

.PHONY: help demo test test-quick test-spark check browser screenshots bench bench-matching bench-bulk bench-reading peers lock messages clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: $(VENV)/.runtime  ## set everything up, run the main job on made-up data, serve it (SERVE=0: stop after the summary)
	$(DEMO) $(BIN)/wayhome setup
	$(DEMO) $(BIN)/wayhome demo
	if [ "$(SERVE)" != 0 ]; then $(DEMO) $(BIN)/wayhome serve --port $(PORT); fi

test: $(VENV)/.development browser check  ## set everything up, check the code, run every test on SQLite and on PostgreSQL
	$(BIN)/python -m pytest -n 2 --dist loadfile
	$(BIN)/python scripts/with_postgresql.py $(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser" tests

check: $(VENV)/.development  ## formatting, types and the directions between the rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-quick: $(VENV)/.development  ## the tests on SQLite alone, without a browser
	$(BIN)/python -m pytest -q -m "not browser and not slow"

test-spark: $(VENV)/.development  ## install PySpark (half a gigabyte; needs Java 17) and run Spark's test, which others leave out
	$(INSTALL) -r requirements/spark.txt
	$(BIN)/python -m pytest -q -n 0 tests/people/matching/bulk/test_spark.py

browser:  ## install Chromium and fonts for the browser tests, where this machine lets us
	@bash scripts/install_browser.sh

screenshots: $(VENV)/.development browser  ## take the README's pictures of the demonstration anew
	$(BIN)/python scripts/screenshots.py

bench: $(VENV)/.development  ## import, look-up and page figures, printed; SIZES="100000 1000000"
	$(BIN)/python benchmarks/run.py $(SIZES)

bench-matching: $(VENV)/.development  ## who is who, beside other tools; ONLY="names lists", CHECK=1 (fails below the baseline), KEEP=1, ERRORS=1
	$(BIN)/python -m benchmarks.matching $(if $(ONLY),--only $(ONLY)) $(if $(CHECK),--check) $(if $(KEEP),--keep) $(if $(ERRORS),--errors)

peers: build/peers-venv/.installed  ## the tools that bench-matching measures beside Wayhome, in an environment of their own

bench-bulk: $(VENV)/.development  ## deduplicating 2.5 million records, beside Splink; OPTIONS="--records 250000"
	$(BIN)/python benchmarks/bulk.py $(OPTIONS)

bench-reading: $(VENV)/.development  ## reading articles, against hand labels where they are at hand
	$(BIN)/python benchmarks/reading.py

messages: $(VENV)/.development  ## renew and compile the translations
	$(BIN)/python -m wayhome.web.messages

lock: $(VENV)/.development  ## renew the pinned requirements
	bash scripts/lock.sh

clean:  ## remove the environment and the demonstration's data (asks nothing: both can be made again)
	rm -rf $(VENV) $(DEMO_DATA)

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: set PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(BIN)/python
	@echo "Installing Wayhome …" >&2
	$(INSTALL) -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

build/peers-venv/.installed: requirements/peers.txt
	$(PYTHON) -m venv build/peers-venv
	build/peers-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/peers.txt
	touch $@

$(VENV)/.development: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing Wayhome and its test tools …" >&2
	$(INSTALL) -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/.runtime
