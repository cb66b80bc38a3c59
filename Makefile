# Нужны только Python 3.11+ (с pip или venv) и make. Без аргументов: список целей.
# Пути относительные и в кавычках: каталог с пробелами в имени годится.

PYTHON ?= python3
PORT ?= 8000
DATA ?= .data
SIZE ?= small
ARGS ?=

export PYTHON PORT DATA

RUN := .venv/bin/python
BOOTSTRAP = @command -v "$$PYTHON" >/dev/null || { echo "Нужен Python 3.11 или новее: программа $$PYTHON не найдена."; exit 1; }; \
	"$$PYTHON" -I service/launcher/bootstrap.py
# Where decisions are made: every type is checked strictly.
INNER := service/core service/rules service/profiles service/launcher \
	$(wildcard service/*/rules.py service/*/rules service/*/policy.py service/*/names.py) \
	service/documents/paper $(wildcard service/*/papers)
# A file of tests stays in one worker; the longest start first (tests/sharing.py). ARGS="-n 0" runs all in one process.
WORKERS := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help demo test check bench

help: ## этот список
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: ## запустить службу с демонстрационными данными; PORT=8000 DATA=.data; Ctrl-C останавливает всё
	$(BOOTSTRAP) requirements.lock
	@exec .venv/bin/mms demo run --port "$$PORT" --data "$$DATA"

test: ## все тесты; ARGS="tests/rules -k кворум" выбирает
	$(BOOTSTRAP) requirements-test.lock
	@exec $(RUN) -m pytest $(WORKERS) $(ARGS)

check: ## оформление, типы, слои, профили, переводы и все тесты
	$(BOOTSTRAP) requirements-test.lock
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy $(INNER)
	.venv/bin/lint-imports
	.venv/bin/mms tenants check
	.venv/bin/mms cases
	.venv/bin/mms catalogues check
	$(RUN) -m pytest $(WORKERS) $(ARGS)

bench: ## замеры в парах: SIZE=small (до двух минут) или SIZE=country; таблица и benchmarks/results/
	$(BOOTSTRAP) requirements-test.lock
	@exec $(RUN) -m benchmarks --size "$(SIZE)" $(ARGS)
