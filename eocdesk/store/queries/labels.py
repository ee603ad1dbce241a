"""The markings and audiences that records of an event carry, each once."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

_KEYS = 500


def labels(connection: Connection, event: bytes, kinds: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(marking, audience) of what stands of these kinds."""
    asked = " UNION ".join(
        f"SELECT coalesce(marking, 'RED'), coalesce(audience, '') FROM {kind} WHERE event = :event AND struck IS NOT 1"
        for kind in kinds
    )
    found = connection.exec_driver_sql(asked, {"event": event})
    return tuple((marking, audience) for marking, audience in found)


def of(connection: Connection, kind: str, records: Iterable[bytes | None]) -> list[tuple[str, str]]:
    """(marking, audience) of these records, each pair once: what is named lends its marking to what names it."""
    wanted = sorted({record for record in records if record is not None})
    found: set[tuple[str, str]] = set()
    for start in range(0, len(wanted), _KEYS):
        some = tuple(wanted[start : start + _KEYS])
        asked = f"SELECT coalesce(marking, 'RED'), coalesce(audience, '') FROM {kind} WHERE id IN "
        rows = connection.exec_driver_sql(f"{asked}({', '.join('?' * len(some))})", some)
        found |= {(marking, audience) for marking, audience in rows}
    return sorted(found)


def marked(connection: Connection, event: bytes, kind: str) -> dict[bytes, tuple[str, str]]:
    """(marking, audience) of each record of a kind that stands, by its id."""
    asked = (
        f"SELECT id, coalesce(marking, 'RED'), coalesce(audience, '') FROM {kind} WHERE event = ? AND struck IS NOT 1"
    )
    return {record: (marking, audience) for record, marking, audience in connection.exec_driver_sql(asked, (event,))}
