"""eocdesk parcel write, parcel read, pair."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, misuse, put_json, unwritten
from eocdesk.desk import outfile, pairs, parcels
from eocdesk.desk.desk import Desk
from eocdesk.desk.pairs import Compared
from eocdesk.models import Refused, clock, ids
from eocdesk.models.marking import parse_tlp
from eocdesk.models.right import Right, role_of
from eocdesk.sync import pairing, parcel_reading
from eocdesk.sync.pairing import Introduction

LONGEST = 3650


def write(asked: argparse.Namespace) -> int:
    """Write what this desk holds into a file for the desks it knows."""
    target = Path(asked.file).absolute()
    with at_desk(asked) as desk:
        told = _progress(asked, "changes")
        written = parcels.write(desk, target, tuple(asked.only or ()), told, new=asked.new)
    if asked.json:
        put_json(
            {
                "files": [str(path) for path in written.files],
                "changes": written.changes,
                "for": sorted(written.readers),
                "left_out": sorted(written.late),
                "attachments_left": written.attachments,
            }
        )
        return 0
    for line in parcels.of_written(written):
        print(line.words)
    return 0


def read(asked: argparse.Namespace) -> int:
    """Take in a parcel; 0 all of it is here, 1 something was refused, waits or is missing."""
    with at_desk(asked) as desk:
        report = parcels.read(desk, Path(asked.file).absolute(), _progress(asked, "bytes"))
    if asked.json:
        put_json(as_json(report))
    else:
        print(f"A parcel of {report.writer}, written {clock.iso(report.made)}.")
        for sentence in report.sentences():
            print(sentence)
    return 0 if report.whole else 1


def as_json(report: parcel_reading.Report) -> dict[str, Any]:
    """The report for scripts; the keys are stable."""
    return {
        "writer": report.writer,
        "written": clock.iso(report.made),
        "whole": report.whole,
        "changes": report.changes,
        "already_here": report.here,
        "records": dict(report.records),
        "entries": report.records["entry"],
        "incidents": report.records["incident"],
        "conflicts": report.conflicts,
        "withdrawn": report.withdrawn,
        "refused": report.refused,
        "waiting": report.waiting,
        "missing": report.missing,
    }


def _progress(asked: argparse.Namespace, what: str) -> Callable[[int, int], None] | None:
    if asked.json or not sys.stderr.isatty():
        return None

    def told(done: int, total: int) -> None:
        print(f"\r{done:,} of {total:,} {what}", end="" if done < total else "\n", file=sys.stderr)

    return told


# pairing


def pair(asked: argparse.Namespace) -> int:
    """Print this desk's card; or take another desk's on, once the number was compared."""
    if not 0 < asked.days <= LONGEST:
        raise Misuse(f"A pairing holds for 1 to {LONGEST} days. Use --days")
    right = _right(asked)
    with at_desk(asked) as desk:
        if asked.forget:
            return _forget(desk, asked)
        own = pairs.own(desk, asked.name or "")
        if not asked.card:
            return _show(own.card, own.text, asked)
        other = pairs.compare(desk, _text(asked.card), own)
        if not _compared(other, asked):
            return 1
        pairs.pair(desk, other, right, asked.days)
    if asked.json:
        put_json({"paired": True, "desk": other.name, "code": other.code, "number": other.number})
    else:
        print(f"Paired with {other.name} for {asked.days} days. It may be given: {_told(asked)}.")
    return 0


def _right(asked: argparse.Namespace) -> Right:
    with misuse():
        event = ids.event_id(asked.event) if asked.event else b""
        ceiling = parse_tlp(asked.marking).word if asked.marking else ""
        return Right(role_of(asked.role).value, event, ceiling, why="paired")


def _told(asked: argparse.Namespace) -> str:
    where = f"{asked.event.upper()}" if asked.event else "all events"
    return f"{where}, as a {asked.role.replace('-', ' ')}" + (
        f", up to {asked.marking.upper()}" if asked.marking else ""
    )


def _show(own: Introduction, text: str, asked: argparse.Namespace) -> int:
    if asked.out:
        try:
            outfile.put(Path(asked.out), f"{text}\n".encode("ascii"))
        except OSError as error:
            raise unwritten(asked.out, error) from error
    if asked.json:
        put_json({"card": "".join(text.split()), "desk": own.name, "code": ids.desk_code(own.dev), "out": asked.out})
        return 0
    print(f"The card of {own.name}. It is no secret. On the other desk: eocdesk pair CARD, or pair FILE with it in.")
    print(f"It is in {asked.out}." if asked.out else text)
    return 0


def _text(words: list[str]) -> str:
    """The card that was typed, or that a file holds."""
    path = Path(words[0])
    try:
        if len(words) == 1 and len(words[0]) < 200 and path.is_file():  # noqa: PLR2004  a card is longer than any name
            with path.open("rb") as file:
                return file.read(pairing.FILE_LIMIT).decode("ascii", "replace")
    except OSError as error:
        raise Refused(f"“{path.name}” cannot be read ({error.strerror}).") from error
    return " ".join(words)


def _compared(other: Compared, asked: argparse.Namespace) -> bool:
    """Whether a person said that both desks show the same number."""
    shown = other.number
    if asked.heard:
        if pairing.same_number(asked.heard, shown):
            return True
        raise Refused(f"The number heard is not {shown}. Compare the cards: nothing was paired.")
    if asked.json:
        put_json({"paired": False, "desk": other.name, "code": other.code, "number": shown})
        return False
    print(f"{other.name}: {shown}")
    print(pairs.READ_IT)
    if sys.stdin is not None and sys.stdin.isatty():
        if input("Do both desks show this number? (yes/no) ").strip().casefold() in {"yes", "y"}:
            return True
        print("Nothing was paired.")
        return False
    print("Then say the same once more with --heard and the number the other desk read. Nothing is paired yet.")
    return False


def _forget(desk: Desk, asked: argparse.Namespace) -> int:
    gone = pairs.forget(desk, asked.forget)
    if asked.json:
        put_json({"forgotten": gone.name, "code": ids.desk_code(gone.dev)})
    else:
        print(f"{gone.name} is paired no longer: it is given nothing and believed nothing. What it brought stays.")
    return 0
