# Every task around the code. Nothing has to be installed first: each target makes the environment that it needs.
#   PYTHON=python3.12 make run     another interpreter         PORT=8001 make run     another port

PYTHON ?= $(shell sh make/interpreter.sh)
runtime = @PYTHON="$(PYTHON)" sh make/environment.sh .venv requirements.txt
development = @PYTHON="$(PYTHON)" sh make/environment.sh .venv requirements-dev.txt
latest = @PYTHON="$(PYTHON)" sh make/environment.sh .venv-latest requirements-dev.txt latest
asked = $(if $(SHUFFLE),--shuffle=$(SHUFFLE)) $(if $(RECORD),--record) $(PATHS)
production = DJANGO_SETTINGS_MODULE=backcare.settings.base

.DEFAULT_GOAL := run
.PHONY: run dev test test-latest test-long test-flaky check lint format house dependencies sbom screenshots bench mutation release-data lock

run: ## the site on http://127.0.0.1:8000, as in production
	$(runtime)
	@$(production) exec .venv/bin/python manage.py serve

dev: ## the site with DEBUG; restarts when the code changes
	$(development)
	@DJANGO_SETTINGS_MODULE=backcare.settings.local .venv/bin/python manage.py prepare
	@DJANGO_SETTINGS_MODULE=backcare.settings.local exec .venv/bin/python manage.py runserver "$${PORT:-8000}"

test: ## every test; those that use a database on SQLite and PostgreSQL, journeys in a real browser. PATHS=… a part; LATEST=yes with test-latest
	$(development)
	$(if $(LATEST),$(latest))
	@exec .venv/bin/python -m tests.suite $(if $(LATEST),--newest=.venv-latest/bin/python) $(asked)

test-latest: ## what the newest Wagtail and Django could change
	$(latest)
	@exec .venv-latest/bin/python -m tests.suite --kind=test-latest $(asked)

test-long: ## every test, with long searches for examples that break a rule
	$(development)
	@LONG_SEARCHES=1 exec .venv/bin/python -m tests.suite $(asked)

test-flaky: ## every test five times, each time in another order
	$(development)
	@for seed in 1 2 3 4 5; do .venv/bin/python -m tests.suite --shuffle=$$seed $(PATHS) || exit 1; done

check: ## lint and the quick half of the tests on SQLite: before each commit
	$(development)
	@sh make/lint.sh
	@exec .venv/bin/python -m tests.suite --kind=check $(asked)

lint: ## style, types, templates, migrations, production settings, licences and known vulnerabilities of dependencies
	$(development)
	@sh make/lint.sh

format: ## rewrites code and templates in the house style
	$(development)
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format --quiet .
	@.venv/bin/djlint --quiet --reformat templates || true
	@.venv/bin/djlint --quiet --reformat --profile jinja -e jinja templates || true

house: ## writes the table and the drawing of docs/architecture.md anew, and prints figures of the code
	$(development)
	@exec .venv/bin/python -m tests.architecture

dependencies: ## writes the tables of docs/dependencies.md anew
	$(development)
	@exec .venv/bin/python -m tests.dependencies --write

sbom: ## what the site is made of, as CycloneDX, in var/sbom; `make release` will call it
	$(development)
	@exec .venv/bin/python -m tests.dependencies.sbom

screenshots: ## takes the pictures in docs/images anew
	$(development)
	@exec .venv/bin/python -m tests.screenshots

bench: ## how soon readers see a page, and how quick the search is; LARGE=1 and WRITE=1: see docs/measures-of-search.md
	$(development)
	@exec .venv/bin/python -m tests.benchmarks $(if $(LARGE),--large) $(if $(WRITE),--write)

mutation: ## breaks the rules that matter most, one small change at a time, and counts what the tests notice; takes an hour or more
	$(development)
	@[ -x .venv-mutation/bin/cosmic-ray ] || { $(PYTHON) -m venv .venv-mutation && .venv-mutation/bin/pip install --quiet cosmic-ray==8.7.0; }
	@exec .venv/bin/python -m tests.mutation $(TARGET)

release-data: ## stores a release that later code has to upgrade: COMMIT=<commit>; see tests/releases/README.md
	$(development)
	@exec .venv/bin/python -m tests.releases.store "$(COMMIT)"

lock: ## the newest versions that requirements.in and requirements-dev.in allow, with hashes
	$(development)
	@sh make/lock.sh requirements
	@sh make/lock.sh requirements-dev -c requirements.txt
