"""What the threats pane lists: threats by level, reports with their days, products with who acknowledged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries.paging import found, paged

_WORST_FIRST = (
    "CASE level WHEN 'severe' THEN 0 WHEN 'high' THEN 1 WHEN 'elevated' THEN 2 WHEN 'guarded' THEN 3 ELSE 4 END"
)


class ThreatRow(NamedTuple):
    """One threat as it is assessed now, with how many reports belong to it."""

    row: int
    id: bytes
    number: str
    title: str
    nature: str
    state: str
    level: str
    likelihood: str
    confidence: str
    marking: str
    assessed: int | None
    lead: str
    reports: int

    @property
    def is_over(self) -> bool:
        """Whether it is closed."""
        return self.state == "closed"


class ReportRow(NamedTuple):
    """One report. Moments in ms UTC, days as YYYY-MM-DD."""

    row: int
    id: bytes
    number: str
    title: str
    kind: str
    state: str
    reliability: str
    credibility: int
    marking: str
    reported: int | None
    review: str
    purge: str
    where: str
    threat: bytes | None
    threat_number: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more is asked of it."""
        return self.state in ("no nexus", "purged")

    def is_due(self, today: str) -> str:
        """`purge` or `review` where that day has come, else nothing."""
        if self.state == "purged":
            return ""
        if self.purge and self.purge <= today:
            return "purge"
        return "review" if self.review and self.review <= today else ""


class ProductRow(NamedTuple):
    """One product, how many partners have it and how many of them said so. Moments in ms UTC."""

    row: int
    id: bytes
    number: str
    title: str
    kind: str
    version: int
    state: str
    marking: str
    sent: int | None
    due: int | None
    told: int
    acknowledged: int
    threat: bytes | None
    threat_number: str

    def is_late(self, now: int) -> bool:
        """Whether somebody should have acknowledged by now and has not."""
        return self.state == "sent" and self.acknowledged < self.told and self.due is not None and self.due < now


_THREATS = (
    "SELECT t.row, t.id, t.number, t.title, t.nature, t.state, t.level, t.likelihood, t.confidence, t.marking, "
    "t.assessed, coalesce(nullif(a.short, ''), a.name, ''), "
    "(SELECT count(*) FROM report r WHERE r.threat = t.id AND r.struck IS NOT 1) "
    "FROM threat t LEFT JOIN agency a ON a.id = t.lead WHERE t."
)
_REPORTS = (
    "SELECT r.row, r.id, r.number, r.title, r.kind, r.state, r.reliability, r.credibility, r.marking, r.reported, "
    "r.review, r.purge, coalesce(nullif(v.name, ''), r.place), r.threat, coalesce(t.number, '') "
    "FROM report r LEFT JOIN venue v ON v.id = r.venue LEFT JOIN threat t ON t.id = r.threat WHERE r."
)
_OF_PRODUCT = "FROM dissemination d WHERE d.product = p.id AND d.struck IS NOT 1"
_PRODUCTS = (
    "SELECT p.row, p.id, p.number, p.title, p.kind, coalesce(p.version, 1), p.state, p.marking, p.sent, p.due, "
    f"(SELECT count(*) {_OF_PRODUCT}), (SELECT count(*) {_OF_PRODUCT} AND d.acknowledged IS NOT NULL), "
    "p.threat, coalesce(t.number, '') FROM product p LEFT JOIN threat t ON t.id = p.threat WHERE p."
)


def threat_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """What is not closed first, the worst level first, the newest of these first."""
    del now
    ordered = (
        "SELECT row FROM threat WHERE event = :event AND struck IS NOT 1 "
        f"ORDER BY state = 'closed', {_WORST_FIRST}, coalesce(assessed, made_at) DESC, row"
    )
    return found(connection, "threat", ordered, event, words)


