# The same steps on Windows and macOS: python packaging/bootstrap.py run|test|check|bench|bench-sync|trial|simulate|mutants|lock
START = sh packaging/start.sh

.PHONY: run test check bench bench-sync trial simulate mutants lock

run test check bench mutants lock:
	@$(START) $@

bench-sync:
	@$(START) $@

trial:
	@$(START) trial "DATA=$(DATA)"

simulate:
	@$(START) simulate "DAYS=$(DAYS)" "SEED=$(SEED)" "HUBS=$(HUBS)"
