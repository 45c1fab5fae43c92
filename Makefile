# Two commands are enough to begin: `make demo` and `make test`. They need Python 3.11 or newer, and use uv where it is.
# PYTHON=python3.12 make demo   chooses the interpreter.

VENV := .venv
BIN := $(VENV)/bin
DEMO := demo-workspace
SUBTIES := $(BIN)/subties -w $(DEMO)
SETS := sister_provinces medical_teams atdc mechanisms provincial_soes
PINS = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet --upgrade

.PHONY: help demo test check bench docs lock clean
.DELETE_ON_ERROR:

help:
	@echo "make demo    install, read the demonstration documents, print a network report, write demo.graphml"
	@echo "make test    the whole test suite"
	@echo "make check   lint, types, imports, generated pages"
	@echo "make bench   speed and memory, as ratios"
	@echo "make docs    write the generated pages of the manual anew"
	@echo "make lock    renew the pinned versions in requirements/ (needs uv)"
	@echo "make clean   remove what was built and installed here"

demo: $(VENV)/run.stamp
	@$(SUBTIES) init
	@$(SUBTIES) data add $(SETS)
	@$(SUBTIES) ingest data/demo
	@echo
	@$(SUBTIES) report
	@$(SUBTIES) export demo.graphml
	@echo
	@echo "The workspace is $(DEMO), the network for Gephi is demo.graphml. Try next:"
	@echo "  $(BIN)/subties -w $(DEMO) report Yunnan"
	@echo "  $(BIN)/subties -w $(DEMO) ties Zhejiang --type SISTER_OF"
	@echo "  $(BIN)/subties -w $(DEMO) ask --list"
	@echo "  $(BIN)/subties -w $(DEMO) explain Shizuoka"
	@echo "  $(BIN)/subties -w $(DEMO) review next"
	@echo "  $(BIN)/subties -w my-workspace ingest YOUR-DOCUMENTS"
	@echo "The manual begins at docs/index.md."

test: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -q

check: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python docs/generate.py --check

bench: $(VENV)/dev.stamp
	@$(BIN)/python -m benchmarks

docs: $(VENV)/dev.stamp
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/transcript.py
	@$(BIN)/python docs/notebook.py

lock:
	$(PINS) --group build --output-file requirements/run.txt
	$(PINS) --group build --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

clean:
	rm -rf $(VENV) $(DEMO) demo.graphml dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The installation: a virtual environment, the pinned and hashed dependencies, then the project itself, editable.
$(BIN)/python:
	@echo "Making the environment $(VENV)"
	@if uv --version >/dev/null 2>&1; then uv venv --quiet --python "$${PYTHON:->=3.11,<3.15}" $(VENV); exit; fi; \
	for python in $${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    "$$python" -m venv $(VENV) || { rm -rf $(VENV); \
	      echo "$$python cannot make an environment; on Debian and Ubuntu install python3-venv" >&2; exit 1; }; \
	    exit 0; \
	  fi; \
	done; \
	echo "Subties needs Python 3.11 or newer, and found none; install it, or name it: PYTHON=/path/to/python make demo" >&2; \
	exit 1

define install
	@echo "Installing $(1); the first time this takes a minute or two"
	@if uv --version >/dev/null 2>&1; then pip="uv pip install --python $(BIN)/python"; \
	else $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --default-pip >/dev/null; \
	  pip="$(BIN)/python -m pip install --disable-pip-version-check"; fi; \
	$$pip --quiet --require-hashes -r $(1) && $$pip --quiet --no-deps --no-build-isolation -e .
	@touch $@
endef

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	$(call install,requirements/run.txt)

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(call install,requirements/dev.txt)
