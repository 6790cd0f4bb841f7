# Each target makes .venv from nothing and installs only when pyproject.toml or constraints.txt changed.
.DEFAULT_GOAL := verify
.PHONY: verify test test-long nightly lint site bench kernel experiments

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

verify: .venv/.installed
	$(BIN)/theorycheck verify

# Compiled files are kept, whatever the surroundings say: some hundred processes would compile the sources again.
test: .venv/.installed-dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 2 -o theorems= -m "not nightly and not long"

# what .ci/run has beside make test: long tests, and the theorems, derived and compared exactly
test-long: .venv/.installed-dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -q -n 2 -o theorems= -m "long and not nightly"
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -q -n 2 --theorems theory.papers --theorems examples/papers
	$(BIN)/pytest -q -m nightly tests/examples/test_notebooks.py -k tour

# what Coq accepts of THEOREMS (slugs; all unless some are named), as a table
kernel: .venv/.installed
	@bash .ci/coq_packages
	$(BIN)/python -m proofs_checks.kernel $(THEOREMS)

# the quick profile of the experiments that need NumPy alone, about two CPU minutes; 3 is an answer that is undecided
experiments: .venv/.installed
	@for slug in $$($(BIN)/theorycheck experiment list --plain); do \
	  echo "== $$slug"; \
	  $(BIN)/theorycheck experiment run $$slug --report build/experiments/$$slug || [ $$? = 3 ] || exit 1; \
	done

nightly: .venv/.installed-dev
	@bash .ci/coq_packages library
	$(BIN)/pytest -v -s -m nightly
	$(BIN)/pytest -o theorems_evidence= --theorems theory.papers --theorems examples/papers
	bash .ci/versions lowest
	bash .ci/versions highest

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

site: .venv/.installed-dev
	$(BIN)/python -m sphinx -W -q -b html docs build/site

bench: .venv/.installed
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    exec "$$python" -m venv .venv; \
	  fi; \
	done; \
	echo "error: no Python of at least 3.11 was found: install one, or name it with PYTHON=/path/to/python" >&2; exit 2

.venv/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	@touch $@

.venv/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[dev]'
	@touch .venv/.installed $@
