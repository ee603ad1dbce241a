"""ICS 209, Incident Status Summary: 53 blocks on four pages, what people wrote before what the records say."""

from __future__ import annotations

from typing import Any

from eocdesk.models.place import usng
from eocdesk.models.sitrep import CLEARED, HORIZONS, figure
from eocdesk.reports.ics import frame
from eocdesk.reports.ics.commitment import commitment
from eocdesk.reports.ics.posts import organised
from eocdesk.reports.ics.titles_status import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import (
    Box,
    Check,
    Checks,
    Field,
    Head,
    Item,
    Items,
    Leaf,
    Named,
    Names,
    Ruled,
    Sheet,
    Strip,
    Words,
    strip,
)
from eocdesk.store.queries.aid_costs import money
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.organisation import holdings
from eocdesk.store.queries.status import Costs, committed, costs, reported

FORM = BY_NUMBER["ICS 209"]
CODE = "ics-209"
VERSIONS = ("initial", "update", "final")
STRUCTURES = ("residences", "commercial", "minor", "other")
HARM = ("threatened", "damaged", "destroyed")
"""Keys of block 30, row by column: 30.residences.threatened."""
PUBLIC = (
    "fatalities",
    "injured",
    "trapped",
    "missing",
    "evacuated",
    "sheltering",
    "shelters",
    "immunized",
    "immunize",
    "quarantine",
)
RESPONDERS = tuple(key for key in PUBLIC if key not in {"evacuated", "shelters"})
WHEN = ("period", "total")
"""Keys of blocks 31 and 32: 31.fatalities.period. The letters of the form and of its instructions differ."""
ACTIVE = tuple(item.partition(". ")[2] for item in FORM.block("34").items[:-1])
OWN = tuple(f"34.other{n}" for n in range(1, 5))
AHEAD = ("36", "38", "39")
_OF_REPORT = {"28": "2.current", "33": "6", "35": "8", "41": "15.actions", "47": "17", "53": "13"}
"""Which block of the situation report stands where nobody wrote one of these."""


def active_key(words: str) -> str:
    """`34.NoLikelyThreat`."""
    return "34." + "".join(letter for letter in words if letter.isalnum())


class _Page:
    """What the pages stand on: the form's blocks, else the situation report's, else the records."""

    def __init__(self, connection: Any, held: Held, asked: Asked) -> None:
        self.held, self.asked = held, asked
        self.report = reported(connection, held)
        self.command = organised(holdings(connection, held)).names("commander")
        self.means = committed(connection, held)
        self.costs = costs(connection, held)

    def text(self, number: str, otherwise: str = "", **more: Any) -> Box:
        """A block that is one text."""
        known = otherwise or self.report.get(_OF_REPORT.get(number, ""), "")
        return frame.box(FORM, number, frame.text(self.held, number, known), **more)


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The summary of the period, of the event or of the incident it is about."""
    page = _Page(connection, held, asked)
    number = "" if held.incident is None else held.incident.number
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=(strip(frame.box(FORM, "1", frame.name_of(held), share=1.6), page.text("2", number)),),
            leaves=(
                Leaf((*_state(page), *_routing(page), *_where(page), *_summary(page))),
                Leaf((*_lives(page), *_ahead(page))),
                Leaf(_decisions(page)),
                Leaf(commitment(held, page.means, page.report.get(_OF_REPORT["53"], ""))),
            ),
            counted=True,
        ),
    )


def _band(words: str) -> Strip:
    return strip(Box("", parts=(Names((Named(words, band=True),)),)))


def _state(page: _Page) -> tuple[Strip, ...]:
    held = page.held
    version = Items(((Item(FORM.block("3").items[3], held.text("3.number")),),))
    opened = None if held.incident is None else held.incident.opened
    zone = "" if held.blank else held.event.zone
    begun = Items(
        (
            (Item("Date", held.text("6.date", frame.date(held, opened) or _first_day(held))),),
            (Item("Time", held.text("6.time", frame.time(held, opened))),),
            (Item("Time Zone", held.text("6.zone", zone)),),
        )
    )
    done = Items(tuple((Item(item, held.text(f"8.{item.casefold()}")),) for item in FORM.block("8").items))
    ends = (frame.both(held, held.since), frame.both(held, held.until))
    span = Items(
        tuple((Item(item, end),) for item, end in zip(FORM.block("11").items, ends, strict=True)),
    )
    definition = "" if held.incident is None else held.incident.type
    return (
        strip(
            frame.box(FORM, "3", Checks(_versions(held), 3), version, share=1.2),
            page.text("4", page.command),
            page.text("5"),
            frame.box(FORM, "6", begun),
        ),
        strip(
            page.text("7", share=1.1),
            frame.box(FORM, "8", done),
            page.text("9", definition),
            page.text("10"),
            frame.box(FORM, "11", span, share=1.5),
        ),
    )


def _first_day(held: Held) -> str:
    """The event's first day, month first."""
    year, _, day = (held.event.starts or "").partition("-")
    return f"{day.replace('-', '/')}/{year}" if day and not held.blank and held.incident is None else ""


