# Only python3 (3.11 to 3.13) with venv, and make, need to be on the machine. `make help` lists what there is.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input --constraint constraints.txt
TEMPLATES := templates
# Each process of a start would compile the platform anew, and each test process the tests, where this asks for it.
export PYTHONDONTWRITEBYTECODE :=
# Tests and checks do not read the developer's own .env: what is set here wins over it.
APART := SECRET_KEY=for-tests-only-never-to-sign-anything DATABASE_URL= DATA_DIR=var/test DEMO=0 HTTPS=1 \
	DESK_HOST=desk.localhost API_HOST=api.localhost TRUST_FORWARDED_PROTO=0 TRUSTED_PROXIES=0 EMAIL_URL=consolemail://
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile
MANAGE := $(BIN)/python manage.py
# Tests that start platforms, and databases where they need one, of their own: once is enough.
OWN_PLATFORMS := tests/operations tests/cms/delivery tests/cms/operations/test_deployment.py tests/api/test_wagtail_off.py tests/test_first_day.py
# What it says of speed is true only where nothing else is busy.
LIGHTHOUSE := tests/judges/test_lighthouse.py
.PHONY: help run dev test test-crawls test-all test-next proof check format migrations messages mutations bench screenshots pictures contract \
	baseline client test-clients judges clean

help: ## This list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/runtime ## Serve the four demo brands on http://*.localhost:8000 (another port: make run PORT=8100).
	@DEMO=1 HTTPS=0 exec $(BIN)/python -m cms.launch

dev: .venv/development ## The same for developers: debug pages, reload on change, sources of static files.
	@DEMO=1 HTTPS=0 DJANGO_SETTINGS_MODULE=cms.settings.development exec $(BIN)/python -m cms.launch

test: .venv/development ## All tests on SQLite, then on a PostgreSQL that they bring themselves.
	@echo "== Tests on SQLite"
	@$(APART) $(PYTEST)
	@echo "== Tests on PostgreSQL"
	@$(APART) $(BIN)/python -m tests.postgres -- $(PYTEST)

test-crawls: .venv/development ## Every address, person, brand, page type and item, and the whole demo, on both databases (minutes).
	@echo "== Crawls on SQLite"
	@$(APART) $(PYTEST) -m "crawl and not proof"
	@echo "== Crawls on PostgreSQL"
	@$(APART) $(BIN)/python -m tests.postgres -- $(PYTEST) -m "crawl and not proof" $(OWN_PLATFORMS:%=--ignore=%)

test-all: .venv/development tests/judges/node_modules/.package-lock.json clients/node_modules/.package-lock.json ## The long crawls, then what needs Chromium, Node, Java and nginx: browser journeys and judges that are not ours.
	@$(BIN)/python -m tests.equipment chromium node java nginx
	@$(MAKE) --no-print-directory test-crawls
	@echo "== Browser journeys and judges"
	@$(APART) $(PYTEST) -m "browser or judge" --ignore=$(LIGHTHOUSE)
	@echo "== Lighthouse, with the machine to itself"
	@$(APART) $(BIN)/python -m pytest -m judge $(LIGHTHOUSE)

test-next: .venv/development ## All tests on the newest Wagtail and Django that can be had: told, and allowed to fail (long).
	@$(APART) $(BIN)/python -m tests.newest

proof: .venv/development tests/judges/node_modules/.package-lock.json ## What many do at once, in full numbers, on both databases (long): hundreds of races, and a crowd in the tree; judges of every page.
	@$(APART) $(BIN)/python -m pytest -m proof -p no:randomly -s
	@$(APART) $(BIN)/python -m tests.postgres -- $(BIN)/python -m pytest -m proof -p no:randomly -s
	@$(BIN)/python -m tests.equipment chromium node java nginx
	@$(APART) $(BIN)/python -m pytest -m judge tests/judges -p no:randomly --every-page

check: .venv/development ## Style, templates, imports, insecure ways, types, migrations, deployment settings, Dockerfile.
	@echo "== Style"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Run make format."; exit 1; }
	@echo "== Templates"
	@$(BIN)/djlint --quiet --lint $(TEMPLATES)
	@echo "== Imports between rooms"
	@$(BIN)/lint-imports --no-logo
	@echo "== Insecure ways"
	@$(BIN)/python -m tests.insecure
	@echo "== Types"
	@$(APART) $(BIN)/mypy
	@echo "== Migrations"
	@$(APART) DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run
	@$(APART) $(BIN)/python -m tests.linted_migrations
	@echo "== Deployment settings"
	@$(APART) DATABASE_URL=sqlite://:memory: SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
		$(MANAGE) check --deploy --fail-level WARNING
	@echo "== Dockerfile"
	@$(BIN)/hadolint Dockerfile

