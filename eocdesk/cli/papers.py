"""eocdesk report: any paper into a file, through the one door; the list of papers; the trail."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from eocdesk.cli import reports
from eocdesk.cli.arguments import Misuse
from eocdesk.cli.arguments_paper import PAPERS
from eocdesk.cli.desks import at_desk, event, misuse, put_json, unwritten
from eocdesk.commands.access import NoteAccess
from eocdesk.desk import exporting, outfile, papers
from eocdesk.desk.desk import Desk
from eocdesk.models import Event, clock, moments
from eocdesk.reports.papers import MAKERS
from eocdesk.store.queries import access, events, listed

_DRAWN_ALONE = ("fill", "as_of", "marking", "audience", "blank", "period", "since", "until", "of", "incident", "short")


def situation(asked: argparse.Namespace) -> int:
    """Issue the next situation report; only draw one where it is to be of another moment, for others, or blank."""
    return report(asked) if any(getattr(asked, name) for name in _DRAWN_ALONE) else reports.situation(asked)


def report(asked: argparse.Namespace) -> int:
    """Draw a paper, note it in the trail, write its file."""
    if asked.code not in MAKERS:
        raise Misuse(f"This version does not draw “{asked.code}” yet. See “eocdesk report list”")
    out = Path(asked.out)
    if not out.parent.is_dir():
        raise Misuse(f"There is no folder “{out.parent}”")
    if out.is_dir():
        raise Misuse(f"“{out}” is a folder. Name a file in it")
    with misuse():
        kind = exporting.kind_of(out.name)
    if getattr(asked, "fill", None):
        return _into_theirs(asked, out, kind)
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        with misuse():
            wanted = papers.wanted(desk, asked.code, event=opened.id, **_said(desk, opened, asked))
        paper = desk.read_now(papers.make, wanted)
        papers.let_out_now(desk, paper, papers.EXPORTED, f"file {out.name}", asked.confirm or "")
        short = getattr(asked, "short", False)
        if kind == exporting.CSV and asked.code in exporting.TABLES:
            data = desk.read_now(exporting.table, wanted)
        else:
            data = desk.read_now(exporting.short_text, wanted).encode() if short else exporting.data(paper, kind)
        _put(desk, out, data, papers.noted(paper, papers.EXPORTED, f"file {out.name}"))
    left = f" {papers.counted(paper.withheld)} left out." if paper.withheld else ""
    size = f"{len(data.decode()):,} characters" if short else _pages(paper) if kind == exporting.PDF else ""
    said = ", ".join(word for word in (paper.document.title, paper.marking.label, size) if word)
    print(f"{out}: {said}.{left} Digest {paper.digest[:16]}.")
    return 0


def _into_theirs(asked: argparse.Namespace, out: Path, kind: str) -> int:
    """Write the paper into a PDF of the user's own instead."""
    from eocdesk.desk import fillable  # noqa: PLC0415  what takes PDFs apart: not for every paper

    if kind != exporting.PDF:
        raise Misuse("A form that is filled is a PDF: name the file .pdf")
    with misuse():
        data = fillable.read(asked.fill)
    if out.exists() and out.samefile(asked.fill):
        raise Misuse("Name another file than the form itself, or nothing is left of it to fill again")
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        with misuse():
            wanted = papers.wanted(desk, asked.code, event=opened.id, **_said(desk, opened, asked))
        own = desk.read_now(fillable.fill, desk.read_now(papers.make, wanted), data, asked.fill)
        fillable.let_out_now(desk, own, papers.EXPORTED, f"file {out.name}", asked.confirm or "")
        _put(desk, out, own.pdf, fillable.noted(own, papers.EXPORTED, f"file {out.name}"))
    left = f" {papers.counted(own.paper.withheld)} left out." if own.paper.withheld else ""
    print(f"{out}: {own.title}, {own.paper.marking.label}.{left} {own.filled.sentence}")
    return 0


def _put(desk: Desk, out: Path, data: bytes, entry: NoteAccess) -> None:
    try:
        outfile.put_or_note(desk, out, data, entry)
    except OSError as error:
        raise unwritten(str(out), error) from error


def _pages(paper: papers.Paper) -> str:
    return "1 page" if paper.pages == 1 else f"{paper.pages:,} pages"


def list_papers(asked: argparse.Namespace) -> int:
    """Each paper, and whether this version draws it."""
    made = [_listed(code, help_) for code, help_ in PAPERS.items()]
    if asked.json:
        put_json(made)
        return 0
    for one in made:
        print(f"{one['code']:<10} {one['title']}" + ("" if one["drawn"] else "  (not drawn by this version)"))
    return 0


def _plain(one: access.TrailRow) -> dict[str, object]:
    said = {name: value.hex() if isinstance(value, bytes) else value for name, value in one._asdict().items()}
    del said["row"]  # of this copy alone
    return said | {"written": clock.iso(one.written)}


def trail(asked: argparse.Namespace) -> int:
    """Who saw what; with words, only entries that hold each of them."""
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        found = desk.read_now(access.trail, opened.id, " ".join(asked.words))
    if asked.json:
        put_json([_plain(one) for one in found])
        return 0
    for one in found:
        who = ", ".join(word for word in (one.author or "(nobody signed in)", one.position) if word)
        left = f", {one.withheld:,} left out" if one.withheld else ""
        print(f"{clock.iso(one.written)}  {one.way}  {one.what} (TLP:{one.released}{left}) to {one.sent_to}  {who}")
    if not found:
        print(
            "Nothing of this event was looked at or let out yet." if not asked.words else "Nothing holds these words."
        )
    return 0


def _listed(code: str, help_: str) -> dict[str, Any]:
    maker = MAKERS.get(code)
    title = help_ if maker is None else maker.title
    return {
        "code": code,
        "title": title,
        "drawn": maker is not None,
        "blank": maker is not None and maker.blank,
        "filled": maker is not None and maker.filled,
    }


def _said(desk: Desk, opened: Event, asked: argparse.Namespace) -> dict[str, Any]:
    """What of the words belongs to the paper; Refused and Misuse where they mean nothing."""
    now = clock.now()
    said: dict[str, Any] = {
        "of": asked.of or "",
        "blank": asked.blank,
        "release": asked.marking or "",
        "audience": asked.audience or "",
    }
    for name in ("since", "until", "as_of"):
        if getattr(asked, name):
            said[name] = moments.parse(getattr(asked, name), opened.zone, now)
    if asked.paper:
        said["paper"] = asked.paper
    if asked.incident:
        said["incident"] = desk.read_now(listed.by_number, "incident", asked.incident, opened.id)
        if said["incident"] is None:
            raise Misuse(f"There is no incident “{asked.incident}” in this event")
    if asked.period is not None:
        said |= _period(desk, opened, asked)
    return said


def _period(desk: Desk, opened: Event, asked: argparse.Namespace) -> dict[str, Any]:
    if asked.since or asked.until:
        raise Misuse("Say the period, or from when and up to when, not both")
    every = desk.read_now(events.periods, opened.id)
    found = next((one for one in every if one.number == asked.period), None)
    if found is None:
        known = ", ".join(str(one.number) for one in every if one.number is not None) or "none yet"
        raise Misuse(f"This event has no operational period {asked.period} (periods: {known})")
    return {"period": found.id, "since": found.starts, "until": found.ends}
