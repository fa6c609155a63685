# Every target works alone on a machine with Python 3.11 (or newer) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q
SEED_PAGE := examples/kursk/pages/meridian-dispatch.html

.PHONY: brief demo screenshots test check evals bench docs requirements clean help
.DELETE_ON_ERROR:

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

# One stamp a set of requirements: a set is installed again only when its pins change.
$(VENV)/runtime.stamp: requirements/runtime.txt requirements/build.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Pourparler into $(VENV) (first run only)" >&2
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/runtime.stamp
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/test.stamp
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

brief: $(VENV)/runtime.stamp  ## read a page of the worked example and print its brief
	@$(BIN)/pourparler brief $(SEED_PAGE)

demo: $(VENV)/runtime.stamp  ## serve the worked example from a fresh store (Ctrl-C ends it)
	@rm -rf demo
	@mkdir demo
	@$(BIN)/pourparler add --store demo/store.sqlite examples/kursk/pages
	@$(BIN)/pourparler sync --store demo/store.sqlite
	@$(BIN)/pourparler serve --store demo/store.sqlite

screenshots: $(VENV)/dev.stamp  ## pictures of every page, into the folder screenshots (needs Chromium)
	$(BIN)/python -m tests.browser.pictures screenshots

test: $(VENV)/test.stamp  ## run the tests (no network needed)
	$(BIN)/python -m pytest -q

check: $(VENV)/dev.stamp  ## lint, types, structure, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build

evals: $(VENV)/test.stamp  ## measure quality on the data folder, against the floors
	$(BIN)/python -m evals

bench: $(VENV)/test.stamp  ## measure speed and memory, as ratios
	$(BIN)/python -m benchmarks

docs: $(VENV)/dev.stamp  ## build the documentation
	$(BIN)/python -m sphinx -q -W -b html docs docs/_build

requirements:  ## renew the pins (needs uv)
	requirements/compile.sh

clean:  ## remove what the targets made
	rm -rf $(VENV) demo screenshots docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis
