"""The pages of aid: the board of requests, offers, resources, arrivals."""

from __future__ import annotations

from eocdesk.store.queries import aid
from eocdesk.store.queries.aid import FillRow, OfferRow, RequestRow, ResourceRow
from eocdesk.ui.board import Blank, Page
from eocdesk.ui.kit.columns import Column
from eocdesk.ui.panes.aid import looks
from eocdesk.ui.panes.aid.looks import Looks

REQUESTS, OFFERS, RESOURCES, ARRIVALS = "requests", "offers", "resources", "arrivals"


def pages(told: Looks) -> tuple[Page, ...]:
    """All four."""
    return (_requests(told), _offers(told), _resources(told), _arrivals(told))


def _requests(told: Looks) -> Page:
    columns = (
        Column("Number", _number, width=78, quiet=True, narrow=740),
        Column("Request", _title, stretch=True, key=True, tip=_tip),
        Column("Age", told.age, width=80, quiet=True, narrow=500),
        Column("State", looks.state, width=118, narrow=660),
        Column("Filled", looks.progress, width=124, paint=looks.paint_progress, tip=looks.progress),
        Column("Expected", told.shortly, width=150, paint=told.paint_expected, narrow=420, tip=told.expected),
        Column("Level", looks.level, width=150, quiet=True, narrow=860),
    )
    blank = Blank(
        "mdi6.hand-extended-outline",
        "Nothing is asked for.",
        "A request says what is needed, how many, where and by when. It is approved, goes up the levels and is filled "
        "in parts from offers and resources.",
        "Ask for aid",
    )
    return Page(
        REQUESTS,
        "Requests",
        "request",
        columns,
        blank,
        aid.request_keys,
        aid.request_rows,
        looks.look_request,
        add="New request",
        hint="Find requests…",
        icon="mdi6.hand-extended-outline",
    )


def _offers(told: Looks) -> Page:
    columns = (
        Column("Number", _number, width=78, quiet=True, narrow=620),
        Column("Offer", _offer_title, stretch=True, key=True, tip=_conditions),
        Column("From", _by, width=130, narrow=360),
        Column("Left", looks.left, width=140),
        Column("State", _offer_state, width=84, narrow=460),
        Column("When", told.window, width=180, quiet=True, narrow=760),
    )
    blank = Blank(
        "mdi6.gift-outline",
        "Nobody has offered anything.",
        "What partner nations, states and organisations offer stands here with its conditions and dates, and is "
        "matched to open requests.",
        "Take in an offer",
    )
    return Page(
        OFFERS,
        "Offers",
        "offer",
        columns,
        blank,
        aid.offer_keys,
        aid.offer_rows,
        looks.look_offer,
        add="New offer",
        hint="Find offers…",
        icon="mdi6.gift-outline",
    )


def _resources(told: Looks) -> Page:
    columns = (
        Column("Resource", _name, stretch=True, key=True, tip=_able),
        Column("Status", _status, width=100),
        Column("From", _owner, width=120, narrow=420),
        Column("Where", _where, width=150, narrow=620),
        Column("Assigned to", _assigned, width=140, narrow=760),
        Column("Valid until", told.valid, width=144, paint=told.paint_valid, narrow=500),
    )
    blank = Blank(
        "mdi6.account-hard-hat-outline",
        "No resource is known yet.",
        "Add a crew, or import a roster of volunteers: a table with name, category, languages, credentials and their "
        "date (Ctrl+Shift+I).",
        "Add a resource",
    )
    return Page(
        RESOURCES,
        "Resources",
        "resource",
        columns,
        blank,
        aid.resource_keys,
        aid.resource_rows,
        looks.look_resource,
        add="New resource",
        hint="Find resources…",
        icon="mdi6.account-hard-hat-outline",
    )


def _arrivals(told: Looks) -> Page:
    columns = (
        Column("What", _what, stretch=True, key=True),
        Column("How many", _many, width=74, narrow=520),
        Column("State", _fill_state, width=104),
        Column("Expected", told.due, width=150, paint=told.paint_due),
        Column("For", _for, width=170, quiet=True, narrow=560),
    )
    blank = Blank(
        "mdi6.truck-check-outline",
        "Nothing is on its way.",
        "What is promised to a request stands here until it has checked in, was assigned and went home.",
    )
    return Page(
        ARRIVALS,
        "Arrivals",
        "fill",
        columns,
        blank,
        aid.fill_keys,
        aid.fill_rows,
        looks.look_fill,
        hint="Find arrivals…",
        icon="mdi6.truck-check-outline",
    )


def _number(row: RequestRow | OfferRow) -> str:
    return row.number


def _title(row: RequestRow) -> str:
    return f"Urgent: {row.title}" if row.priority == "urgent" and not row.is_over else row.title


def _tip(row: RequestRow) -> str:
    where = f"for {row.venue_name}" if row.venue_name else ""
    return "\n".join(part for part in (f"{row.number}  {row.title}", row.category, where) if part)


def _offer_title(row: OfferRow) -> str:
    return row.title


def _conditions(row: OfferRow) -> str:
    return "\n".join(part for part in (row.title, row.category, row.conditions) if part)


def _by(row: OfferRow) -> str:
    return row.by


def _offer_state(row: OfferRow) -> str:
    return looks.OFFERED.get(row.state, row.state)


def _name(row: ResourceRow) -> str:
    return row.name


def _able(row: ResourceRow) -> str:
    return "\n".join(part for part in (row.name, row.category, row.languages, row.credentials) if part)


def _status(row: ResourceRow) -> str:
    return looks.STATUSES.get(row.status, row.status)


def _owner(row: ResourceRow) -> str:
    return row.nation or row.agency_name


def _where(row: ResourceRow) -> str:
    return row.where


def _assigned(row: ResourceRow) -> str:
    return row.assigned_to or row.request_number


def _what(row: FillRow) -> str:
    return row.what


def _many(row: FillRow) -> str:
    return str(row.quantity)


def _fill_state(row: FillRow) -> str:
    return looks.FILLED.get(row.state, row.state)


def _for(row: FillRow) -> str:
    return f"{row.request_number} {row.request_title}".strip() or "A request that is not on this desk"
