# Two commands do everything on a fresh machine with Python 3.11 or newer: `make run` and `make test`.
PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3.14 python3,$(shell command -v $(p) 2>/dev/null)))
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: run test check bench neo4j clean

run: $(VENV)/.installed
	$(BIN)/citykg ask three-city --city 川崎市 --sector 環境 --limit 3 --explain

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/citykg check

bench: $(VENV)/.installed
	PYTHONPATH=tests $(BIN)/python tests/benchmarks

# A Neo4j to load into, without Docker (with Docker: compose.yaml).
neo4j: $(VENV)/.installed
	@$(BIN)/python tests/neo4j_here.py

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev --editable .
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
