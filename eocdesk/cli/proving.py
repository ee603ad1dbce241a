"""eocdesk verify --document: whether a PDF is what this desk froze."""

from __future__ import annotations

import argparse
from pathlib import Path

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, misuse, put_json
from eocdesk.desk.proving import Verdict, prove
from eocdesk.models import clock


def verify_document(asked: argparse.Namespace) -> int:
    """Say what is known of the file; 0 it is what was frozen, 1 it is not, differs, or cannot be said."""
    from eocdesk.ui.pdf_words import words  # noqa: PLC0415  what reads PDF comes with the screen

    try:
        data = Path(asked.document).read_bytes()
    except OSError as error:
        raise Misuse(f"{asked.document} cannot be read ({error.strerror})") from error
    with misuse():
        words(data)  # a file that is none is wrong use, before a desk is opened
    with at_desk(asked) as desk:
        found = prove(desk, data, words)
    if asked.json:
        put_json(_plain(found))
    else:
        print(found.sentence)
        for one in found.noted:
            print(f"{clock.iso(one.written)}  {one.way}  {one.what} to {one.sent_to or '–'}  {one.author}")
    return 0 if found.same else 1


def _plain(found: Verdict) -> dict[str, object]:
    paper, difference = found.paper, found.difference
    return {
        "digest": found.digest,
        "paper": None if paper is None else {"id": paper.id.hex(), "code": paper.code, "name": paper.name},
        "identical": found.identical,
        "same": found.same,
        "difference": None if difference is None else difference._asdict(),
        "noted": [{"way": one.way, "at": clock.iso(one.written), "who": one.author} for one in found.noted],
        "sentence": found.sentence,
    }
