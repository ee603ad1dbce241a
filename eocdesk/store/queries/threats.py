"""What is asked of threats: who has a product and who answered, what is at risk, which reports are due."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import Connection


class SentRow(NamedTuple):
    """A product told to one partner. Moments in ms UTC."""

    agency: bytes
    agency_name: str
    sent: int | None
    acknowledged: int | None
    chased: int | None
    due: int | None

    def is_late(self, now: int) -> bool:
        """Whether it should be acknowledged by now."""
        return self.acknowledged is None and self.due is not None and self.due < now


class AtRisk(NamedTuple):
    """A threat that is not closed, with the venues and sessions it names."""

    threat: bytes
    number: str
    level: str
    venues: tuple[bytes, ...]
    sessions: tuple[bytes, ...]


class DueReport(NamedTuple):
    """A report to be reviewed or purged by a day that has come. Days as YYYY-MM-DD."""

    id: bytes
    number: str
    title: str
    review: str
    purge: str
    purge_due: bool


def sent_to(connection: Connection, product: bytes) -> list[SentRow]:
    """Who was told a product, by name."""
    rows = connection.exec_driver_sql(
        "SELECT d.agency, coalesce(nullif(a.short, ''), a.name, ''), d.sent, d.acknowledged, d.chased, p.due "
        "FROM dissemination d LEFT JOIN agency a ON a.id = d.agency LEFT JOIN product p ON p.id = d.product "
        "WHERE d.product = ? AND d.struck IS NOT 1 ORDER BY 2, d.agency",
        (product,),
    )
    return [SentRow(*row) for row in rows]


def with_earlier(connection: Connection, product: bytes) -> list[SentRow]:
    """Who was told an earlier version of a product and not this one, by name; `sent` is when last."""
    rows = connection.exec_driver_sql(
        "WITH RECURSIVE before(id) AS (SELECT replaces FROM product WHERE id = :product "
        "UNION SELECT p.replaces FROM product p JOIN before b ON p.id = b.id) "
        "SELECT d.agency, coalesce(nullif(a.short, ''), a.name, ''), max(d.sent), NULL, NULL, NULL "
        "FROM dissemination d JOIN before b ON b.id = d.product LEFT JOIN agency a ON a.id = d.agency "
        "WHERE d.struck IS NOT 1 AND d.agency IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dissemination n "
        "WHERE n.product = :product AND n.agency = d.agency AND n.struck IS NOT 1) GROUP BY d.agency ORDER BY 2, 1",
        {"product": product},
    )
    return [SentRow(*row) for row in rows]


def replaced_by(connection: Connection, product: bytes) -> str:
    """The number of the product that was written in place of this one; empty where there is none."""
    asked = "SELECT number FROM product WHERE replaces = ? AND struck IS NOT 1 ORDER BY row LIMIT 1"
    return str(connection.exec_driver_sql(asked, (product,)).scalar() or "")


def at_risk(connection: Connection, event: bytes) -> list[AtRisk]:
    """The event's threats that are not closed and what they endanger, in the order they were raised."""
    rows = connection.exec_driver_sql(
        "SELECT id, number, level, venues, sessions FROM threat "
        "WHERE event = ? AND state <> 'closed' AND struck IS NOT 1 ORDER BY row",
        (event,),
    )
    return [AtRisk(rec, number, level, _ids(venues), _ids(sessions)) for rec, number, level, venues, sessions in rows]


def due_reports(connection: Connection, event: bytes, today: str) -> list[DueReport]:
    """The event's reports whose review or purge day has come, purges first."""
    rows = connection.exec_driver_sql(
        "SELECT id, number, title, review, purge, purge <> '' AND purge <= ? FROM report "
        "WHERE event = ? AND state <> 'purged' AND struck IS NOT 1 "
        "AND ((review <> '' AND review <= ?) OR (purge <> '' AND purge <= ?)) ORDER BY 6 DESC, min(review, purge), row",
        (today, event, today, today),
    )
    return [
        DueReport(record, number, title, review, purge, bool(due)) for record, number, title, review, purge, due in rows
    ]


def _ids(held: str | None) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(one) for one in json.loads(held or "[]") or [])
