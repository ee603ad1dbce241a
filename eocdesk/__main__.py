"""python -m eocdesk, and the program itself: hand the arguments to the command line."""

from __future__ import annotations

import gc
import sys

_NEW_OBJECTS = 50_000


def main() -> int:
    """The exit code of what was asked."""
    # Looking for garbage after every 700 new objects, as Python does, costs a sixth of the start: modules are none.
    gc.set_threshold(_NEW_OBJECTS, 20, 50)
    from eocdesk import cli  # noqa: PLC0415  after that

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
