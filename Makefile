# make demo   set up, read the sample articles, print the figures, write the report
# make test   set up for development and run every check and test
# make help   every target

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

.PHONY: help demo test check format lint types imports reports schemas constraints clean

help:
	@sed -n 's/^# make/  make/p' Makefile
	@echo "  make check   lint, types, import contracts"
	@echo "  make format  put the code in its standard form"
	@echo "  make schemas, make reports   write again what is generated from the seeds and the records"
	@echo "  make clean   remove the environment and the demo's files"

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Claims Ledger needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[readers]'
	@touch $@

$(INSTALLED_DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[readers,dev]'
	@touch $@ $(INSTALLED)

demo: $(INSTALLED)
	$(BIN)/claims-ledger demo

test: check
	$(BIN)/python -m pytest -n 2 -q

check: lint types imports

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check ledger tests benchmarks training

types: $(INSTALLED_DEV)
	$(BIN)/mypy

imports: $(INSTALLED_DEV)
	$(BIN)/lint-imports --no-cache

format: $(INSTALLED_DEV)
	$(BIN)/ruff format ledger tests benchmarks training
	$(BIN)/ruff check --fix .

schemas: $(INSTALLED)
	$(BIN)/python -m ledger.records.schemas schemas

reports: $(INSTALLED)
	rm -rf build/seeds-ledger
	$(BIN)/claims-ledger add build/seeds-ledger seeds
	$(BIN)/claims-ledger report build/seeds-ledger reports --name seeds --title "Figures in the sample documents"

constraints: $(INSTALLED_DEV)
	$(BIN)/python -m pip list --format freeze --exclude claims-ledger --exclude pip --exclude setuptools --exclude wheel > constraints.txt

clean:
	rm -rf $(VENV) demo-ledger demo-output build dist *.egg-info
