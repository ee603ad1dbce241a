"""python -m eocdesk, and the program itself: hand the arguments to the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """The exit code of what was asked."""
    from eocdesk.desk import ahead  # noqa: PLC0415  before all the rest

    ahead.calm()
    from eocdesk import cli  # noqa: PLC0415  after that

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
