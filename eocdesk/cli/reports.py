"""eocdesk report situation: the next one is issued, kept, and written as its file's ending asks."""

from __future__ import annotations

import argparse
from pathlib import Path

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, event, misuse, unwritten
from eocdesk.commands.access import NoteAccess
from eocdesk.desk import exporting, outfile, papers, reports, trail
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Summary, clock
from eocdesk.models.marking import highest
from eocdesk.reports import frozen
from eocdesk.reports.situation_paper import TITLE
from eocdesk.store.queries import events
from eocdesk.store.queries.situation import PLAIN


def situation(asked: argparse.Namespace) -> int:
    """Issue the next situation summary and write its pages."""
    out = Path(asked.out)
    if not out.parent.is_dir():
        raise Misuse(f"There is no folder “{out.parent}”")
    with misuse():
        kind = exporting.kind_of(out.name)
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        looked = desk.read_now(
            reports.draw, opened.id, clock.now(), PLAIN, asked.paper or str(desk.settings.get("paper"))
        )
        papers.confirmed_red(highest([looked.facts.marking]), asked.confirm or "")
        made = reports.issue_now(desk, opened.id, PLAIN, asked.paper or "")
        entry = _gone(desk, opened.id, made.id, out.name)
        desk.do_now(entry)
        data = made.pdf if kind == exporting.PDF else exporting.written(frozen.thawed(made.content), kind)
        try:
            outfile.put_or_note(desk, out, data, entry)
        except OSError as error:
            raise unwritten(f"Situation report {made.number} is issued and kept, but {out}", error) from error
    print(f"{asked.out}: situation report {made.number}, version {made.version}.")
    return 0


def _gone(desk: Desk, event_id: bytes, record: bytes, name: str) -> NoteAccess:
    """The entry of the trail that says an issued report went into a file."""
    found = desk.read_now(events.record, Summary, record)
    if found is None:
        raise Refused("This report is not on this desk.")
    return NoteAccess(
        event_id,
        trail.EXPORTED,
        f"{TITLE} {found.number}",
        found.marking,
        found.audience or "",
        "situation",
        summary=record,
        released=found.marking,
        digest=found.digest or "",
        sent_to=f"file {name}",
    )
