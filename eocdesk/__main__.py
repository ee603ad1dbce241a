"""python -m eocdesk, and the program itself: hand the arguments to the command line."""

from __future__ import annotations

import os
import sys

_CHROMIUM = "PySide6.QtWebEngineCore"


def main() -> int:
    """The exit code of what was asked."""
    from eocdesk.desk import ahead  # noqa: PLC0415  before all the rest

    ahead.calm()
    from eocdesk import cli  # noqa: PLC0415  after that

    code = cli.main()
    if _CHROMIUM in sys.modules:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End at once. Chromium's threads outlive the application (Qt 6.11) and would call into a Python half gone.

    Everything is closed and on disk by now.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
