# Livery: `make demo` and `make test` set up what they need and run. On Debian they call apt where a system package is missing.
PYTHON ?= $(shell command -v python3.11 || echo python3)
BIN := .venv/bin
PIP := $(BIN)/pip install -q --disable-pip-version-check -c constraints.txt
# An ordinary user's PATH has no /sbin.
LIBRARIES := $(shell [ -x /sbin/ldconfig ] && echo /sbin/ldconfig || echo ldconfig) -p
# Threads that wait for the next product of matrices spin, and tests have a process for each core.
export OPENBLAS_NUM_THREADS := 1
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: setup setup-dev demo test test-all test-faults lint bench author clean

setup: .venv/.runtime
setup-dev: .venv/.dev

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
		echo "Livery needs Python 3.11, and $(PYTHON) is none. Install it (Debian 12 has it as python3; elsewhere: uv python" \
			"install 3.11, or pyenv) and name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv || (sh .ci/apt python3-venv && $(PYTHON) -m venv --clear .venv)

.venv/.runtime: .venv/bin/pip requirements.txt constraints.txt pyproject.toml package-lock.json
	$(PIP) -r requirements.txt
	$(PIP) --no-deps -e .
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(LIBRARIES) | grep -q libEGL.so.1 && $(LIBRARIES) | grep -q libGL.so.1 || sh .ci/apt libegl1 libgl1 libgl1-mesa-dri || echo "No OpenGL: the draft engine will not run."
	$(LIBRARIES) | grep -qE 'libLLVM(\.so\.|-)(19|2[0-9])' || sh .ci/apt libllvm19 || echo "No libLLVM 19: the reference engine will be slow."
	$(BIN)/python -m compileall -q renderer configurator workers livery
	$(BIN)/livery doctor --warm
	touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	command -v chromium >/dev/null || sh .ci/apt chromium
	touch $@

demo: setup
	$(BIN)/livery demo

test: setup-dev
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile --no-loadscope-reorder

test-all: setup-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Real processes killed, hung and starved, as docs/operate.md promises they may be; takes about an hour.
test-faults: setup-dev
	LIVERY_TEST_FAULTS=full LIVERY_TEST_AWAY_SECONDS=60 $(BIN)/python -m pytest -s tests/livery/api/test_faults*.py tests/livery/api/test_many_hosts.py

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy renderer configurator workers livery models materials tests benchmarks
	$(BIN)/python .ci/audit.py

bench: setup-dev
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.service
	$(BIN)/python -m benchmarks.name

# The parts of the catalog that scripts author: textures, environments, the golf cart.
author: setup-dev
	$(BIN)/python -m materials.author
	$(BIN)/python -m models.golf_cart.author

# All that can be made again. Spared is output/home: keys that signed, and the ledger.
clean:
	rm -rf .venv node_modules .cache
	[ ! -d output ] || find output -mindepth 1 -maxdepth 1 ! -name home -exec rm -rf {} +
