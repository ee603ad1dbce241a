"""The committee's report: gaps, what is recommended about them, capabilities and agreements, as pages to hand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eocdesk.models.clock import Moment, at
from eocdesk.models.gap import AGREEMENT_KINDS, GAP_STATES, MISSION_AREAS, RECOMMENDATION_STATES, WEIGHTS
from eocdesk.models.marking import highest
from eocdesk.reports.committees import committees
from eocdesk.reports.document import Card, Cards, Cell, Column, Document, Paragraph, Picture, Piece, Row, Section, Table
from eocdesk.reports.page import page
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.progress import in_words, progress_chart
from eocdesk.reports.times import day, stamp
from eocdesk.store.queries import gap_progress
from eocdesk.store.queries.handover import whole
from eocdesk.store.queries.listed import listed
from eocdesk.store.queries.referred import WITHHELD, Referred
from eocdesk.store.queries.situation import Labels

CODE, TITLE = "committee", "Gaps and recommendations"
KINDS = ("gap", "recommendation", "capability", "agreement", "committee", "engagement")
NAMED = ("agency", "resource", "contact")
"""Kinds whose names stand in the report, each where it may be seen."""
CLOSED, FINISHED = ("closed", "accepted"), ("done", "rejected")
_WEIGHTS = {"high": 0, "medium": 1}
_NEAR = 90
Found = Mapping[str, Sequence[Mapping[str, Any]]]
"""Records by kind, fields by name (store/queries/listed)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The records the report stands on, and the marking of what it says."""

    records: Found
    labels: Labels
    named: Referred

    def name(self, kind: str, record: bytes | None, field: str) -> str:
        """A record's words; "withheld" of what this reader may not see, nothing of nothing or of what was struck."""
        found = next((one for one in self.records[kind] if one["id"] == record), None)
        if found is None:
            return WITHHELD if self.named.name(kind, record) == WITHHELD else ""
        self.labels.take([(found["marking"], found["audience"])])
        return str(found[field])


def draw(connection: Any, asked: Asked) -> Document:
    """The report of the records as they stood."""
    event = whole(connection, asked.event)
    labels = Labels([event.marking], {event.audience} - {""})
    records = {kind: listed(connection, kind, event.id, None, None) for kind in (*KINDS, *NAMED)}
    meetings = [one for one in records["engagement"] if one["committee"]]
    records["engagement"] = meetings
    for kind in KINDS:
        labels.take([(one["marking"], one["audience"]) for one in records[kind]])
    held = Seen(records, labels, Referred(connection, labels))
    now, zone = asked.as_of, event.zone
    sections = (
        Section("Progress", _progress(held, now, zone, gap_progress.made(connection, event.id))),
        Section("Open gaps", _gaps(held, now, zone)),
        Section("Recommendations", _recommendations(held, now, zone)),
        Section("Committees", committees(records, held.name, now, zone)),
        Section("Capabilities", _capabilities(held)),
        Section("Agreements", _agreements(held, now, zone)),
        Section("Closed gaps", _closed(held)),
    )
    audience = " & ".join(sorted(labels.audiences))
    return Document(
        **page(event, asked, TITLE, highest(labels.markings).word, audience, zone),
        title=TITLE,
        about=", ".join(word for word in (f"{event.name} ({event.code})", event.place or "") if word),
        subtitle=f"Report to the committee · as of {stamp(now, zone)}",
        lead=(_cards(held, now),),
        sections=sections,
    )


def _cards(held: Seen, now: Moment) -> Cards:
    gaps, advice = held.records["gap"], held.records["recommendation"]
    open_ones = [one for one in gaps if one["state"] not in CLOSED]
    late = [one for one in advice if _is_late(one, now)]
    heavy = sum(one["weight"] == "high" for one in open_ones)
    unfinished = sum(one["state"] not in FINISHED for one in advice)
    short = sum(_short(one) > 0 for one in held.records["capability"])
    return Cards(
        (
            Card("Open gaps", str(len(open_ones)), f"{heavy} of high weight"),
            Card("Closed", str(len(gaps) - len(open_ones)), f"of {len(gaps)}"),
            Card("Overdue", str(len(late)), f"of {unfinished} recommendations"),
            Card("Below target", str(short), f"of {len(held.records['capability'])} capabilities"),
        )
    )


def _progress(held: Seen, now: Moment, zone: str, begun: Mapping[bytes, Moment]) -> tuple[Piece, ...]:
    """Of what may be seen alone."""
    advice = [one for one in held.records["recommendation"] if one["state"] != "rejected"]
    course = gap_progress.reckon(
        [gap_progress.found(one["found"], begun.get(one["id"], now), one["closed"]) for one in held.records["gap"]],
        [gap_progress.advised(begun.get(one["id"], now), one["due"], one["done"]) for one in advice],
        now,
    )
    if not course.moments:
        return ()
    words = "Recommendations by state, and gaps that were open, from the first that was found until now."
    return (Picture(progress_chart(course, now, zone), in_words(course), words),)


