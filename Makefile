PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := .venv/bin
WORKERS ?= 2

.PHONY: help run test test-fast coverage lint types fix docs snapshots sample-report bench bench-truth bench-phone faults lock check

help: ## list what there is to make
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

.uv/bin/uv:
	$(PYTHON) -m venv .uv && .uv/bin/pip install -q "uv>=0.13,<1"

.venv/run.stamp: requirements/run.txt pyproject.toml | $(UV)
	$(UV) venv -q --allow-existing --python $(PYTHON) .venv
	$(UV) pip install -q --require-hashes -r requirements/run.txt
	$(UV) pip install -q --no-deps -e .
	@touch $@

.venv/dev.stamp: requirements/dev.txt pyproject.toml | $(UV)
	$(UV) venv -q --allow-existing --python $(PYTHON) .venv
	$(UV) pip install -q --require-hashes -r requirements/dev.txt
	$(UV) pip install -q --no-deps -e .
	@touch $@ .venv/run.stamp

.venv-bench/stamp: requirements/bench.txt pyproject.toml | $(UV)
	$(UV) venv -q --allow-existing --python $(PYTHON) .venv-bench
	VIRTUAL_ENV=.venv-bench $(UV) pip install -q --require-hashes -r requirements/bench.txt
	VIRTUAL_ENV=.venv-bench $(UV) pip install -q --no-deps -e .
	@touch $@

run: .venv/run.stamp ## start the app with a demo diary, print one URL
	$(BIN)/headlog serve --demo

test: .venv/dev.stamp ## every test: one run, one last summary
	$(BIN)/python scripts/run_tests.py

test-fast: .venv/dev.stamp ## the core rooms, in seconds: no database, no browser
	$(BIN)/python scripts/run_tests.py --fast

coverage: .venv/dev.stamp ## the same tests, measured: every branch of the core rooms is asked for
	$(BIN)/python scripts/run_tests.py --coverage

lint: .venv/dev.stamp ## ruff, room imports, template style, spelling
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/typos
	find src -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +

types: .venv/dev.stamp ## mypy --strict over everything
	$(BIN)/mypy

fix: .venv/dev.stamp ## what can be mended by itself
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

docs: .venv/dev.stamp ## the documentation, nitpicky
	$(BIN)/python scripts/render_rulebook.py && $(BIN)/sphinx-build -q -n -W -b html docs docs/_build/html

snapshots: .venv/dev.stamp ## rewrite the expected reports and pictures
	$(BIN)/python -m pytest tests/snapshots -p no:randomly --snapshot-update

sample-report: .venv/run.stamp ## a PDF to look at, in var/
	mkdir -p var && $(BIN)/headlog demo --out var/demo.headlog.json && $(BIN)/headlog report var/demo.headlog.json --pdf var/sample-report.pdf

bench: .venv/dev.stamp ## times and query counts on a ten-year diary
	$(BIN)/python scripts/bench.py

bench-truth: .venv-bench/stamp ## known truth: this program against the naive rule, Cox, logistic regression, NUTS
	.venv-bench/bin/python scripts/bench_truth.py

bench-phone: .venv/dev.stamp ## taps to durable, in Chromium with a slowed processor
	$(BIN)/python scripts/bench_phone.py

faults: .venv/dev.stamp ## 1,000 random fault schedules against the offline room
	$(BIN)/python scripts/faults.py

lock: $(UV) ## compile the hashed requirements
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --extra web -o requirements/run.txt
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --extra web --extra postgres --group test --group dev -o requirements/dev.txt
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --extra web --group test --group bench -o requirements/bench.txt

check: lint types docs test ## all that CI runs
