"""NWS HeatRisk as a file or an address of one's own: a table or JSON of venue, date and value from 0 to 4."""

from __future__ import annotations

import csv
import io
from typing import Any

from eocdesk.commands.hazards import heat_risk
from eocdesk.commands.reading import Item
from eocdesk.feeds.feed import Feed, Given, Reading, Spot, Where
from eocdesk.feeds.plain import each, line, mapping, number, parsed, rows_of, told, whole
from eocdesk.models import Refused

SOURCE = "heatrisk"
_VALUES = ("heatrisk", "value", "level")
_DAYS = ("date", "day")


def read(data: bytes, given: Given) -> Reading:
    """One observation for each venue and day, the same record that is written when it is said by hand."""
    spots: dict[str, Spot | None] = {}
    for one in given.venues:
        name = one[1].strip().casefold()
        spots[name] = None if name in spots else one

    def make(row: Any, at: str) -> Item:
        return _item(row, at, given, spots)

    try:
        rows = _rows(data)
    except Refused as refusal:
        return whole(refusal)
    return told(given, SOURCE, *each(rows, make, "row"), "values")


def _rows(data: bytes) -> list[Any]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{", b"<"}:
        return rows_of(parsed(data), "values", "data")
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except UnicodeDecodeError:
        raise Refused("The answer is not text in UTF-8.") from None
    except csv.Error:
        raise Refused("The answer is neither JSON nor a table.") from None
    names = {name.strip().lower() for name in rows[0] if name} if rows else set()
    if "venue" not in names or not names & set(_VALUES) or not names & set(_DAYS):
        raise Refused("The answer is neither JSON nor a table with the columns venue, date and value.")
    return list(rows)


def _item(row: Any, at: str, given: Given, spots: dict[str, Spot | None]) -> Item:
    said = {str(name).strip().lower(): value for name, value in mapping(row).items()}
    name = line(said.get("venue"))
    day = next((line(said[one]) for one in _DAYS if said.get(one)), "")
    level = number(next((said[one] for one in _VALUES if said.get(one) not in (None, "")), None))
    if not name or not day or level is None:
        raise Refused("It has no venue, no date or no value.")
    if name.casefold() not in spots:
        raise Refused(f"No venue with a place on the map is called “{name[:80]}”.")
    venue = spots[name.casefold()]
    if venue is None:
        raise Refused(f"Several venues are called “{name[:80]}”.")
    if not level.is_integer():
        raise Refused("HeatRisk is a whole number from 0 to 4.")
    values = {**heat_risk(venue[1], day, int(level), given.zone), "venue": venue[0]}
    return Item("observation", f"{venue[0].hex()}/{day}", at, values)


def _addresses(where: Where) -> list[str]:
    return list(where.own)


FEED = Feed(
    "heatrisk",
    "HeatRisk (file)",
    1_800,
    21_600,
    5_000_000,
    ("application/json", "text/csv", "text/plain"),
    _addresses,
    read,
    own=True,
)
