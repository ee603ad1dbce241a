"""What was caught by nobody: told, kept in the log, and the desk goes on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from eocdesk.ui.messages import Messages, Report, report_of

MOST = 2_000_000
"""Bytes at which the log is put aside and begun anew."""
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_NO_TROUBLE = "This plugin does not support"
"""The offscreen platform says that it has no window manager, at every window."""

_log = logging.getLogger(__name__)


class Crash:
    """In force from `__init__` to `stop`. Hard faults (a library's) write their stacks into the program's log."""

    def __init__(self, messages: Messages, log_file: Path) -> None:
        self._messages = messages
        self._before = sys.excepthook
        self._threads_before = threading.excepthook
        self._qt_before = qInstallMessageHandler(_qt_said)
        self._file: IO[str] | None = None
        self._handler: logging.Handler | None = None
        messages.broken.connect(self._keep)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        try:
            log_file.parent.mkdir(parents=True, exist_ok=True)
            if log_file.exists() and log_file.stat().st_size > MOST:
                log_file.replace(log_file.with_suffix(".log.old"))
            self._file = log_file.open("a", encoding="utf-8")
            faulthandler.enable(self._file)
            self._keep_log(self._file)
        except OSError:
            _log.warning("the log %s cannot be written; hard faults go to standard error", log_file)

    def stop(self) -> None:
        """As it was before."""
        sys.excepthook = self._before
        threading.excepthook = self._threads_before
        # Never none at all: a thread of Chromium that waits to tell would then call what is gone, and end the program.
        qInstallMessageHandler(self._qt_before or _unheard)
        self._messages.broken.disconnect(self._keep)
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
        if self._file is not None:
            faulthandler.disable()
            self._file.close()

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self._messages.broken.emit(report_of(error.with_traceback(trace)))  # a signal crosses threads by itself

    def _keep(self, report: Report) -> None:
        """Whatever broke, a task among it: into the log."""
        _log.error("%s", report.text)

    def _keep_log(self, file: IO[str]) -> None:
        self._handler = logging.StreamHandler(file)
        self._handler.setLevel(logging.WARNING)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(self._handler)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)


def _qt_said(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """What Qt complains of goes where everything goes; a person at a terminal is not told of it."""
    level = logging.DEBUG if words.startswith(_NO_TROUBLE) else _LEVELS.get(kind, logging.DEBUG)
    logging.getLogger("qt").log(level, "%s", words)


def _unheard(_kind: QtMsgType, _where: QMessageLogContext, _words: str) -> None:
    """Nobody listens any more."""
