"""CISA's exploited vulnerabilities as a feed: those that may be in the event's systems, not the whole catalogue."""

from __future__ import annotations

from dataclasses import replace

from eocdesk.commands.reading import Item
from eocdesk.desk.feed_formats import reader
from eocdesk.feeds.feed import Feed, Given, Where
from eocdesk.models.marking import highest
from eocdesk.store.queries.systems import SystemRow, Vulnerability, match

ADDRESS = "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"
NEWEST = 25
"""So many come where no system is listed yet."""
_ALL = "Import the catalogue as a file to have all."


def choose(items: list[Item], given: Given) -> tuple[list[Item], str]:
    """Those that may be in a system of the event, marked as strictly as it, and those held before; the newest of all
    where no system says what it is. The sentence says what was left out.
    """
    rows = [_row(one.id, one.name, one.vendor, one.product, one.marking) for one in given.systems]
    rows = [one for one in rows if one.vendor and one.product]
    theirs = _markings(items, rows)
    wanted = theirs if rows else {one.key: "CLEAR" for one in _newest(items)}
    kept = [
        replace(one, values={**one.values, "marking": highest(["CLEAR", *marked]).word})
        for one in items
        if (marked := [found[one.key] for found in (wanted, given.held) if one.key in found])
    ]
    if len(kept) == len(items):
        return kept, ""
    if rows:
        said = f"{len(wanted):,} may be in the event's systems"
    else:
        said = f"No system of the event is listed with vendor and product: the newest {len(wanted):,} are taken"
    before = len(kept) - len(wanted.keys() & {one.key for one in kept})
    return kept, f"{said}{f', {before:,} more were here before' if before else ''}. {_ALL}"


def _newest(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda one: (one.values.get("starts") or 0, one.key), reverse=True)[:NEWEST]


def _markings(items: list[Item], rows: list[SystemRow]) -> dict[str, str]:
    """Of what may be in a system: that a record is here says which systems are, so it is marked as they are."""
    known = [_vulnerability(one) for one in items]
    found: dict[str, list[str]] = {}
    marked = {one.id: one.marking for one in rows}
    for system, matched in match(rows, known).items():
        for one in matched.found:
            found.setdefault(one.vulnerability.value, []).append(marked[system])
    return {value: highest(markings).word for value, markings in found.items()}


def _row(record: bytes, name: str, vendor: str, product: str, marking: str) -> SystemRow:
    return SystemRow(0, record, name, vendor.strip(), product.strip(), "", "", None, "", None, "", marking)


def _vulnerability(item: Item) -> Vulnerability:
    name, vendor, product, due = (str(item.values.get(one) or "") for one in ("name", "vendor", "product", "due"))
    used = bool(item.values.get("ransomware"))
    return Vulnerability(b"", item.key, name, vendor, product, due, used, revoked=False)


def _addresses(_where: Where) -> list[str]:
    return [ADDRESS]


FEED = Feed(
    "kev",
    "Known exploited vulnerabilities (CISA)",
    3_600,
    21_600,
    50_000_000,
    ("application/json", "text/csv", "text/plain"),
    _addresses,
    reader("kev", "indicator", "vulnerabilities", public=True, choose=choose),
    by_systems=True,
)
