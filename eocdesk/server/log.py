"""The hub's log: one JSON object a line, for machines that watch; never a word of what desks write."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any, TextIO

from eocdesk.models import clock

NAME = "eocdesk"
_OF_A_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


class Lines(logging.Formatter):
    """A record as a line of JSON: at, level, from, said, and whatever was given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, Any] = {
            "at": clock.iso(int(record.created * 1000)),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        told |= {key: value for key, value in vars(record).items() if key not in _OF_A_RECORD}
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def start(stream: TextIO | None = None, *, verbose: bool = False) -> logging.Handler:
    """Write the log from here on to the stream, else to standard error; requests too where `verbose`."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines())
    top = logging.getLogger()
    top.addHandler(handler)
    top.setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # what strangers send by mistake fills no log
    logging.getLogger(NAME).setLevel(logging.INFO if verbose else logging.WARNING)
    return handler


def stop(handler: logging.Handler) -> None:
    """Write no more."""
    logging.getLogger().removeHandler(handler)
    handler.flush()
