# Two commands do everything: `make run` serves the demo, `make test` checks the product.
PORT ?= 8000
export RENJANA_DATA ?= $(CURDIR)/data
PYTHON ?= python3.11
PY := .venv/bin/python
UV := .venv/bin/uv

.PHONY: run test lint shots requirements clean

.venv/bin/uv:
	@command -v $(PYTHON) >/dev/null 2>&1 || PYTHON=python3; \
	( command -v $(PYTHON) >/dev/null 2>&1 && $(PYTHON) -m venv .venv || python3 -m venv .venv )
	$(PY) -m pip install --quiet --disable-pip-version-check uv

.venv/.production: .venv/bin/uv requirements/production.txt pyproject.toml
	$(UV) pip install --quiet --compile-bytecode --python $(PY) --require-hashes -r requirements/production.txt
	$(UV) pip install --quiet --python $(PY) --no-deps --editable .
	$(PY) -m compileall -q src/renjana
	@touch $@

.venv/.development: .venv/.production requirements/development.txt
	$(UV) pip install --quiet --compile-bytecode --python $(PY) --require-hashes -r requirements/development.txt
	@touch $@

run: .venv/.production
	@.venv/bin/renjana run --port $(PORT)

test: .venv/.development
	@PY=$(PY) bash tests/run.sh

lint: .venv/.development
	$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy && .venv/bin/lint-imports --no-cache

shots: .venv/.development
	$(PY) -m tests.trips.shots docs/shots

requirements: .venv/bin/uv
	$(UV) pip compile -q --upgrade --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url requirements/production.in -o requirements/production.txt
	$(UV) pip compile -q --upgrade --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url requirements/development.in -o requirements/development.txt

clean:
	rm -rf .venv data
