"""Which known exploited vulnerabilities may be in the event's systems, by the words of vendor and product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import Connection

from eocdesk.store.queries.matching import plain

ALIKE = 88
"""Words as like as this, of 100, are the same word spelled otherwise; short ones must be equal."""
_SHORTEST = 5
_FIRMS = frozenset({"co", "corp", "corporation", "foundation", "gmbh", "inc", "limited", "llc", "ltd", "software"})
_EVERYDAY = frozenset({"and", "edition", "for", "of", "or", "platform", "product", "products", "server", "the", "with"})
"""Words that tell no vendor or product from another."""
_MANY = frozenset({"multiple", "various", "several"})
OTHERS = 6


class Vulnerability(NamedTuple):
    """An indicator of the kind vulnerability. `due` YYYY-MM-DD or empty."""

    id: bytes
    value: str
    name: str
    vendor: str
    product: str
    due: str
    ransomware: bool
    revoked: bool
    row: int = 0


class SystemRow(NamedTuple):
    """A system of the event."""

    row: int
    id: bytes
    name: str
    vendor: str
    product: str
    version: str
    use: str
    agency: bytes | None
    agency_name: str
    venue: bytes | None
    venue_name: str
    marking: str


class Found(NamedTuple):
    """A vulnerability that may be in a system, and why one thinks so."""

    system: bytes
    system_name: str
    vulnerability: Vulnerability
    sure: bool
    """Whether vendor and product are named alike; else one names more than the other."""
    reasons: tuple[str, ...]


class Matched(NamedTuple):
    """What was found in one system; where nothing was, the sentence why."""

    found: tuple[Found, ...]
    sentence: str


def match(systems: Iterable[SystemRow], known: Iterable[Vulnerability]) -> Mapping[bytes, Matched]:
    """By system id. Used by ransomware first, then what was to be mended first; no versions are compared.

    A system without vendor or without product matches nothing and says so.
    """
    named: dict[frozenset[str], list[Vulnerability]] = {}
    count = 0
    for one in known:
        if not one.revoked:
            named.setdefault(_words(one.vendor, _FIRMS), []).append(one)
            count += 1
    return {system.id: _of(system, named, count) for system in systems}


def _of(system: SystemRow, named: Mapping[frozenset[str], list[Vulnerability]], count: int) -> Matched:
    vendor = _words(system.vendor, _FIRMS)
    product = _words(system.product, _EVERYDAY | vendor)
    if not vendor or not product:
        return Matched((), "Write its vendor and its product: vulnerabilities are matched by both.")
    if not count:
        return Matched((), "No known vulnerability is on this desk. Import CISA's catalogue (JSON or CSV).")
    found: list[Found] = []
    others: dict[str, None] = {}
    for theirs, many in named.items():
        if not _within(vendor, theirs) and not _within(theirs, vendor):
            continue
        for one in many:
            reasons, sure = _same(product, _words(one.product, _EVERYDAY | theirs), one)
            if not reasons:
                others.setdefault(one.product)
                continue
            spelled = "" if vendor == theirs else f"vendor written “{one.vendor}”"
            told = tuple(part for part in (spelled, *reasons) if part)
            found.append(Found(system.id, system.name, one, sure and not spelled, told))
    found.sort(key=lambda one: (not one.sure, not one.vulnerability.ransomware, one.vulnerability.due or "9"))
    return Matched(tuple(found), "" if found else _nothing(system, list(others), count))


def _same(held: frozenset[str], theirs: frozenset[str], one: Vulnerability) -> tuple[tuple[str, ...], bool]:
    """Why the products are the same, and whether they are named alike; no reason where they are not."""
    named = theirs - _MANY
    if not named:
        return ("several products of this vendor, none named",), False
    if held == named:
        return ("same vendor and product",), True
    if _within(held, named) or _within(named, held):
        return (f"product written “{one.product}”",), False
    return (), False


def _nothing(system: SystemRow, others: list[str], count: int) -> str:
    if not others:
        return f"None of {count:,} known vulnerabilities is of the vendor “{system.vendor}”. Is it written otherwise?"
    named = ", ".join(others[:OTHERS])
    more = f" and {len(others) - OTHERS:,} more" if len(others) > OTHERS else ""
    return f"None of {count:,} known vulnerabilities is of this product. Of {system.vendor} there are: {named}{more}."


def _words(said: str, never: frozenset[str]) -> frozenset[str]:
    """What tells it apart; all its words where none would be left."""
    every = frozenset(plain(said).split())
    return frozenset(word for word in every if word not in never) or every


def _within(few: frozenset[str], many: frozenset[str]) -> bool:
    """Whether each word of the first is a word of the second."""
    return few <= many or all(any(_alike(word, other) for other in many) for word in few)


def _alike(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) < _SHORTEST or any(letter.isdigit() for letter in word + other):
        return False
    return fuzz.ratio(word, other) >= ALIKE


SYSTEMS = (
    "SELECT s.row, s.id, s.name, s.vendor, s.product, s.version, s.use, s.agency, "
    "coalesce(nullif(a.short, ''), a.name, ''), s.venue, coalesce(v.name, ''), s.marking "
    "FROM system s LEFT JOIN agency a ON a.id = s.agency LEFT JOIN venue v ON v.id = s.venue WHERE s."
)
"""Ends before the condition; the values are those of a SystemRow."""


def every_system(connection: Connection, event: bytes) -> tuple[SystemRow, ...]:
    """The systems of an event, by name."""
    asked = f"{SYSTEMS}event = ? AND s.struck IS NOT 1 ORDER BY s.name COLLATE NOCASE, s.row"
    return tuple(SystemRow(*values) for values in connection.exec_driver_sql(asked, (event,)))


def vulnerabilities(connection: Connection, event: bytes) -> tuple[Vulnerability, ...]:
    """The known vulnerabilities of an event, by number."""
    asked = (
        "SELECT id, value, name, vendor, product, due, ransomware, revoked, row FROM indicator "
        "WHERE event = ? AND kind = 'vulnerability' AND struck IS NOT 1 ORDER BY value, row"
    )
    return tuple(
        Vulnerability(record, value, name, vendor, product, due, bool(used), bool(revoked), row)
        for record, value, name, vendor, product, due, used, revoked, row in connection.exec_driver_sql(asked, (event,))
    )


def exposed(connection: Connection, event: bytes) -> Mapping[bytes, Matched]:
    """What may be in each system of an event, by system id."""
    return match(every_system(connection, event), vulnerabilities(connection, event))
