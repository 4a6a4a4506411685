# Every command of the book. Written for GNU make 3.81 or later and any POSIX shell;
# README.md gives the same commands without make.

VENV_PYTHON = $(if $(filter Windows_NT,$(OS)),.venv/Scripts/python.exe,.venv/bin/python)
BOOK = $(VENV_PYTHON) chapters/book
REFRESH_PYTHON = $(subst .venv/,.venv/refresh/,$(VENV_PYTHON))
PORT = 8000
ADDRESS =

.PHONY: help environment book test audit seminar lab serve refresh benchmark lock clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

book: environment ## execute what is stale, build the site in _build/html (ADDRESS=where it will be)
	@$(BOOK) build --address "$(ADDRESS)"

test: environment ## build the book and check all of it, in a browser too
	@$(VENV_PYTHON) tests/browser.py
	@$(VENV_PYTHON) tests/node.py
	@$(VENV_PYTHON) chapters/book/environment.py refresh
	@$(BOOK) build
	@$(VENV_PYTHON) -m pytest -n 2 --dist loadscope --nbval tests chapters

audit: environment ## judge every claim of the paper again (FOLDER=another edition of data/)
	@cd chapters && ../$(VENV_PYTHON) -m urban_rural.claims audit $(if $(FOLDER),$(abspath $(FOLDER)))

seminar: environment ## write exercise notebooks, the checker's key and the slides
	@$(BOOK) seminar

lab: environment ## open a welcome, the chapters and the exercises in JupyterLab
	@$(BOOK) lab

serve: book ## build the site and show it on this computer (PORT=8000)
	@$(BOOK) serve --port $(PORT)

# What it reports, and what ACCEPT, SERIES and TAKE are: data/README.md.
refresh: environment ## ask the publishers what is new (ACCEPT=1: take it; SERIES="...")
	@$(VENV_PYTHON) chapters/book/environment.py refresh
	@$(REFRESH_PYTHON) chapters/refresh $(SERIES) $(if $(ACCEPT),--accept) \
		$(foreach key,$(TAKE),--take $(key)) $(OPTIONS)

benchmark: book ## measure build, interactives and pages beside plain Jupyter Book
	@$(BOOK) benchmark

# Resolved beside the locks and moved into place only when whole and free of addresses.
RESOLVE = $(VENV_PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-header $(OPTIONS)

lock: environment ## renew both requirements.txt from requirements.in (OPTIONS=--upgrade: newest)
	@mkdir -p _build/refresh && cp requirements.txt _build/
	@cp chapters/refresh/requirements.txt _build/refresh/
	@$(RESOLVE) --output-file _build/requirements.txt requirements.in
	@$(RESOLVE) --no-annotate --constraints _build/requirements.txt \
		--output-file _build/refresh/requirements.txt chapters/refresh/requirements.in
	@if grep -n -e '://' -e '^--' _build/requirements.txt _build/refresh/requirements.txt; then \
		echo 'error: the lines above name an address; both locks are as they were.'; exit 1; fi
	@mv _build/requirements.txt requirements.txt
	@mv _build/refresh/requirements.txt chapters/refresh/requirements.txt
	@echo 'Both requirements.txt are renewed; the next make book installs what changed.'

clean: ## remove what was built (not .venv: rm -rf .venv)
	rm -rf _build .hypothesis .pytest_cache .mypy_cache .ruff_cache
	find chapters tests '(' -name __pycache__ -o -name .ipynb_checkpoints ')' -prune \
		-exec rm -rf {} +

environment:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			exec "$$python" chapters/book/environment.py; \
		fi; \
	done; \
	echo 'error: no Python 3.11 or later was found. Install one (Debian, Ubuntu:'; \
	echo '    apt-get install python3 python3-venv'; \
	echo 'macOS, Windows: python.org), or name it: make book PYTHON=/path/to/python3'; \
	exit 1
