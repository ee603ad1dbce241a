"""What was caught by nobody: told, kept in the log, and the desk goes on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from eocdesk.ui.messages import Messages, report_of

_log = logging.getLogger(__name__)


class Crash:
    """In force from `__init__` to `stop`. Hard faults (a library's) write their stacks into the program's log."""

    def __init__(self, messages: Messages, log_file: Path) -> None:
        self._messages = messages
        self._before = sys.excepthook
        self._threads_before = threading.excepthook
        self._file: IO[str] | None = None
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        try:
            log_file.parent.mkdir(parents=True, exist_ok=True)
            self._file = log_file.open("a", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError:
            _log.warning("the log %s cannot be written; hard faults go to standard error", log_file)

    def stop(self) -> None:
        """As it was before."""
        sys.excepthook = self._before
        threading.excepthook = self._threads_before
        if self._file is not None:
            faulthandler.disable()
            self._file.close()

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        report = report_of(error.with_traceback(trace))
        _log.error("%s", report.text)
        if self._file is not None:
            self._file.write(report.text)
            self._file.flush()
        self._messages.broken.emit(report)  # a signal crosses threads by itself

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)
