PYTHON ?= python3
BIN = .venv/bin
STAMP = .venv/.ready

.PHONY: quiz test check setup golden eval bench model clean

quiz: $(STAMP)
	$(BIN)/quizgen make seeds/moscow-talks.md -o build/moscow-talks.toml
	$(BIN)/quizgen anki build/moscow-talks.toml -o build/moscow-talks.apkg
	$(BIN)/quizgen print build/moscow-talks.toml -o build/moscow-talks.pdf

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(STAMP)
