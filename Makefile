# make handbook   build the site and everything printable into site/, to be opened from the disk
# make site       the same with the short links of a web server
# make serve      the same in the browser while you write
# make check      read all documents and list every problem
# make test       everything that must hold before a change goes in
# make fuzz       ten minutes of handbooks made at random: none may trip the program
# make bench      how long the common steps take
# make reference  write docs/reference again from the code
# make lock       write requirements.lock again from pyproject.toml (UPGRADE=1: newest versions)
# make clean      remove what was built (.venv stays)

# Silences a banner that the theme prints; the build has nothing to say about it.
export NO_MKDOCS_2_WARNING = 1

bin = .venv/bin

# One process more than there are processors: tests wait for browsers and for programs that they start.
at_a_time = $(shell echo $$(($$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)))

.PHONY: help handbook site serve check test lint reference fuzz bench lock clean setup setup-tests
.NOTPARALLEL:

help:
	@sed -n 's/^# make/make/p' Makefile

handbook: setup
	@DISK=true $(bin)/mkdocs build --strict

site: setup
	@$(bin)/mkdocs build --strict

serve: setup
	@$(bin)/mkdocs serve

check: setup
	@$(bin)/cocreate check --strict

test: setup-tests lint
	@$(bin)/python -m pytest -q -n $(at_a_time) --dist worksteal

lint: setup-tests
	@$(bin)/ruff check --quiet
	@$(bin)/mypy

reference: setup
	@$(bin)/python scripts/reference.py

fuzz: setup-tests
	@$(bin)/python -m tests.attacks.fuzz $(or $(SECONDS),600)

bench: setup
	@$(bin)/python scripts/bench.py
	@$(bin)/python scripts/side_by_side.py

lock: setup
	@$(bin)/python -m pip install --quiet --disable-pip-version-check uv
	@$(bin)/uv pip compile pyproject.toml --extra test --group build --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate $(if $(UPGRADE),--upgrade) --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock
	@scripts/setup.sh

clean:
	rm -rf site build dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

setup:
	@scripts/setup.sh

setup-tests:
	@scripts/setup.sh test
