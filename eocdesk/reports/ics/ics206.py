"""ICS 206, Medical Plan: aid stations, transportation, hospitals, what to do in a medical emergency."""

from __future__ import annotations

from typing import Any

from eocdesk.models.place import usng
from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Check, Checks, Field, Head, Leaf, Ruled, Sheet, Words, strip
from eocdesk.store.queries.communications import Spot, aid_stations, ambulances, hospitals
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 206"]
CODE = "ics-206"
STATIONS, TRANSPORT, HOSPITALS = "3[]", "4[]", "5[]"
"""Rows people write: as wide as the tables of the booklet; yes or no, ALS or BLS, the trauma level in words."""
_YES = frozenset({"yes", "y", "x", "true"})
_NO = frozenset({"no", "n", "false", "none"})
_EMPTY = Field()
_SHARES = (1.3, 1.5, 1.3)
_WORDS = 3
"""Columns of a hospital that are words; the others are short."""


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The plan of the period."""
    return (sheet(connection, held, asked),)


def sheet(connection: Any, held: Held, asked: Asked, *, bundled: bool = False) -> Sheet:
    """The plan: what people wrote, else what the map and the resources know."""
    rescue = FORM.block("6").items[0]
    procedures = frame.box(
        FORM,
        "6",
        Words(held.text("6")),
        Checks((Check(rescue, held.ticked("6.aviation")),)),
        grows=2,
    )
    return Sheet(
        FORM.number,
        FORM.title,
        head=(frame.head(held, FORM),),
        leaves=(
            Leaf(
                (
                    strip(frame.box(FORM, "3", _stations(connection, held), grows=1)),
                    strip(frame.box(FORM, "4", _transport(connection, held), grows=1)),
                    strip(frame.box(FORM, "5", _hospitals(connection, held), grows=1)),
                    strip(procedures),
                )
            ),
        ),
        foot=(frame.prepared(held, asked, FORM, "7"), frame.approved(held, FORM, "8")),
        last=frame.signed_at(held, asked, approval=True),
        plan=True,
        bundled=bundled,
    )


def _asked(item: str) -> str:
    """A column's title; its answers stand beside squares in each row."""
    return item.partition(" (Yes")[0].partition(" (ALS")[0]


def _answer(said: str) -> Field:
    word = said.strip().casefold()
    return Field(checks=(Check("Yes", word in _YES), Check("No", word in _NO)))


def _stations(connection: Any, held: Held) -> Ruled:
    known = [(spot.name, _where(spot), "", "") for spot in aid_stations(connection, held)]
    rows = held.rows(STATIONS, 4) or known
    *plain, last = FORM.block("3").items
    heads = (
        *(Head(item, share) for item, share in zip(plain, _SHARES, strict=True)),
        Head(_asked(last), 0.9, centred=True),
    )
    fields = tuple((*(Field(cell) for cell in row[:3]), _answer(row[3])) for row in rows)
    return Ruled(heads, fields, least=4, tall=15, empty=(_EMPTY, _EMPTY, _EMPTY, _answer("")))


def _transport(connection: Any, held: Held) -> Ruled:
    known = [(name, where, "", able) for name, where, able in ambulances(connection, held)]
    rows = held.rows(TRANSPORT, 4) or known
    *plain, last = FORM.block("4").items
    heads = (
        *(Head(item, share) for item, share in zip(plain, _SHARES, strict=True)),
        Head(_asked(last), 0.9, centred=True),
    )
    fields = tuple((*(Field(cell) for cell in row[:3]), _level(row[3])) for row in rows)
    return Ruled(heads, fields, least=3, tall=15, empty=(_EMPTY, _EMPTY, _EMPTY, _level("")))


def _level(said: str) -> Field:
    words = said.upper().replace("/", " ").replace(",", " ").split()
    return Field(checks=(Check("ALS", "ALS" in words), Check("BLS", "BLS" in words)))


def _hospitals(connection: Any, held: Held) -> Ruled:
    known = [(spot.name, _where(spot), "", "", "", "", "", "") for spot in hospitals(connection, held)]
    rows = held.rows(HOSPITALS, 8) or known
    labels = [_asked(item) for item in FORM.block("5").items]
    shares = (1.35, 1.6, 1.2, 0.65, 0.75, 1.1, 0.8, 0.8)
    heads = tuple(
        Head(label, share, centred=place >= _WORDS)
        for place, (label, share) in enumerate(zip(labels, shares, strict=True))
    )
    fields = tuple(
        (*(Field(cell) for cell in row[:5]), _trauma(row[5]), _answer(row[6]), _answer(row[7])) for row in rows
    )
    empty = (_EMPTY,) * 5
    return Ruled(heads, fields, least=3, tall=24, empty=(*empty, _trauma(""), _answer(""), _answer("")))


def _trauma(said: str) -> Field:
    word = said.strip().removeprefix("Level").strip()
    level = "" if word.casefold() in _YES | _NO else word
    yes = bool(level) or word.casefold() in _YES
    return Field(checks=(Check(f"Yes, Level: {level or '____'}", yes), Check("No", word.casefold() in _NO)))


def _where(spot: Spot) -> str:
    if spot.lat is None or spot.lon is None:
        return spot.note
    point = f"{spot.lat:.4f}, {spot.lon:.4f}\n{usng(spot.lat, spot.lon)}"
    return f"{spot.note}\n{point}" if spot.note else point


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