def _versions(held: Held) -> tuple[Check, ...]:
    """Which report it is; one that is the only one may be initial and final at once."""
    ticked = {one for one in VERSIONS if held.ticked(f"3.{one}")}
    if not ticked and held.form is not None:
        ticked = {held.form.stage}
    return tuple(Check(item, one in ticked) for one, item in zip(VERSIONS, FORM.block("3").items, strict=False))


def _routing(page: _Page) -> tuple[Strip, ...]:
    held = page.held
    name, position, when = frame.preparer(held, page.asked)
    submitted = None if held.form is None else held.form.prepared_at
    by = ("", "") if held.form is None else (held.form.approved_by, held.form.approved_as)
    prepared = zip(FORM.block("12").items, (name, position, frame.both(held, when)), strict=True)
    approved = zip(FORM.block("14").items, (*by, ""), strict=True)
    zone = Item("Time Zone", "" if held.blank else held.event.zone)
    return (
        _band("Approval & Routing Information"),
        strip(
            frame.box(FORM, "12", Items(tuple((Item(item, said),) for item, said in prepared)), share=1.6),
            frame.box(FORM, "13", Words(held.text("13", frame.both(held, submitted))), Items(((zone,),))),
        ),
        strip(
            frame.box(FORM, "14", Items(tuple((Item(item, said),) for item, said in approved)), share=1.6),
            page.text("15"),
        ),
    )


def _where(page: _Page) -> tuple[Strip, ...]:
    one = page.held.incident
    point, grid = "", ""
    if one is not None and one.lat is not None and one.lon is not None:
        point, grid = f"{one.lon:.5f} / {one.lat:.5f} (decimal degrees, WGS 84)", usng(one.lat, one.lon)
    place = (
        "" if one is None else ", ".join(word for word in (page.held.named.name("venue", one.venue), one.place) if word)
    )
    lead = "" if one is None else page.held.named.name("agency", one.lead)
    return (
        _band("Incident Location Information"),
        strip(page.text("16"), page.text("17"), page.text("18")),
        strip(page.text("19"), page.text("20", lead), page.text("21", share=1.6)),
        strip(page.text("22", point, share=1.2), page.text("23", grid), page.text("24")),
        strip(page.text("25", place, share=2.0), page.text("26")),
        strip(page.text("27")),
    )


def _summary(page: _Page) -> tuple[Strip, ...]:
    held = page.held
    heads_of, rows_of = FORM.block("30").items[:4], FORM.block("30").items[4:]
    rows = tuple(
        (Field(item), *(Field(held.text(f"30.{key}.{harm}")) for harm in HARM))
        for item, key in zip(rows_of, STRUCTURES, strict=True)
    )
    table = Ruled(tuple(Head(item, 2.2 if n == 0 else 1.0) for n, item in enumerate(heads_of)), rows, tall=14)
    return (
        _band("Incident Summary"),
        strip(page.text("28", grows=2, tall=40)),
        strip(page.text("29", grows=1, tall=20)),
        strip(page.text("30", grows=1, tall=30), Box("", parts=(table,), share=1.3)),
    )


