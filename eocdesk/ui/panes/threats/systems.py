"""The page of the event's systems, and their cards: which known exploited vulnerabilities may be in each, and why."""

from __future__ import annotations

from eocdesk.models import System
from eocdesk.models.clock import Moment
from eocdesk.store.queries import indicators
from eocdesk.store.queries.indicators import SystemAt
from eocdesk.store.queries.systems import Found
from eocdesk.ui.board import Badge, Blank, Line, Page, Part, Told
from eocdesk.ui.kit.columns import PLAIN, Column, Look
from eocdesk.ui.kit.tokens import Tokens

SYSTEMS = "systems"
SHOWN = 25
"""So many vulnerabilities stand on a card; how many more there are is said."""


def page() -> Page:
    """Name, what it is, how many known vulnerabilities may be in it."""
    columns = (
        Column("System", _name, stretch=True, key=True, tip=_name),
        Column("Vendor and product", _made, width=190, quiet=True, narrow=420, tip=_made),
        Column("Known exploited", known, width=176, tip=_why),
        Column("Owner", _owner, width=110, quiet=True, narrow=660),
        Column("Venue", _venue, width=130, quiet=True, narrow=780),
    )
    blank = Blank(
        "mdi6.server-network",
        "No system is listed.",
        "List the machines and programs the event stands on, with vendor and product. Known exploited vulnerabilities "
        "(CISA's catalogue, by import) are matched to them.",
        "New system",
    )
    return Page(
        SYSTEMS,
        "Systems",
        "system",
        columns,
        blank,
        indicators.system_keys,
        indicators.system_rows,
        look,
        add="New system",
        hint="Find systems…",
        icon="mdi6.server-network",
    )


def look(row: SystemAt, _now: Moment, tokens: Tokens) -> Look:
    """An edge where something may be in it: red where ransomware uses it."""
    if not row.matched.found:
        return PLAIN
    return Look(bold=True, edge=tokens.bad if row.ransomware else tokens.warn)


def known(row: SystemAt) -> str:
    """`14, ransomware uses 3`; `none known`; `not matched` where vendor or product is missing."""
    count = len(row.matched.found)
    if count:
        return f"{count}, ransomware uses {row.ransomware}" if row.ransomware else str(count)
    return "none known" if row.system.vendor and row.system.product else "not matched"


def tell(row: SystemAt, whole: System) -> Told:
    """What it is and what may be in it; where nothing is, why."""
    one, found = row.system, row.matched.found
    facts = (
        ("Vendor", one.vendor),
        ("Product", one.product),
        ("Version", one.version),
        ("Used for", one.use),
    )
    named = (("agency", one.agency, one.agency_name, "Owner"), ("venue", one.venue, one.venue_name, "Venue"))
    doors = tuple(Line(name or word, word, kind, record) for kind, record, name, word in named if record is not None)
    said = "Versions are not compared: look each up in the vendor's notice." if found else ""
    parts = [Part("May be in it", tuple(line(each) for each in found[:SHOWN]), said, row.matched.sentence)]
    if len(found) > SHOWN:
        parts.append(Part("And more", text=f"{len(found) - SHOWN:,} more stand among the indicators."))
    if doors:
        parts.append(Part("Belongs to", doors))
    if whole.note:
        parts.append(Part("Note", text=whole.note))
    return Told(
        "system",
        row.id,
        one.name,
        "",
        one.marking,
        whole.audience or "",
        _badges(row),
        tuple(fact for fact in facts if fact[1]),
        tuple(parts),
    )


def line(one: Found) -> Line:
    """A vulnerability with why it may be there, and what is most urgent of it."""
    known_as = one.vulnerability
    due = f"to be mended by {known_as.due}" if known_as.due else ""
    said = (*one.reasons, "ransomware uses it" if known_as.ransomware else "", due)
    part = "bad" if known_as.ransomware else "warn" if one.sure else ""
    title = f"{known_as.value} {known_as.name}".strip()
    return Line(title, " · ".join(part for part in said if part), "indicator", known_as.id, part=part)


def _badges(row: SystemAt) -> tuple[Badge, ...]:
    found = row.matched.found
    if not found:
        return (Badge(known(row).capitalize(), "muted"),)
    sure = sum(one.sure for one in found)
    told = [Badge(f"{sure} named alike", "warn")] if sure else []
    if len(found) > sure:
        told.append(Badge(f"{len(found) - sure} perhaps the same", "muted"))
    return (*told, Badge(f"ransomware uses {row.ransomware}", "bad")) if row.ransomware else tuple(told)


def _name(row: SystemAt) -> str:
    return row.system.name


def _made(row: SystemAt) -> str:
    return " ".join(part for part in (row.system.vendor, row.system.product, row.system.version) if part)


def _why(row: SystemAt) -> str:
    return row.matched.sentence or known(row)


def _owner(row: SystemAt) -> str:
    return row.system.agency_name


def _venue(row: SystemAt) -> str:
    return row.system.venue_name
