# The two commands of the README: `make demo` and `make test`. Nothing is needed beforehand but Python >= 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --no-strip-extras

# A stamp's name holds the hash of the lock it was made from, so a changed lock installs anew and an unchanged one does nothing.
hash = $(shell cat $(1) | $(PYTHON) -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest()[:16])')
USER_STAMP := $(VENV)/.installed-$(call hash,requirements.lock pyproject.toml)
DEV_STAMP := $(VENV)/.installed-dev-$(call hash,requirements.lock requirements-dev.lock pyproject.toml)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# `make INSTALLER=uv ...` installs the same locks, checked against the same hashes, in seconds; CI does. uv does not read pip's own settings, so pip stays the default.
INSTALLER ?= pip
ADD := $(if $(filter uv,$(INSTALLER)),$(BIN)/uv pip install --quiet --python $(BIN)/python,$(PIP) install)
INSTALLER_READY := $(if $(filter uv,$(INSTALLER)),$(BIN)/uv)

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo test test-real train corpus accuracy measured docs lint format lock clean

help:  ## Show what can be asked for
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: $(USER_STAMP)  ## Make .venv with everything a user needs, notebooks too

install-dev: $(DEV_STAMP)  ## ... and with what tests and checks need

demo: $(USER_STAMP)  ## Ingest raw/samples into processed/demo and show the entries
	$(BIN)/scr-extract ingest raw/samples --processed processed/demo
	$(BIN)/scr-extract entries --processed processed/demo
	@echo "The tables (Parquet) lie in processed/demo/snapshots/$$(cat processed/demo/CURRENT)/"

test: $(DEV_STAMP)  ## The quick tests: two to four minutes on two cores
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not real and not slow"

test-real: $(DEV_STAMP)  ## The tests that need real parts: a Prefect server, subprocesses, the corpus beside the repository
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "real or slow"

corpus: $(DEV_STAMP)  ## What a change of the rules lost, changed and gained on every text at hand (ACCEPT=1: later runs start from here)
	$(BIN)/python -m benchmarks.corpus $(if $(ACCEPT),--accept)

# BLIND="name=folder ...": sets that no rule was written with, each with gold.jsonl and text/.
accuracy: $(DEV_STAMP)  ## Take the figures of docs/accuracy.md anew: every set of texts, with rules, models and two baselines
	$(BIN)/python -m benchmarks.accuracy $(foreach set,$(BLIND),--blind $(set))

measured: $(DEV_STAMP)  ## The same, and keep how often each rule was right (resources/measured/rules.json)
	$(BIN)/python -m benchmarks.accuracy --measured $(foreach set,$(BLIND),--blind $(set))

train: $(USER_STAMP)  ## Teach the project's own model anew, some minutes on the CPU (TRAIN="--silver processed --gold mine.jsonl" adds your own)
	$(BIN)/scr-extract train --gold tests/heldout/gold --texts raw/samples $(TRAIN)

docs: $(DEV_STAMP)  ## Make the documentation site in site/, without the network
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

lint: $(DEV_STAMP)  ## ruff, mypy --strict and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests flows benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV_STAMP)  ## Let ruff tidy the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format src tests flows benchmarks

lock: $(BIN)/uv  ## Resolve the newest versions that pyproject.toml allows and pin them by hash
	$(UV) --upgrade --extra notebooks --extra msg --group pyproject.toml:build pyproject.toml -o requirements.lock
	$(UV) --upgrade --constraint requirements.lock --extra notebooks --extra msg --extra postgres --extra dask --extra s3 --extra dev --group pyproject.toml:build pyproject.toml -o requirements-dev.lock

clean:  ## Remove .venv and caches; processed/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "scr-extract needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say which: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

# The lock first, which is complete, each file checked against its hash; then the project itself, built by the hatchling of the lock.
$(USER_STAMP): | $(BIN)/python $(INSTALLER_READY)
	$(ADD) --require-hashes --no-deps -r requirements.lock
	$(ADD) --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.installed-* && touch $@

$(DEV_STAMP): | $(BIN)/python $(INSTALLER_READY)
	$(ADD) --require-hashes --no-deps -r requirements-dev.lock
	$(ADD) --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.installed-* && touch $@ $(USER_STAMP)

$(BIN)/uv: | $(BIN)/python
	$(PIP) install "uv>=0.9"
