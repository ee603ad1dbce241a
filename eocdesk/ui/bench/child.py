"""A process that measures the window: loads what the program loads, in its order, then sits down at it."""

from __future__ import annotations

import sys
from importlib import import_module

from eocdesk.desk import ahead


def main(words: list[str]) -> int:
    """FOLDER MEASURE JSON; see `sitting`."""
    ahead.calm()
    ahead.load()
    return int(import_module("eocdesk.ui.bench.sitting").main(words))


if __name__ == "__main__":
    main(sys.argv[1:])