def report_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Those whose purge or review day has come first, then new ones, then the rest; the newest first."""
    today = "date(:now / 1000, 'unixepoch')"
    ordered = (
        "SELECT row FROM report WHERE event = :event AND struck IS NOT 1 ORDER BY CASE WHEN state = 'purged' THEN 4 "
        f"WHEN purge <> '' AND purge <= {today} THEN 0 WHEN review <> '' AND review <= {today} THEN 1 "
        "WHEN state = 'new' THEN 2 ELSE 3 END, coalesce(reported, made_at) DESC, row"
    )
    return found(connection, "report", ordered, event, words, now)


def product_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Sent ones first, then approved, drafts, what is superseded or recalled; the newest first."""
    del now
    ordered = (
        "SELECT row FROM product WHERE event = :event AND struck IS NOT 1 ORDER BY CASE state WHEN 'sent' THEN 0 "
        "WHEN 'approved' THEN 1 WHEN 'draft' THEN 2 ELSE 3 END, coalesce(sent, made_at) DESC, row"
    )
    return found(connection, "product", ordered, event, words)


def threat_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, ThreatRow]:
    """These threats, by row number."""
    return {row: ThreatRow(*values) for row, values in paged(connection, f"{_THREATS}row", rows).items()}


def report_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, ReportRow]:
    """These reports, by row number."""
    return {row: ReportRow(*values) for row, values in paged(connection, f"{_REPORTS}row", rows).items()}


def product_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, ProductRow]:
    """These products, by row number."""
    return {row: ProductRow(*values) for row, values in paged(connection, f"{_PRODUCTS}row", rows).items()}


def threat(connection: Connection, record: bytes) -> ThreatRow | None:
    """One threat."""
    values = connection.exec_driver_sql(f"{_THREATS}id = ?", (record,)).one_or_none()
    return None if values is None else ThreatRow(*values)


def report(connection: Connection, record: bytes) -> ReportRow | None:
    """One report."""
    values = connection.exec_driver_sql(f"{_REPORTS}id = ?", (record,)).one_or_none()
    return None if values is None else ReportRow(*values)


def product(connection: Connection, record: bytes) -> ProductRow | None:
    """One product."""
    values = connection.exec_driver_sql(f"{_PRODUCTS}id = ?", (record,)).one_or_none()
    return None if values is None else ProductRow(*values)


def reports_of(connection: Connection, record: bytes) -> tuple[ReportRow, ...]:
    """The reports that belong to a threat, the newest first."""
    asked = f"{_REPORTS}threat = ? AND r.struck IS NOT 1 ORDER BY coalesce(r.reported, r.made_at) DESC, r.row"
    return tuple(ReportRow(*values) for values in connection.exec_driver_sql(asked, (record,)))


def products_of(connection: Connection, record: bytes) -> tuple[ProductRow, ...]:
    """The products written of a threat, the newest first."""
    asked = f"{_PRODUCTS}threat = ? AND p.struck IS NOT 1 ORDER BY p.row DESC"
    return tuple(ProductRow(*values) for values in connection.exec_driver_sql(asked, (record,)))


def versions_of(connection: Connection, record: bytes) -> tuple[ProductRow, ...]:
    """What a product replaces and what replaces it, the earlier first."""
    asked = (
        f"{_PRODUCTS}id IN (SELECT id FROM product WHERE replaces = ?1 AND struck IS NOT 1 "
        "UNION SELECT replaces FROM product WHERE id = ?1) ORDER BY coalesce(p.version, 1), p.row"
    )
    return tuple(ProductRow(*values) for values in connection.exec_driver_sql(asked, (record,)))


def at_risk_of(connection: Connection, record: bytes) -> tuple[tuple[str, bytes, str], ...]:
    """The venues and sessions a threat names: kind, id, name. What is not on this desk is left out."""
    made: list[tuple[str, bytes, str]] = []
    for kind, name, held in (("venue", "name", "venues"), ("session", "title", "sessions")):
        asked = (
            f"SELECT k.id, k.{name} FROM threat t, json_each(t.{held}) j JOIN {kind} k ON k.id = unhex(j.value) "
            "WHERE t.id = ? AND k.struck IS NOT 1 ORDER BY 2"
        )
        made += [(kind, found_id, called or "") for found_id, called in connection.exec_driver_sql(asked, (record,))]
    return tuple(made)
