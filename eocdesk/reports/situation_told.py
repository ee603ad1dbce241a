"""The sections of a situation report that its author fills: header, life safety, lifelines, needs, decisions, texts."""

from __future__ import annotations

from eocdesk.models.marking import WORDS, Tlp
from eocdesk.models.sitrep import (
    CASUALTIES,
    CLEARED,
    HORIZONS,
    LIFELINE_STATES,
    LIFELINES,
    PARTS,
    SEMS_LEVELS,
    UNKNOWN,
    WHOM,
    casualty_keys,
    figure,
)
from eocdesk.reports.document import Bullets, Cell, Column, Heading, Pairs, Paragraph, Piece, Row, Table
from eocdesk.reports.times import clock, stamp
from eocdesk.store.queries.facts import Facts

_KEYS = {part.number: tuple(key for key, _ in part.blocks) for part in PARTS}
_TONES = {"red": "bad", "yellow": "warn", "green": "ok", UNKNOWN: "muted"}
UNCLEARED = "not cleared"
"""Instead of a number of dead that nobody has confirmed and cleared for release."""
UNSEEN = "What the author wrote is marked more strictly than this copy may show, and is left out."


def header(facts: Facts) -> Pairs:
    """What the report is of, in words: its kind, mission, level, and when the next one is due."""
    told = facts.told
    sems = told.text("0.sems")
    said = (
        ("Kind", "Exercise" if facts.exercise else "Operation"),
        ("Mission number", _marked(facts, "0.mission")),
        ("Issued by", ", ".join(word for word in (facts.place, _level(sems)) if word)),
        ("Next report due", due(facts)),
        ("What this version corrects", told.changed.strip()),
    )
    return Pairs(tuple((label, words) for label, words in said if words))


def _level(sems: str) -> str:
    word = dict(SEMS_LEVELS).get(sems, sems)
    return f"SEMS level: {word}" if word else ""


def due(facts: Facts) -> str:
    """When the next report is due, as a moment where it is one (ms UTC), else as it was typed."""
    words = facts.told.text("0.due")
    return stamp(int(words), facts.zone) if words.isascii() and words.isdigit() else words


def since(facts: Facts, number: str) -> str:
    """What a section says of its change since the last report: ticked, counted, or nothing; empty in the first one."""
    if facts.last_number is None:
        return ""
    last = f"since no. {facts.last_number}"
    records, words = facts.beyond.changes(number), facts.told.differing(_KEYS[number])
    many = f"{records} record{'' if records == 1 else 's'}" if records else ""
    if any(key in facts.told.unchanged for key in _KEYS[number]):
        return f"no change {last}, as its author says" + (f"; {many} changed meanwhile" if many else "")
    parts = [many, "text" if words else ""]
    changed = ", ".join(part for part in parts if part)
    return f"changed {last}: {changed}" if changed else f"no change {last}"


def _marked(facts: Facts, key: str) -> str:
    """The words of a block, its own marking before them where that is stricter than the report's."""
    words, marking = facts.told.text(key), facts.told.marking(key)
    return f"({WORDS.get(marking, Tlp.RED).label}) {words}" if words and marking else words


def text(facts: Facts, *keys: str) -> tuple[Piece, ...]:
    """The words of some blocks, each a paragraph of its own."""
    return tuple(Paragraph(words) for key in keys if (words := _marked(facts, key)))


def labelled(facts: Facts, *blocks: tuple[str, str]) -> tuple[Piece, ...]:
    """The same with what each block is called before it."""
    pairs = tuple((label, words) for key, label in blocks if (words := _marked(facts, key)))
    return (Pairs(pairs),) if pairs else ()


def life(facts: Facts) -> tuple[Piece, ...]:
    """The table of people, who cleared the dead, the protective actions that are active."""
    pieces: list[Piece] = []
    rows = [_people(facts, what, label, both=both) for what, label, both in CASUALTIES]
    if any(facts.told.text(key) for key in casualty_keys()):
        columns = (
            Column("People", share=1, letters=40),
            *(
                Column(f"{whom}, {when}", 84, right=True, digits=True, letters=15)
                for whom in ("Civilians", "Responders")
                for when in ("this period", "to date")
            ),
        )
        pieces.append(Table(columns, tuple(rows)))
        if cleared := facts.told.text(CLEARED):
            pieces.append(Paragraph(f"Fatalities are confirmed and cleared for release by {cleared}.", "muted"))
    active = tuple(cells[0] for cells in facts.told.table("6.actions[]") if cells and cells[0])
    if active:
        pieces += [Heading("Protective actions active"), Bullets(active)]
    return (*pieces, *text(facts, "6"))


def _people(facts: Facts, what: str, label: str, *, both: bool) -> Row:
    cells = [Cell(label)]
    for whom, _ in WHOM:
        asked = both or whom == "civilian"
        keys = (f"6.{whom}.{what}.{when}" for when in ("period", "total"))
        cells += [_count(facts, key) if asked else Cell("") for key in keys]
    return tuple(cells)


