# Each target sets up what it needs on a Debian 12 machine; what is there already is left alone.
.DEFAULT_GOAL := help
.PHONY: help setup demo run process test test-all test-pure test-qgis test-spark lint format bench package translations clean
MAKEFLAGS += --no-print-directory
SHELL := /bin/bash

PYTHON := .venv/bin/python
HEADLESS := source scripts/qgis_env.sh && QT_QPA_PLATFORM=offscreen $(PYTHON)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install QGIS and the environment .venv
	@scripts/setup.sh

demo: setup ## make the sample store, export each of its rounds into build/demo, print the summary
	@$(HEADLESS) scripts/demo.py build/demo

run: setup ## open QGIS with the plugin, the sample store and its map
	@scripts/run.sh

process: setup ## run qgis_process with the plugin: make process ARGS="run drugscene:createstore --json -- STORE=x.gpkg"
	@scripts/process.sh $(ARGS)

test: setup ## all tests: pure, and on the installed QGIS (with CI=true also on QGIS 3.44)
	@scripts/test_lanes.sh $(if $(filter true,$(CI)),3.44)

test-all: setup ## all tests, and those of QGIS also on QGIS 3.40 and 3.44
	@scripts/test_lanes.sh 3.40 3.44

test-pure: setup ## only the tests that need no QGIS
	@source scripts/qgis_env.sh && scripts/test.sh pure $(ARGS)

test-qgis: setup ## only the tests on the installed QGIS
	@source scripts/qgis_env.sh && scripts/test.sh qgis $(ARGS)

test-spark: setup ## the statements for Sedona on two versions of Spark, its functions stood in for (840 MB in build; in no other target)
	@scripts/setup.sh spark
	@source scripts/qgis_env.sh && scripts/test.sh spark $(ARGS)

lint: ## style, types, security, secrets, Python 3.9, Qt 6
	@scripts/setup.sh qt6
	@scripts/lint.sh

format: setup ## lay the code out as `make lint` wants it
	@.venv/bin/ruff check --fix-only --quiet . && .venv/bin/ruff format .

bench: ## the measurements in bench/, one after the other (BENCH_POINTS=5000000: more incidents)
	@scripts/setup.sh bench
	@source scripts/qgis_env.sh && export QT_QPA_PLATFORM=offscreen PYTHONPATH=. && failed=() && \
	for script in bench/bench_*.py; do \
		echo "== $$script"; SECONDS=0; $(PYTHON) "$$script" || failed+=("$$script"); echo "($$SECONDS s)"; \
	done && { [ $${#failed[@]} = 0 ] || { echo "failed: $${failed[*]}" >&2; exit 1; }; }

package: setup ## the plugin as a ZIP, in build
	@$(PYTHON) scripts/package.py build

translations: setup ## collect the texts of all sources into the Swedish translation, and compile it
	@$(PYTHON) scripts/collect_texts.py drugscene_plugin/i18n/drugscene_sv.ts
	@scripts/setup.sh

clean: ## remove what the other targets made (not the cached roots)
	@$(SUDO) rm -rf --one-file-system build
	@rm -rf .venv .qgis-settings .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage drugscene_plugin/i18n/*.qm
	@find drugscene_plugin tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
