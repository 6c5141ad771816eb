# Livery: `make demo` and `make test` set up what they need and run. On Debian they call apt where a system package is missing.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: setup setup-dev demo test test-all lint bench author clean

setup: .venv/.runtime
setup-dev: .venv/.dev

.venv/bin/pip:
	$(PYTHON) -m venv .venv || (sh .ci/apt python3-venv && $(PYTHON) -m venv --clear .venv)

.venv/.runtime: .venv/bin/pip requirements.txt pyproject.toml package-lock.json
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	ldconfig -p | grep -q libEGL.so.1 || sh .ci/apt libegl1 libgl1 libgl1-mesa-dri || echo "No OpenGL: the draft engine will not run."
	ldconfig -p | grep -qE 'libLLVM(\.so\.|-)(19|2[0-9])' || sh .ci/apt libllvm19 || echo "No libLLVM 19: the reference engine will be slow."
	$(BIN)/livery doctor --warm
	touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	command -v chromium >/dev/null || sh .ci/apt chromium
	touch $@

demo: setup
	$(BIN)/livery demo

test: setup-dev
	$(BIN)/python -m pytest -m "not slow" -n 2

test-all: setup-dev
	$(BIN)/python -m pytest -n 2

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy renderer configurator workers livery models materials tests benchmarks

bench: setup-dev
	$(BIN)/python -m benchmarks

# The parts of the catalog that scripts author: textures, environments, the golf cart.
author: setup-dev
	$(BIN)/python -m materials.author
	$(BIN)/python -m models.golf_cart.author

clean:
	rm -rf output .venv node_modules .cache
