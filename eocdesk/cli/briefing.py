"""eocdesk report set: the briefing set this desk remembers, a file for each paper in one folder."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Any

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, event, misuse, put_json
from eocdesk.desk import briefing_set
from eocdesk.desk.briefing_set import Outcome, Piece, Wish
from eocdesk.models.marking import audience, parse_tlp

ONE_FILE = (
    "The set is a folder with one PDF for each paper, so that each keeps its page numbers, its digest and what readers "
    "need: name a folder"
)

_EARLIER = "[0-9][0-9]-*.pdf"
"""How the papers of a set are called in their folder."""


def report_set(asked: argparse.Namespace) -> int:
    """Make the set into a folder; 1 where nothing of it was made or it stopped early."""
    out = Path(asked.out)
    if out.suffix.lower() == ".pdf" or out.is_file():
        raise Misuse(ONE_FILE)
    if not out.parent.is_dir():
        raise Misuse(f"There is no folder “{out.parent}”")
    if out.is_dir() and next(out.glob(_EARLIER), None) is not None:
        raise Misuse(f"“{out}” holds an earlier set, and its pages would stand among the new ones: name another folder")
    name = briefing_set.FORMS if asked.blank else briefing_set.SET
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        with misuse():
            release = parse_tlp(asked.marking).word if asked.marking else ""
        wish = Wish(opened.id, release, audience(asked.audience or ""), asked.paper or "", asked.confirm or "")
        items = briefing_set.chosen(desk, name)
        made = asyncio.run(briefing_set.run(desk, items, wish, briefing_set.Folder(desk, out), _told(asked)))
    if asked.json:
        put_json(_plain(out, made))
    else:
        _say(out, made)
    return 1 if made.stopped or not made.done else 0


def _told(asked: argparse.Namespace) -> briefing_set.Told:
    def told(done: int, total: int, title: str) -> None:
        if title and not asked.json and sys.stderr.isatty():
            print(f"{done + 1} of {total}: {title}", file=sys.stderr)

    return told


def _file(out: Path, sent_to: str) -> str:
    return str(out / sent_to.removeprefix("file "))


def _line(out: Path, piece: Piece, sent_to: str) -> str:
    pages = "1 page" if piece.pages == 1 else f"{piece.pages:,} pages"
    left = f" {piece.withheld} left out." if piece.withheld else ""
    return f"{_file(out, sent_to)}: {piece.title}, {piece.marking.label}, {pages}.{left} Digest {piece.digest[:16]}."


def _say(out: Path, made: Outcome) -> None:
    for piece, sent_to in made.done:
        print(_line(out, piece, sent_to))
    for one in made.missed:
        print(f"Not made: {one.title}. {one.why}", file=sys.stderr)
    if made.stopped:
        names = ", ".join(briefing_set.title(item) for item in made.left)
        print(f"eocdesk: {made.stopped} Not reached: {names}.", file=sys.stderr)


def _plain(out: Path, made: Outcome) -> dict[str, Any]:
    return {
        "folder": str(out),
        "papers": [
            {
                "code": piece.item.code,
                "title": piece.title,
                "file": _file(out, sent_to),
                "marking": piece.marking.word,
                "pages": piece.pages,
                "digest": piece.digest,
                "withheld": piece.withheld,
            }
            for piece, sent_to in made.done
        ],
        "missing": [{"code": one.item.code, "title": one.title, "why": one.why} for one in made.missed],
        "stopped": made.stopped,
        "left": [item.code for item in made.left],
    }
