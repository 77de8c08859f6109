# Every target sets up all it needs, and does so once. ARGS reaches the program or pytest:
#   make run ARGS="--demo"      make test ARGS="-k cycle"
SETUP = @sh packaging/setup/setup.sh
BIN = .venv/bin
# Windows are drawn into memory: these tests neither need nor touch a display.
PYTEST = QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest
ARGS =

.PHONY: run test test-desktop check translations shots man clean

run: ## start backbreak in the tray (in the terminal where there is no display)
	$(SETUP) run
	@sh packaging/run.sh $(ARGS)

check: ## style, types and the import rule
	$(SETUP) test
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ## check, and every test that needs no desktop
	$(PYTEST) -n 4 --dist loadfile -m "not desktop" $(ARGS)

test-desktop: ## the running program on a real X11 desktop of its own
	$(SETUP) desktop
	@sh packaging/test-desktop.sh $(ARGS)

translations: ## collect the sentences of program and data into the catalogues, and compile them
	$(SETUP) test
	$(BIN)/python packaging/translations/update.py $(ARGS)

shots: ## pictures of every window and exercise, into build/shots
	$(SETUP) desktop
	@for painter in tests/gallery/*.py; do \
		echo "$$painter" && PYTHONPATH=tests $(BIN)/python "$$painter" build/shots || exit 1; done

man: ## the manual page, build/backbreak.1
	$(SETUP) run
	@mkdir -p build && $(BIN)/backbreak man >build/backbreak.1

clean: ## remove what the other targets made
	rm -rf .venv build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
