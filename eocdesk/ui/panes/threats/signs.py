"""The page of indicators, and their cards: what is looked for, which systems it may be in, until when it counts."""

from __future__ import annotations

from eocdesk.models import Indicator
from eocdesk.models.clock import Moment
from eocdesk.models.threat import INDICATOR_KINDS
from eocdesk.store.queries import indicators
from eocdesk.store.queries.indicators import IndicatorRow
from eocdesk.store.queries.systems import Found
from eocdesk.ui.board import Badge, Blank, Line, Page, Part, Told
from eocdesk.ui.kit.columns import PLAIN, Column, Look
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.threats.looks import Looks

INDICATORS = "indicators"
KINDS = dict(INDICATOR_KINDS)


def page() -> Page:
    """Value, name, kind, the systems it may be in."""
    columns = (
        Column("Indicator", _value, width=140, key=True, tip=_value),
        Column("Name", _name, stretch=True, tip=_name),
        Column("Kind", _kind, width=104, quiet=True, narrow=700),
        Column("May be in", within, width=170, tip=within),
        Column("Mend by", _due, width=96, quiet=True, narrow=780),
        Column("Source", _source, width=110, quiet=True, narrow=860),
    )
    blank = Blank(
        "mdi6.fingerprint",
        "No indicator is known.",
        "Import a STIX bundle or CISA's catalogue of known exploited vulnerabilities, or write down an address, a "
        "domain or a file hash to watch for.",
        "New indicator",
    )
    return Page(
        INDICATORS,
        "Indicators",
        "indicator",
        columns,
        blank,
        indicators.indicator_keys,
        indicators.indicator_rows,
        look,
        add="New indicator",
        hint="Find indicators…",
        icon="mdi6.fingerprint",
    )


def look(row: IndicatorRow, now: Moment, tokens: Tokens) -> Look:
    """Those that may be in a system have weight and an edge; what is over is faded."""
    if row.is_over(now):
        return Look(muted=True)
    return Look(bold=True, edge=tokens.bad if row.ransomware else tokens.warn) if row.within else PLAIN


def within(row: IndicatorRow) -> str:
    """The systems by name."""
    return ", ".join(one.system_name for one in row.within)


def tell(row: IndicatorRow, whole: Indicator, told: Looks) -> Told:
    """What it is, where it may be and why one thinks so."""
    facts = (
        ("Kind", _kind(row)),
        ("Vendor", row.vendor),
        ("Product", row.product),
        ("To be mended by", row.due),
        ("Valid from", told.moment(row.starts)),
        ("Valid to", told.moment(row.ends)),
        ("Confidence", "" if row.confidence is None else f"{row.confidence} of 100"),
        ("Source", row.source),
    )
    lines = tuple(_within(one) for one in row.within)
    parts = []
    if row.kind == "vulnerability":
        parts.append(Part("May be in", lines, empty="In none of the event's systems, as far as they are listed."))
    if whole.pattern:
        parts.append(Part("Pattern", text=whole.pattern))
    if whole.note:
        parts.append(Part("Note", text=whole.note))
    if row.threat is not None:
        parts.append(Part("Belongs to", (Line(row.threat_number or "A threat", "Threat", "threat", row.threat),)))
    over = "Revoked" if row.revoked else "No longer valid" if row.is_over(told.now()) else ""
    badges = (Badge(over, "muted"),) if over else (Badge("Valid", "ok"),)
    return Told(
        "indicator",
        row.id,
        f"{row.value} {row.name}".strip(),
        "",
        row.marking,
        whole.audience or "",
        (*badges, Badge("ransomware uses it", "bad")) if row.ransomware else badges,
        tuple(fact for fact in facts if fact[1]),
        tuple(parts),
    )


def _within(one: Found) -> Line:
    return Line(one.system_name, " · ".join(one.reasons), "system", one.system, part="warn")


def _value(row: IndicatorRow) -> str:
    return row.value


def _name(row: IndicatorRow) -> str:
    return row.name


def _kind(row: IndicatorRow) -> str:
    return KINDS.get(row.kind, row.kind)


def _due(row: IndicatorRow) -> str:
    return row.due


def _source(row: IndicatorRow) -> str:
    return row.source
