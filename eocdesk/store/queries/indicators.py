"""What the pages of systems and indicators list: the exposed systems first, the signs that concern one first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries import systems
from eocdesk.store.queries.paging import found, paged
from eocdesk.store.queries.systems import Found, Matched, SystemRow


class SystemAt(NamedTuple):
    """A system and what may be in it."""

    row: int
    id: bytes
    system: SystemRow
    matched: Matched

    @property
    def ransomware(self) -> int:
        """How many of what was found are used by ransomware."""
        return sum(one.vulnerability.ransomware for one in self.matched.found)


class IndicatorRow(NamedTuple):
    """One indicator. `due` YYYY-MM-DD or empty, moments in ms UTC; `within`: the systems it may be in."""

    row: int
    id: bytes
    kind: str
    value: str
    name: str
    vendor: str
    product: str
    due: str
    ransomware: bool
    revoked: bool
    starts: int | None
    ends: int | None
    confidence: int | None
    marking: str
    source: str
    threat: bytes | None
    threat_number: str
    within: tuple[Found, ...] = ()

    def is_over(self, now: int) -> bool:
        """Whether it was revoked or is no longer valid."""
        return self.revoked or (self.ends is not None and self.ends <= now)


_SOME = (
    "SELECT i.row, i.id, i.kind, i.value, i.name, i.vendor, i.product, i.due, i.ransomware, i.revoked, i.starts, "
    "i.ends, i.confidence, i.marking, i.source, i.threat, coalesce(t.number, '') "
    "FROM indicator i LEFT JOIN threat t ON t.id = i.threat WHERE i."
)


def system_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Those in which something may be first, those known to ransomware before the rest; then by name."""
    ordered = "SELECT row FROM system WHERE event = :event AND struck IS NOT 1 ORDER BY name COLLATE NOCASE, row"
    rows = found(connection, "system", ordered, event, words, now)
    held = system_rows(connection, rows)
    return sorted(rows, key=lambda row: (-held[row].ransomware, -len(held[row].matched.found)))


def system_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, SystemAt]:
    """These systems of one event, by row number."""
    if not rows:
        return {}
    event = connection.exec_driver_sql("SELECT event FROM system WHERE row = ?", (rows[0],)).scalar()
    known = systems.vulnerabilities(connection, event or b"")
    held = [SystemRow(*values) for values in paged(connection, f"{systems.SYSTEMS}row", rows).values()]
    matched = systems.match(held, known)
    return {one.row: SystemAt(one.row, one.id, one, _once(matched[one.id])) for one in held}


def system(connection: Connection, record: bytes) -> SystemAt | None:
    """One system."""
    row = connection.exec_driver_sql("SELECT row FROM system WHERE id = ?", (record,)).scalar()
    return None if row is None else system_rows(connection, [row]).get(row)


def indicator_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Those that may be in a system of the event first, what is over last; the newest first."""
    ordered = (
        "SELECT row FROM indicator WHERE event = :event AND struck IS NOT 1 "
        "ORDER BY revoked IS 1 OR (ends IS NOT NULL AND ends <= :now), coalesce(starts, made_at) DESC, row"
    )
    rows = found(connection, "indicator", ordered, event, words, now)
    ours = {one.vulnerability.row for matched in systems.exposed(connection, event).values() for one in matched.found}
    return [row for row in rows if row in ours] + [row for row in rows if row not in ours]


def indicator_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, IndicatorRow]:
    """These indicators of one event, by row number."""
    if not rows:
        return {}
    held = {row: _row(values) for row, values in paged(connection, f"{_SOME}row", rows).items()}
    if not any(one.kind == "vulnerability" for one in held.values()):
        return held
    event = connection.exec_driver_sql("SELECT event FROM indicator WHERE row = ?", (rows[0],)).scalar()
    within: dict[bytes, list[Found]] = {}
    for matched in systems.exposed(connection, event or b"").values():
        for one in matched.found:
            within.setdefault(one.vulnerability.id, []).append(one)
    return {row: one._replace(within=tuple(within.get(one.id, ()))) for row, one in held.items()}


def indicator(connection: Connection, record: bytes) -> IndicatorRow | None:
    """One indicator."""
    row = connection.exec_driver_sql("SELECT row FROM indicator WHERE id = ?", (record,)).scalar()
    return None if row is None else indicator_rows(connection, [row]).get(row)


def _once(matched: Matched) -> Matched:
    """Two sources may tell of one vulnerability: it is counted once."""
    first: dict[str, Found] = {}
    for one in matched.found:
        first.setdefault(one.vulnerability.value.upper(), one)
    return matched._replace(found=tuple(first.values()))


def _row(values: Sequence[Any]) -> IndicatorRow:
    whole = IndicatorRow(*values)
    return whole._replace(ransomware=bool(whole.ransomware), revoked=bool(whole.revoked))