def _lives(page: _Page) -> tuple[Strip, ...]:
    held = page.held
    on = {line.strip().casefold() for line in page.report.get("6.actions[]", "").splitlines()}
    checks = [
        Check(item, held.ticked(active_key(words)) or words.casefold() in on)
        for item, words in zip(FORM.block("34").items, ACTIVE, strict=False)
    ]
    checks += [Check("", bool(held.text(key)), held.text(key), ruled=True) for key in OWN]
    return (
        _band("Additional Incident Decision Support Information"),
        strip(
            frame.box(FORM, "31", _people(page, "31", "civilian", PUBLIC)),
            frame.box(FORM, "32", _people(page, "32", "responder", RESPONDERS)),
        ),
        strip(page.text("33", grows=1, tall=40), frame.box(FORM, "34", Checks(tuple(checks), 2), share=1.6)),
    )


def _people(page: _Page, number: str, whom: str, keys: tuple[str, ...]) -> Ruled:
    """How many, this period and to date; the last row is their sum."""
    period, total, below, *labels = FORM.block(number).items
    said = [[_count(page, number, whom, key, when) for when in WHEN] for key in keys]
    sums = [
        page.held.text(f"{number}.affected.{when}", _sum(column))
        for when, column in zip(WHEN, zip(*said, strict=True), strict=True)
    ]
    rows = [(label, *figures) for label, figures in zip(labels, (*said, sums), strict=True)]
    heads = (Head(below, 2.6), Head(period, 1.0), Head(total, 1.0))
    return Ruled(heads, tuple(tuple(Field(cell) for cell in row) for row in rows), tall=13)


def _count(page: _Page, number: str, whom: str, key: str, when: str) -> str:
    """What people wrote, else the situation report's figure; its fatalities only where they were cleared."""
    cleared = key != "fatalities" or page.report.get(CLEARED, "").strip()
    known = page.report.get(f"6.{whom}.{key}.{when}", "") if cleared else ""
    return page.held.text(f"{number}.{key}.{when}", known)


def _sum(figures: tuple[str, ...]) -> str:
    """Their sum; nothing where none is a number."""
    known = [count for count in map(figure, figures) if count is not None]
    return str(sum(known)) if known else ""


def _ahead(page: _Page) -> tuple[Strip, ...]:
    aims = "" if page.held.period is None else page.held.period.objectives or ""
    return (
        strip(page.text("35", grows=1, tall=30)),
        *_horizons(page, "36"),
        strip(page.text("37", aims, grows=1, tall=30)),
    )


def _horizons(page: _Page, number: str) -> tuple[Strip, ...]:
    """A block with a room for each time ahead, numbered: it may stand on another page. Needs are the report's."""
    rooms = []
    for item, (key, _) in zip(FORM.block(number).items, HORIZONS, strict=True):
        known = page.report.get(f"12.{key}", "") if number == "39" else ""
        said = page.held.text(f"{number}.{key}", known)
        rooms.append(strip(frame.bare(Words(said, f"{number}, {item}"), grows=1)))
    return (strip(frame.box(FORM, number)), *rooms)


def _decisions(page: _Page) -> tuple[Strip, ...]:
    return (
        _band("Additional Incident Decision Support Information (continued)"),
        *_horizons(page, "38"),
        *_horizons(page, "39"),
        strip(page.text("40", grows=2, tall=40)),
        strip(page.text("41", grows=1, tall=30)),
        strip(page.text("42"), page.text("43")),
        strip(page.text("44"), page.text("45", to_date(page.costs))),
        strip(page.text("46", projected(page.costs))),
        strip(page.text("47", grows=1, tall=30)),
    )


def to_date(known: Costs) -> str:
    """Block 45: what was ordered costs so much. Nothing where nobody priced any of it: it is left to be written."""
    if known.ordered == known.uncosted:
        return ""
    return f"{money(known.spent)} for aid: {_of(known.ordered, known.uncosted, 'ordered')}"


def projected(known: Costs) -> str:
    """Block 46: the same and what is asked for and not ordered yet, with the sum that leads to it."""
    many, bare = known.ordered + known.wanted, known.uncosted + known.uncosted_ahead
    if many == bare:
        return ""
    sums = f"{money(known.spent)} ordered + {money(known.ahead)} asked for and not ordered yet"
    return f"{money(known.spent + known.ahead)} for aid: {sums}; {_of(many, bare, 'in all')}"


def _of(many: int, uncosted: int, word: str) -> str:
    requests = f"{many:,} {'request' if many == 1 else 'requests'} {word}"
    return f"{requests}, {uncosted:,} of them without a cost yet" if uncosted else requests


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
