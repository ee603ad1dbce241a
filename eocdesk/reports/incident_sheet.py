"""One incident on paper: on a single page, or in full with every entry, amendment, strike, file and change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from eocdesk.models.incident import PRIORITIES, SOURCES, STATUSES
from eocdesk.reports.document import Card, Cards, Cell, Column, Document, Pairs, Paragraph, Piece, Row, Section, Table
from eocdesk.reports.page import page
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.times import ago, clock, stamp
from eocdesk.store.queries.handover import whole
from eocdesk.store.queries.incident_sheet import Filed, Later, Logged, Register, Sheet, Todo, register, sheet
from eocdesk.store.queries.traces import Reach, Trace

CODE, TITLE = "incident", "Incident sheet"
SUMMARY = "summary"
"""What is asked with `of` for the single page."""
_FEW, _LETTERS = 4, 180
"""On the single page: so many entries, tasks and requests, and so many letters of each."""
_SHORT = 70
_ROWS = 12
_WORDS, _BY, _STATES = dict(PRIORITIES), dict(SOURCES), dict(STATUSES)


def draw(connection: Any, asked: Asked) -> Document:
    """The sheet of the incident asked for; without one, the list of all of them."""
    if asked.blank:
        return _blank(connection, asked)
    if asked.incident is None:
        return _register(register(connection, asked.event, asked.as_of), asked)
    told = sheet(connection, asked.incident, Reach(asked.release, asked.audience, 0, asked.as_of))
    brief = asked.of.strip().lower() == SUMMARY
    return _document(told, asked, _summary(told, asked.as_of) if brief else _full(told, asked.as_of), brief=brief)


def _document(told: Sheet, asked: Asked, sections: tuple[Section, ...], *, brief: bool) -> Document:
    event, one = told.event, told.incident
    name = _short(one.title or "(no title)", _SHORT) if brief else one.title or "(no title)"
    return Document(
        **page(event, asked, f"{TITLE} {one.number}", told.marking, told.audience, event.zone),
        title=f"{TITLE} {one.number}".strip(),
        about=name,
        subtitle=f"{'Summary' if brief else 'In full'} · {event.name} ({event.code})",
        lead=(_cards(told, asked.as_of),),
        sections=sections,
    )


def _cards(told: Sheet, now: int) -> Cards:
    one, zone = told.incident, told.event.zone
    severity = ("Info", "Minor", "Moderate", "Major", "Critical")[min(max(one.severity or 0, 0), 4)]
    ends = now if told.is_open or one.closed is None else one.closed
    lasted = ago(ends - one.opened) if one.opened is not None else "–"
    struck = sum(each.struck is not None for each in told.entries)
    left = sum(not each.done for each in told.tasks)
    return Cards(
        (
            Card("Severity", severity),
            Card("Status", _STATES.get(one.status, one.status or "–"), one.reason or "" if not told.is_open else ""),
            Card("Opened", clock(one.opened, zone, now) or "–", f"{'open for' if told.is_open else 'lasted'} {lasted}"),
            Card("Entries", str(len(told.entries)), f"{struck} struck" if struck else "none struck"),
            Card("Tasks to do", str(left), f"of {len(told.tasks)}"),
        )
    )


def _facts(told: Sheet, most: int | None = None) -> Pairs:
    one, zone = told.incident, told.event.zone
    pairs = (
        ("Type", one.type or "not said"),
        ("Venue", told.venue or "none"),
        ("Place", told.where or "not said"),
        ("Session", told.session),
        ("Lead partner", told.lead or "nobody yet"),
        ("Assigned to", one.owner or "nobody yet"),
        ("Opened", stamp(one.opened, zone) if one.opened is not None else "not said"),
        ("Closed", stamp(one.closed, zone) if one.closed is not None else ""),
        ("Reason of closing", one.reason or ""),
        ("Source", one.source or ""),
    )
    return Pairs(tuple((label, word if most is None else _short(word, most)) for label, word in pairs if word))


def _summary(told: Sheet, now: int) -> tuple[Section, ...]:
    """No more than a page holds, whatever there is; what is left out is counted."""
    zone = told.event.zone
    stand = [one for one in told.entries if one.struck is None]
    newest = stand[-_FEW:][::-1]
    columns = (Column("Happened", 66, digits=True, letters=12), Column("What", share=1, letters=60))
    rows = tuple(
        (Cell(clock(one.happened, zone, now)), Cell(_short(one.reads, _LETTERS), one.author)) for one in newest
    )
    left = [one for one in told.tasks if not one.done]
    return (
        Section("What it is", (_facts(told, _SHORT),)),
        Section("Newest entries", _cut(Table(columns, rows), len(stand), len(rows), "Nothing was written about it.")),
        Section(
            "To be done", _cut(_todos(left[:_FEW], told, now, _SHORT), len(left), len(left[:_FEW]), "Nothing is open.")
        ),
        Section(
            "Requests",
            _cut(
                _todos(told.requests[:_FEW], told, now, _SHORT),
                len(told.requests),
                len(told.requests[:_FEW]),
                "Nothing was asked for.",
            ),
        ),
        Section("Files", (Paragraph(_files_in_words(told.files), "" if told.files else "muted"),)),
    )


def _cut(table: Table, whole_: int, shown: int, empty: str) -> tuple[Piece, ...]:
    if not whole_:
        return (Paragraph(empty, "muted"),)
    rest = (Paragraph(f"{shown} of {whole_}; the sheet in full has all.", "muted"),) if whole_ > shown else ()
    return (table, *rest)


def _full(told: Sheet, now: int) -> tuple[Section, ...]:
    return (
        Section("What it is", (_facts(told),)),
        Section("Log", _log(told, now), "as written; what was amended or struck stands beneath"),
        Section("Tasks", (_todos(told.tasks, told, now),) if told.tasks else (_said("No task was given."),)),
        Section(
            "Requests", (_todos(told.requests, told, now),) if told.requests else (_said("Nothing was asked for."),)
        ),
        Section("Files", _files(told.files), "not printed here; each is named by its SHA-256"),
        Section("History of the fields", _history(told, now)),
    )


def _said(words: str) -> Paragraph:
    return Paragraph(words, "muted")


def _log(told: Sheet, now: int) -> tuple[Piece, ...]:
    if not told.entries and not told.orphans:
        return (_said("Nothing was written about it."),)
    columns = (
        Column("No.", 58, letters=10),
        Column("Times", 92, digits=True, letters=17),
        Column("Severity", 62, letters=11),
        Column("What", share=1, letters=40),
        Column("Who", 92, letters=16),
    )
    zone = told.event.zone
    rows = [_entry(one, zone, now) for one in told.entries]
    rows += [_orphan(one, zone, now) for one in told.orphans]
    return (Table(columns, tuple(rows)),)


def _entry(one: Logged, zone: str, now: int) -> Row:
    times = f"written {clock(one.written, zone, now) or '–'}\nreceived {clock(one.received, zone, now) or '–'}"
    urgent = _WORDS.get(one.priority, one.priority) if one.priority not in ("routine", "info", "") else ""
    came = f"by {_BY.get(one.channel, one.channel).lower()}" if one.channel not in ("desk", "") else ""
    told = f"reported by {one.reported_by}" if one.reported_by else ""
    notes = [part for part in (one.place,) if part]
    for name, by, when in one.said:
        notes.append(f"To {name}: {f'acknowledged {clock(when, zone, now)} by {by}' if when else 'not acknowledged'}")
    notes += [_later(each, zone, now) for each in one.later]
    who = ", ".join(part for part in (one.author, one.position) if part)
    return (
        Cell(one.number, urgent),
        Cell(clock(one.happened, zone, now) or "–", times),
        Cell(severity=one.severity),
        Cell(
            one.text,
            "\n".join(notes),
            tone="muted" if one.struck is not None else "",
            mark="STRUCK" if one.struck is not None else "AMENDED" if one.later else "",
        ),
        Cell(who, ", ".join(part for part in (told, came) if part)),
    )


def _later(one: Later, zone: str, now: int) -> str:
    word = "Struck" if one.kind == "strike" else "Amended"
    said = f"{word} {clock(one.written, zone, now)} by {one.author or 'nobody named'} ({one.number})"
    why = f", because: {one.reason}" if one.reason else ""
    return f"{said}{why}" + (f". Now reads: {one.text}" if one.kind == "amend" else "")


def _orphan(one: Later, zone: str, now: int) -> Row:
    word = "strikes" if one.kind == "strike" else "amends"
    return (
        Cell(one.number),
        Cell(clock(one.written, zone, now) or "–", "written"),
        Cell("–"),
        Cell(one.text or "–", f"It {word} an entry that is withheld." + (f" {one.reason}" if one.reason else "")),
        Cell(one.author),
    )


def _todos(lines: Any, told: Sheet, now: int, most: int = 10_000) -> Table:
    columns = (
        Column("No.", 58, letters=10),
        Column("What", share=1, letters=46),
        Column("Who", 110, letters=20),
        Column("State", 96, letters=17),
        Column("Due, needed", 76, digits=True, letters=13),
    )
    return Table(columns, tuple(_todo(one, told.event.zone, now, most) for one in lines))


def _todo(one: Todo, zone: str, now: int, most: int) -> Row:
    late = not one.done and one.when is not None and one.when < now and one.state == "to do"
    return (
        Cell(one.number),
        Cell(_short(one.title, most), strong=not one.done),
        Cell(_short(one.who, most)),
        Cell(one.state, "overdue" if late else "", tone="bad" if late else ""),
        Cell(clock(one.when, zone, now) or "–", tone="bad" if late else ""),
    )


def _files_in_words(files: tuple[Filed, ...]) -> str:
    if not files:
        return "No file is attached."
    names = ", ".join(_short(one.name or "(no name)", 40) for one in files[:_FEW])
    return f"{len(files)} attached: {names}" + (f" and {len(files) - _FEW} more." if len(files) > _FEW else ".")


def _files(files: tuple[Filed, ...]) -> tuple[Piece, ...]:
    if not files:
        return (_said("No file is attached."),)
    columns = (
        Column("File", share=1, letters=36),
        Column("Entry", 58, letters=10),
        Column("Size", 62, right=True, digits=True, letters=11),
        Column("SHA-256", 190, digits=True, letters=33),
    )
    return (Table(columns, tuple(_file(one) for one in files)),)


def _file(one: Filed) -> Row:
    size = f"{one.size:,}" if one.size is not None else "–"
    said = " · ".join(part for part in (one.mime, one.caption) if part)
    return (
        Cell(one.name or "(no name)", said, strong=True),
        Cell(one.entry or "–"),
        Cell(size, "bytes"),
        Cell(one.sha256[:32] + "\n" + one.sha256[32:]),
    )


def _history(told: Sheet, now: int) -> tuple[Piece, ...]:
    if not told.history:
        return (_said("No change of it may be shown."),)
    columns = (
        Column("Changed", 92, digits=True, letters=17),
        Column("Field", 96, letters=17),
        Column("Before", share=1, letters=24),
        Column("After", share=1, letters=24),
        Column("Who", 92, letters=16),
    )
    zone = told.event.zone
    saves = [list(lines) for _, lines in groupby(told.history, key=_save)]
    rows = [row for lines in saves for row in _changed(lines, zone, now)]
    return (Table(columns, tuple(rows)),)


def _save(one: Trace) -> tuple[object, ...]:
    return one.first, one.when, one.who, one.title


def _changed(lines: list[Trace], zone: str, now: int) -> Iterator[Row]:
    """A row for each field of a save; one for all of what a record was begun with."""
    head = lines[0]
    when = Cell(clock(head.when, zone, now), f"received {clock(head.received, zone, now)}")
    who = Cell(", ".join(part for part in (head.who, head.position) if part))
    if head.first:
        begun = "\n".join(f"{one.label}: {one.new}" for one in lines if one.new)
        yield when, Cell("Begun", head.title), Cell("–"), Cell(begun), who
        return
    for one in lines:
        yield when, Cell(one.label, one.title), Cell(one.old or "–"), Cell(one.new or "–"), who


def _register(told: Register, asked: Asked) -> Document:
    event, zone = told.event, told.event.zone
    columns = (
        Column("No.", 58, letters=10),
        Column("Incident", share=1, letters=38),
        Column("Severity", 66, letters=11),
        Column("Status", 62, letters=11),
        Column("Where, lead", 118, letters=21),
        Column("Opened", 70, digits=True, letters=12),
    )
    rows = tuple(
        (
            Cell(one.number),
            Cell(one.title, strong=one.status in ("open", "monitoring")),
            Cell(severity=one.severity),
            Cell(_STATES.get(one.status, one.status)),
            Cell(one.where, one.lead),
            Cell(
                clock(one.opened, zone, asked.as_of),
                f"closed {clock(one.closed, zone, asked.as_of)}" if one.closed else "",
            ),
        )
        for one in told.lines
    )
    title = "Incidents of the event"
    return Document(
        **page(event, asked, title, told.marking, told.audience, zone),
        title=title,
        about=f"{event.name} ({event.code})",
        subtitle="All of them, the newest first",
        sections=(Section("Incidents", (Table(columns, rows),) if rows else (_said("No incident was reported."),)),),
    )


def _blank(connection: Any, asked: Asked) -> Document:
    event = whole(connection, asked.event)
    labels = (
        "Number",
        "Title",
        "Type",
        "Severity",
        "Status",
        "Venue, place",
        "Lead partner",
        "Assigned to",
        "Opened",
        "Closed",
    )
    facts = (Column("Incident", 100), Column("", share=1))
    columns = (Column("Happened", 66), Column("Written", 66), Column("What", share=1), Column("Who", 110))
    return Document(
        **page(event, asked, TITLE, event.marking, event.audience, event.zone),
        title=TITLE,
        about=f"{event.name} ({event.code})",
        subtitle="Blank, to be written by hand",
        sections=(
            Section("What it is", (Table(facts, tuple((Cell(label + "\n"), Cell()) for label in labels)),)),
            Section("Log", (Table(columns, tuple(tuple(Cell("\n") for _ in columns) for _ in range(_ROWS))),)),
        ),
    )


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1] + "…"


MAKER = Maker(CODE, TITLE, draw, blank=True)
