# Everything runs through uv, which `make` gets by itself when it is missing; all that is needed is Python 3.11+.
.DEFAULT_GOAL := help
.PHONY: help run test readers lint superset bench bench-warehouse bench-reading score serve docs freeze clean
MAKEFLAGS += --no-print-directory

INBOX ?= tests/samples
WAREHOUSE ?= warehouse/warta.duckdb
# The range that all locked packages support.
export UV_PYTHON ?= >=3.11,<3.15
# Python keeps what it compiles, whatever the shell says: without that each run spends five seconds more on imports.
unexport PYTHONDONTWRITEBYTECODE
N ?= 10000
RUNS ?= 50
SHARED ?= ../shared

UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .uv/bin/uv)

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.ready ## Run on the bundled sample articles: from files to an answered question
	@.venv/bin/warta run --inbox $(INBOX) --warehouse $(WAREHOUSE)

test: .venv/.ready ## Run the tests
	@.venv/bin/pytest -q -n auto --maxprocesses=4 --dist loadfile --no-loadscope-reorder --max-worker-restart=0

readers: .venv/.ready ## Open the published file with other programs, each in an environment of its own (fetches packages)
	@.venv/bin/pytest -q -m readers tests/readers

superset: .venv/.ready ## Read the published file with Apache Superset (fetches it once); OPEN=yes stays, for the browser
	@PYTHONPATH=tests/superset .venv/bin/python tests/superset/check.py --warehouse $(WAREHOUSE) $(if $(OPEN),--open)

lint: .venv/.ready ## Check style, types and SQL
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/sqlfluff lint --processes 0 sql

bench: .venv/.ready ## Measure articles per second of each step on N made articles (N=10000)
	@UV=$(UV) .venv/bin/python -m bench --articles $(N) --shared $(SHARED)

bench-reading: .venv/.ready ## Measure reading alone at 10,000, 30,000 and 100,000 articles, and copies among a million
	@.venv/bin/python -m bench.reading --shared $(SHARED)

bench-warehouse: .venv/.ready ## Measure loading, small runs, questions and growth of a warehouse of N articles (N=100000 RUNS=50)
	@.venv/bin/python -m bench.warehouse --articles $(if $(filter file,$(origin N)),100000,$(N)) --runs $(RUNS) --shared $(SHARED)

score: .venv/.ready ## Compare the facts with labelled articles (needs SHARED=../shared), write docs/scores.md
	@.venv/bin/python -m bench.scores --shared $(SHARED)

serve: .venv/.ready ## Run on the bundled samples every minute until stopped
	@.venv/bin/warta serve --inbox $(INBOX) --warehouse $(WAREHOUSE) --every 60

docs: .venv/.ready ## Write docs/dictionary.md and docs/datacontract.yaml from the SQL files and their CSV files
	@.venv/bin/python -m flows.publish.catalog docs

freeze: .venv/.ready ## Write down the present schema version for the tests of migrations
	@PYTHONPATH=tests .venv/bin/python tests/freeze.py

clean: ## Remove the environment and what runs have made
	rm -rf .venv .uv warehouse/*.duckdb* warehouse/quality warehouse/.staging

# Where the machine has certificates of its own (a proxy that looks into all traffic), the second try uses those.
.venv/.ready: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --frozen -qq || UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true $(UV) sync --frozen
	@touch $@

.uv/bin/uv:
	@sh .ci/get-uv
