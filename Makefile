# `make help` is the manual: one sentence for each target.
PORT ?= 8000
DATA ?= .data
DAY ?=
RESET ?=
KILLS ?=
SEED ?=
PYTHON ?= python3
WORKERS ?= 2

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV := $(BIN)/uv
LOCK := $(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11
SOURCES := $(wildcard portal/web/styles/*.scss portal/web/scripts/*.js portal/web/package-lock.json \
	portal/web/build_assets.py translations/*/LC_MESSAGES/*.po)

.DEFAULT_GOAL := help
.PHONY: help install install-test demo test chaos bench lint lock strings pictures clean

help: ## Say what each target does.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

install: .venv/installed ## Make .venv with the locked set, and build the assets and catalogues.
	@test -f portal/web/static/built/.inputs || $(BIN)/python -m portal.web.build_assets

install-test: .venv/installed-test ## Add what the tests need.

demo: install ## Run the demonstration; PORT= and DATA= choose where, DAY= its last day, RESET=1 starts anew.
	@trap 'exit 0' INT; $(BIN)/portal demo --port $(PORT) --data $(DATA) \
		$(if $(DAY),--day $(DAY)) $(if $(RESET),--reset)

test: install-test ## Run every test, and say which parts this machine left out.
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal

chaos: install-test ## Kill web, worker and PostgreSQL at random under writing families; KILLS= and SEED= choose.
	@$(BIN)/python -m tests.chaos $(if $(KILLS),--kills $(KILLS)) $(if $(SEED),--seed $(SEED))

bench: install-test ## Measure the sweep and the fold against what they must keep to; takes minutes.
	@$(BIN)/python -m tests.bench

lint: install-test ## Check style and types.
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy portal classifier

lock: .venv/installer ## Renew the three lock files from pyproject.toml.
	@echo "uv==0.13.9" | $(LOCK) - -o installer.lock
	@$(LOCK) pyproject.toml --group build -o runtime.lock
	@$(LOCK) pyproject.toml --group build --group test -o test.lock

strings: install ## Read the sentences out of the sources and update every catalogue.
	@$(BIN)/pybabel -q extract -F translations/family.cfg -k _l -k lazy_gettext -k _n:1,2 --no-location \
		--omit-header -o translations/messages.pot portal
	@$(BIN)/pybabel -q update -i translations/messages.pot -d translations --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date -w 100

pictures: install-test ## Take the pictures of README.md anew.
	@$(BIN)/python -m tests.support.pictures

clean: ## Take away all that was made: .venv, packages, assets, catalogues, demonstration.
	@rm -rf .venv .data portal/web/node_modules portal/web/static/built
	@find translations -name '*.mo' -delete 2>/dev/null || true

# Stamps: a second run finds nothing to do.
.venv/installer: installer.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r installer.lock
	@touch $@

.venv/runtime: .venv/installer runtime.lock
	@test -e .venv/test || $(UV) pip install --quiet --python $(BIN)/python --require-hashes -r runtime.lock
	@touch $@

.venv/installed: .venv/runtime pyproject.toml $(SOURCES)
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: .venv/installer test.lock
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r test.lock
	@touch $@

.venv/installed-test: .venv/test .venv/installed
	@$(BIN)/python -m portal.web.build_assets --with-tests
	@touch $@