format: .venv/development ## Write Python as the style wants it.
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format .

migrations: .venv/development ## Write the migrations that changed models need.
	@$(APART) DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations

messages: .venv/development ## Collect texts for translation and compile them (needs gettext).
	@command -v msgfmt >/dev/null || { echo "gettext is not installed: apt install gettext"; exit 1; }
	@$(APART) $(MANAGE) makemessages --locale nl --ignore .venv --ignore clients --no-obsolete
	@$(APART) $(MANAGE) compilemessages --ignore .venv --ignore clients

judges: .venv/development tests/judges/node_modules/.package-lock.json ## Judges of pages alone: Lighthouse, axe, Nu, Observatory, journeys, links (EVERY=--every-page for all pages).
	@$(BIN)/python -m tests.equipment chromium node java nginx
	@$(APART) $(BIN)/python -m pytest -m judge tests/judges -p no:randomly $(EVERY)

mutations: .venv/development ## Leave out permission checks one by one and see whether tests notice (WITHIN=cms/desk; MOST=40 of them; QUICK=1: no crawls).
	@$(APART) $(BIN)/python -m tests.mutations $(if $(WITHIN),--within $(WITHIN)) $(if $(MOST),--most $(MOST)) $(if $(QUICK),--quick)

bench: .venv/development ## Measure against stock Wagtail and the limits, into docs/performance.md (half an hour; QUICK=1: minutes, writes nothing).
	@$(BIN)/python -m tests.equipment wrk nginx
	@$(BIN)/python -m tests.postgres -- $(BIN)/python -m tests.bench $(if $(QUICK),--quick,--write)

screenshots: .venv/development ## Photograph every kind of page of every brand into var/screenshots/ (needs Chromium).
	@$(BIN)/python -m tests.screenshots

pictures: .venv/development ## Make the pictures of the README and of docs/editors.md anew (needs Chromium).
	@$(BIN)/python -m tests.pictures

contract: .venv/development ## Write the API's OpenAPI document to its snapshot.
	@$(APART) DATABASE_URL=sqlite://:memory: $(MANAGE) api_contract --write tests/api/openapi.json

baseline: .venv/development ## Take the present contract as released. Refused while it breaks clients of the last.
	@$(BIN)/python -m tests.clients.compatibility --release

client: clients/node_modules/.package-lock.json ## Make the TypeScript client's types anew from the contract (needs Node).
	@cd clients && npm run --silent generate --workspace typescript && npm run --silent build --workspace typescript

test-clients: .venv/development clients/node_modules/.package-lock.json ## The clients: types, their own tests, the Next.js site built and crawled (needs Node).
	@$(APART) $(BIN)/python -m pytest tests/clients -m "judge or not judge" -p no:randomly

clean: ## Remove the virtual environment and caches. Data in var/ stays.
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis var/static var/test
	rm -rf clients/node_modules clients/typescript/dist clients/typescript/build clients/nextjs/.next

# The same for the judges of pages. The list of preloaded domains that one of them would fetch is left empty.
tests/judges/node_modules/.package-lock.json: tests/judges/package-lock.json
	@command -v npm >/dev/null || { echo "Node 20 or newer with npm is needed: apt install nodejs npm."; exit 1; }
	@echo "Installing tests/judges/package-lock.json …"
	@cd tests/judges && npm ci --silent --ignore-scripts
	@touch $@

# As the lock names them; npm writes this file last.
clients/node_modules/.package-lock.json: clients/package-lock.json
	@command -v npm >/dev/null || { echo "Node 20 or newer with npm is needed: apt install nodejs npm."; exit 1; }
	@echo "Installing clients/package-lock.json …"
	@cd clients && npm ci --silent --ignore-scripts
	@touch $@

# The environment is made once; a changed list of requirements is installed into it.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Python 3.11, 3.12 or 3.13 is needed. Name one: make PYTHON=python3.12 …"; exit 1; }
	@echo "Making .venv …"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "The module venv is needed: apt install python3-venv"; exit 1; }

.venv/runtime: requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing requirements.txt …"
	@$(INSTALL) --requirement requirements.txt
	@touch $@

.venv/development: requirements-dev.txt requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing requirements-dev.txt …"
	@$(INSTALL) --requirement requirements-dev.txt
	@touch $@ .venv/runtime
