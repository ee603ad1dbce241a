"""The command line: one sentence for each thing that can go wrong, an exit code that scripts can trust."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from eocdesk.cli.arguments import Misuse, parser
from eocdesk.models import Refused, Unavailable

DONE, REFUSED, MISUSED, UNAVAILABLE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; the exit code."""
    try:
        asked = parser().parse_args(arguments)
        return int(asked.run(asked))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output went away
        return DONE
    except (Misuse, Refused, Unavailable, KeyboardInterrupt) as error:
        return _say(*_SAID[type(error)](error))
    except Exception as error:  # noqa: BLE001  a bug: said in a sentence, kept for whoever mends it
        return _broken(error)


_SAID: dict[type[BaseException], Callable[[BaseException], tuple[str, int]]] = {
    Misuse: lambda error: (str(error), MISUSED),
    Refused: lambda error: (str(error), REFUSED),
    Unavailable: lambda error: (str(error), UNAVAILABLE),
    KeyboardInterrupt: lambda _: ("Stopped.", REFUSED),
}


def _say(sentence: str, code: int) -> int:
    print(f"eocdesk: {sentence}", file=sys.stderr)
    return code


def _broken(error: Exception) -> int:
    import tempfile  # noqa: PLC0415  a command that goes well needs none of these
    import traceback  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    report = Path(tempfile.gettempdir()) / "eocdesk-report.txt"
    report.write_text("".join(traceback.format_exception(error)), "utf-8")
    return _say(
        f"This is a mistake in eocdesk ({type(error).__name__}: {error}). A report is in {report}.", UNAVAILABLE
    )
