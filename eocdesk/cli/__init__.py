"""The command line: one sentence for each thing that can go wrong, an exit code that scripts can trust."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from eocdesk.cli.arguments import Misuse, parser
from eocdesk.cli.shown import shown

DONE, REFUSED, MISUSED, UNAVAILABLE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of few letters shows what it can
    with shown():
        return _done(arguments)


def _done(arguments: Sequence[str] | None) -> int:
    try:
        asked = parser().parse_args(arguments)
        return int(asked.run(asked))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output went away
        return DONE
    except Misuse as error:
        return _say(str(error), MISUSED)
    except KeyboardInterrupt:
        return _say("Stopped.", REFUSED)
    except Exception as error:  # noqa: BLE001  told apart below
        return _ended(error)


def _ended(error: Exception) -> int:
    from eocdesk.models.errors import Refused, Unavailable  # noqa: PLC0415  wrong words and --help load no record

    if isinstance(error, Refused):
        return _say(str(error), REFUSED)
    return _say(str(error), UNAVAILABLE) if isinstance(error, Unavailable) else _broken(error)


def _say(sentence: str, code: int) -> int:
    print(f"eocdesk: {' '.join(sentence.split())}", file=sys.stderr)
    return code


def _broken(error: Exception) -> int:
    """A bug: said in a sentence, kept for whoever mends it."""
    import tempfile  # noqa: PLC0415  a command that goes well needs none of these
    import traceback  # noqa: PLC0415

    mistake = f"This is a mistake in eocdesk ({type(error).__name__}: {error})."
    try:
        with tempfile.NamedTemporaryFile("w", prefix="eocdesk-", suffix=".txt", delete=False, encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return _say(mistake, UNAVAILABLE)
    return _say(f"{mistake} A report is in {file.name}.", UNAVAILABLE)