def _count(facts: Facts, key: str) -> Cell:
    value, words = figure(facts.told.text(key)), facts.told.text(key)
    if not words:
        return Cell("–", tone="muted")
    if ".fatalities." in key and value != 0 and not facts.told.text(CLEARED):
        return Cell(UNCLEARED, tone="warn")
    before = figure(facts.told.earlier(key)) if key.endswith(".total") else None
    note = f"{before:,} in no. {facts.last_number}" if before is not None and before != value else ""
    return Cell(words if value is None else f"{value:,}", note, strong=bool(value))


def lifelines(facts: Facts) -> tuple[Piece, ...]:
    """The eight of them; one nobody has said anything of is grey, never left blank."""
    columns = (
        Column("Lifeline, component", 104, letters=19),
        Column("Status, time to green", 88, letters=16),
        Column("Impact", share=1, letters=20),
        Column("Action", share=1, letters=20),
        Column("Limiting factor", share=0.8, letters=16),
    )
    return (Table(columns, tuple(_lifeline(facts, line, title) for line, title, _ in LIFELINES)), *text(facts, "9"))


def lifeline_state(facts: Facts, line: str) -> str:
    """red, yellow, green, grey."""
    state = facts.told.text(f"9.{line}.status")
    return state if state in _TONES else UNKNOWN


def _lifeline(facts: Facts, line: str, title: str) -> Row:
    def words(block: str) -> str:
        return _marked(facts, f"9.{line}.{block}")

    state = lifeline_state(facts, line)
    before = facts.told.earlier(f"9.{line}.status") or UNKNOWN
    mark = "CHANGED" if facts.last_number is not None and facts.told.before and before != state else ""
    eta = words("eta")
    return (
        Cell(title, words("component"), strong=True),
        Cell(dict(LIFELINE_STATES)[state], f"Green by {eta}" if eta else "", tone=_TONES[state], mark=mark),
        Cell(words("impact") or "–"),
        Cell(words("action") or "–"),
        Cell(words("limit") or "–"),
    )


def horizons(facts: Facts, section: str, title: str) -> tuple[Piece, ...]:
    """What is expected, or needed, within 12, 24, 48, 72 hours and after."""
    said = labelled(facts, *((f"{section}.{key}", words) for key, words in HORIZONS))
    return (Heading(title), *said) if said else ()


def needs(facts: Facts) -> tuple[Piece, ...]:
    """Critical needs; one without an order that was placed is named as such."""
    said = horizons(facts, "12", "Critical needs")
    if said and not any(one.state not in {"Draft", ""} for one in facts.watch.requests):
        return (*said, Paragraph("No order for these needs has been placed in the records.", "bad"))
    return said


def resources(facts: Facts) -> tuple[Piece, ...]:
    """What is committed, by agency and kind."""
    if not facts.beyond.resources:
        return ()
    columns = (
        Column("Agency or nation", share=1, letters=30),
        Column("Kind", 92, letters=17),
        *(
            Column(word, 62, right=True, digits=True, letters=11)
            for word in ("All", "Available", "Assigned", "En route", "Out")
        ),
    )
    rows = tuple(
        (
            Cell(one.agency or "No owner named"),
            Cell(one.kind),
            *(
                Cell(f"{count:,}" if count else "–", strong=place == 0)
                for place, count in enumerate((one.total, one.available, one.assigned, one.under_way, one.out))
            ),
        )
        for one in facts.beyond.resources
    )
    return (Heading("Committed and at hand"), Table(columns, rows))


def meetings(facts: Facts) -> tuple[Piece, ...]:
    """The meeting schedule of this period and the next."""
    if not facts.beyond.meetings:
        return ()
    columns = (
        Column("Time", 66, digits=True, letters=12),
        Column("Meeting", share=1, letters=30),
        Column("Kind", 76, letters=13),
        Column("Place", 90, letters=16),
        Column("With", 150, letters=27),
    )
    rows = tuple(
        (
            Cell(clock(one.starts, facts.zone, facts.as_of)),
            Cell(one.title, strong=True),
            Cell(one.kind),
            Cell(one.place or "–"),
            Cell(one.who or "–"),
        )
        for one in facts.beyond.meetings
    )
    return (Heading("Meetings"), Table(columns, rows))


def decisions(facts: Facts) -> tuple[Piece, ...]:
    """What leadership must decide: the issue, by when, who owns it."""
    rows = tuple(
        tuple(Cell(cell, strong=place == 0) for place, cell in enumerate((*cells, "", "", "")[:3]))
        for cells in facts.told.table("16[]")
        if any(cells)
    )
    columns = (
        Column("Issue or decision", share=1, letters=46),
        Column("Needed by", 96, letters=17),
        Column("Owner", 110, letters=20),
    )
    return (*((Table(columns, rows),) if rows else ()), *text(facts, "16"))


def unseen(facts: Facts) -> tuple[Piece, ...]:
    """Said where there is an author's text that this copy may not show."""
    return (Paragraph(UNSEEN, "warn"),) if facts.told.withheld else ()