def _gaps(held: Seen, now: Moment, zone: str) -> tuple[Piece, ...]:
    advice = held.records["recommendation"]
    late = {one["gap"] for one in advice if _is_late(one, now)}
    rows = [one for one in held.records["gap"] if one["state"] not in CLOSED]
    rows.sort(key=lambda one: (one["id"] not in late, _WEIGHTS.get(one["weight"], 2), one["found"] or 0))
    columns = (
        Column("No.", 56, letters=10),
        Column("Gap", share=1, letters=30),
        Column("Weight, state", 76, letters=13),
        Column("Capability", 110, letters=20),
        Column("Found", 66, digits=True, letters=12),
    )
    made: list[Row] = []
    for one in rows:
        count = sum(each["gap"] == one["id"] and each["state"] not in FINISHED for each in advice)
        note = f"{count} recommended" if count else "nothing recommended yet"
        weight = Cell(
            dict(WEIGHTS).get(one["weight"], ""),
            dict(GAP_STATES).get(one["state"], ""),
            tone="bad" if one["weight"] == "high" else "",
        )
        title = Cell(one["title"], f"{note}, overdue" if one["id"] in late else note, strong=True)
        able = Cell(held.name("capability", one["capability"], "name"))
        found = Cell(day(one["found"], zone) if one["found"] is not None else "–")
        made.append((Cell(one["number"]), title, weight, able, found))
    return (Table(columns, tuple(made)),) if made else ()


def _recommendations(held: Seen, now: Moment, zone: str) -> tuple[Piece, ...]:
    rows = [one for one in held.records["recommendation"] if one["state"] not in FINISHED]
    rows.sort(key=lambda one: (one["due"] is None, one["due"] or 0))
    columns = (
        Column("No.", 56, letters=10),
        Column("Recommendation", share=1, letters=30),
        Column("Owner", 110, letters=20),
        Column("Due", 76, digits=True, letters=13),
        Column("State", 66, letters=12),
    )
    return (Table(columns, tuple(_recommended(one, held, now, zone) for one in rows)),) if rows else ()


def _recommended(one: Mapping[str, Any], held: Seen, now: Moment, zone: str) -> Row:
    gap = held.name("gap", one["gap"], "number")
    serving = [held.name("resource", bytes.fromhex(each), "name") for each in one["resources"] or ()]
    told = "; ".join(
        part for part in (f"gap {gap}" if gap else "", ", ".join(name for name in serving if name)) if part
    )
    owner = one["owner"] or held.name("agency", one["agency"], "name")
    due = day(one["due"], zone) if one["due"] is not None else "–"
    late = _is_late(one, now)
    return (
        Cell(one["number"]),
        Cell(one["title"], told, strong=True),
        Cell(owner or "nobody", tone="" if owner else "warn"),
        Cell(due, "overdue" if late else "", tone="bad" if late else ""),
        Cell(dict(RECOMMENDATION_STATES).get(one["state"], ""), f"{one['progress'] or 0} %"),
    )


def _capabilities(held: Seen) -> tuple[Piece, ...]:
    rated = [one for one in held.records["capability"] if one["present"] is not None and one["target"] is not None]
    rated.sort(key=lambda one: (-_short(one), one["name"]))
    columns = (
        Column("Capability", share=1, letters=30),
        Column("Mission area", 90, letters=16),
        Column("Present", 56, right=True, digits=True),
        Column("Target", 56, right=True, digits=True),
        Column("Owner", 110, letters=20),
    )
    rows = tuple(
        (
            Cell(one["name"], one["goal"] or ""),
            Cell(dict(MISSION_AREAS).get(one["area"], "")),
            Cell(str(one["present"]), tone="bad" if _short(one) > 1 else "warn" if _short(one) else "ok"),
            Cell(str(one["target"])),
            Cell(one["owner"] or "–"),
        )
        for one in rated
    )
    quiet = len(held.records["capability"]) - len(rated)
    note = (Paragraph(f"Not rated yet: {quiet}.", "muted"),) if quiet else ()
    return (*((Table(columns, rows),) if rows else ()), *note)


def _agreements(held: Seen, now: Moment, zone: str) -> tuple[Piece, ...]:
    today = at(now, zone).date()
    columns = (
        Column("Agreement", share=1, letters=30),
        Column("Partners", 150, letters=27),
        Column("Expires", 90, digits=True, letters=16),
    )
    rows = []
    for one in sorted(held.records["agreement"], key=lambda each: (not each["expires"], each["expires"] or "")):
        partners = [held.name("agency", bytes.fromhex(each), "name") for each in one["partners"] or ()]
        left = _left(one["expires"] or "", today)
        word = "" if left is None or left > _NEAR else "expired" if left < 0 else f"in {left} days"
        ends = Cell(one["expires"] or "no end", word, tone="bad" if word else "")
        kind = dict(AGREEMENT_KINDS).get(one["kind"], "")
        rows.append((Cell(one["name"], kind, strong=True), Cell(", ".join(name for name in partners if name)), ends))
    return (Table(columns, tuple(rows)),) if rows else ()


def _left(expires: str, today: date) -> int | None:
    try:
        return (date.fromisoformat(expires) - today).days
    except ValueError:
        return None  # no end, or none that is a day


def _closed(held: Seen) -> tuple[Piece, ...]:
    columns = (
        Column("No.", 56, letters=10),
        Column("Gap", share=1, letters=30),
        Column("Outcome", 200, letters=36),
    )
    rows = tuple(
        (
            Cell(one["number"]),
            Cell(one["title"], "" if one["state"] == "closed" else "the risk is accepted"),
            Cell(one["outcome"] or ""),
        )
        for one in held.records["gap"]
        if one["state"] in CLOSED
    )
    return (Table(columns, rows),) if rows else ()


def _is_late(one: Mapping[str, Any], now: Moment) -> bool:
    return one["due"] is not None and one["due"] < now and one["state"] not in FINISHED


def _short(one: Mapping[str, Any]) -> int:
    return 0 if one["present"] is None or one["target"] is None else max(one["target"] - one["present"], 0)


MAKER = Maker(CODE, TITLE, draw)
