# The same steps on Windows and macOS: python packaging/bootstrap.py run|test|check|bench|trial|lock
START = sh packaging/start.sh

.PHONY: run test check bench trial lock

run test check bench lock:
	@$(START) $@

trial:
	@$(START) trial "DATA=$(DATA)"
