"""The pages of threats: the picture, the reports, the products; questions, systems, indicators beside."""

from __future__ import annotations

from eocdesk.store.queries import threat_board as board
from eocdesk.store.queries.threat_board import ProductRow, ReportRow, ThreatRow
from eocdesk.ui.board import Blank, Page
from eocdesk.ui.kit.columns import Column
from eocdesk.ui.panes.threats import looks, questions, signs, systems
from eocdesk.ui.panes.threats.looks import Looks

PICTURE, REPORTS, PRODUCTS = "picture", "reports", "products"


def pages(told: Looks) -> tuple[Page, ...]:
    """All of them."""
    return (_picture(told), _reports(told), _products(told), questions.page(told), systems.page(), signs.page())


def _picture(told: Looks) -> Page:
    def assessed(row: ThreatRow) -> str:
        return told.moment(row.assessed)

    columns = (
        Column("Number", _number, width=84, quiet=True, narrow=740),
        Column("Threat", _title, stretch=True, key=True, tip=_title),
        Column("Level", _level, width=84),
        Column("Class", _nature, width=100, narrow=460),
        Column("Likelihood", _chance, width=142, narrow=560, tip=_whole_chance),
        Column("Confidence", _sure, width=94, narrow=660),
        Column("Assessed", assessed, width=104, quiet=True, narrow=860),
    )
    blank = Blank(
        "mdi6.shield-alert-outline",
        "No threat is named.",
        "Take a report first (Reports, N) and raise the threat from it, or name a threat at once: class, level, "
        "how likely it is and how sure one is of that.",
        "Raise a threat",
    )
    return Page(
        PICTURE,
        "Picture",
        "threat",
        columns,
        blank,
        board.threat_keys,
        board.threat_rows,
        looks.look_threat,
        add="New threat",
        hint="Find threats…",
        icon="mdi6.shield-alert-outline",
    )


def _reports(told: Looks) -> Page:
    columns = (
        Column("Number", _number, width=84, quiet=True, narrow=740),
        Column("Report", _title, stretch=True, key=True, tip=_title),
        Column("Kind", _report_kind, width=130, quiet=True, narrow=660),
        Column("State", _report_state, width=90, narrow=420),
        Column("Judged", _judged, width=64, narrow=500),
        Column("Due", told.due, width=196),
        Column("Where", _where, width=140, quiet=True, narrow=860),
    )
    blank = Blank(
        "mdi6.eye-outline",
        "Nothing is reported.",
        "A report is what somebody told: suspicious activity, a tip, a cyber event. It takes under a minute and needs "
        "no network; identifying data needs a criminal predicate.",
        "Take a report",
    )
    return Page(
        REPORTS,
        "Reports",
        "report",
        columns,
        blank,
        board.report_keys,
        board.report_rows,
        told.look_report,
        add="Take a report",
        hint="Find reports…",
        icon="mdi6.eye-outline",
    )


def _products(told: Looks) -> Page:
    columns = (
        Column("Number", _number, width=84, quiet=True, narrow=740),
        Column("Product", _title, stretch=True, key=True, tip=_title),
        Column("Kind", _product_kind, width=98, quiet=True, narrow=620),
        Column("State", _product_state, width=104, narrow=420),
        Column("Marking", _marking, width=130, narrow=560),
        Column("Acknowledged", told.shortly, width=124, tip=told.answered),
    )
    blank = Blank(
        "mdi6.file-document-outline",
        "Nothing is written for partners.",
        "A product is a bulletin, an assessment or a warning. It is approved, sent to whom its marking allows, and "
        "every acknowledgement is chased.",
        "Write a product",
    )
    return Page(
        PRODUCTS,
        "Products",
        "product",
        columns,
        blank,
        board.product_keys,
        board.product_rows,
        looks.look_product,
        add="New product",
        hint="Find products…",
        icon="mdi6.file-document-outline",
    )


def _number(row: ThreatRow | ReportRow | ProductRow) -> str:
    return row.number


def _title(row: ThreatRow | ReportRow | ProductRow) -> str:
    return row.title


def _level(row: ThreatRow) -> str:
    return looks.LEVELS.get(row.level, row.level)


def _nature(row: ThreatRow) -> str:
    return looks.CLASSES.get(row.nature, row.nature)


def _chance(row: ThreatRow) -> str:
    """Without the span in percent, which the tip and the card have."""
    return _whole_chance(row).partition(" (")[0]


def _whole_chance(row: ThreatRow) -> str:
    return looks.CHANCES.get(row.likelihood, row.likelihood)


def _sure(row: ThreatRow) -> str:
    return looks.SURE.get(row.confidence, row.confidence)


def _report_kind(row: ReportRow) -> str:
    return looks.REPORTS.get(row.kind, row.kind)


def _report_state(row: ReportRow) -> str:
    return looks.REPORTED.get(row.state, row.state)


def _judged(row: ReportRow) -> str:
    """Source and information, as they are said together: `B2`."""
    return "" if row.state == "purged" else f"{row.reliability}{row.credibility}"


def _where(row: ReportRow) -> str:
    return row.where or ""


def _product_kind(row: ProductRow) -> str:
    return looks.PRODUCTS.get(row.kind, row.kind)


def _product_state(row: ProductRow) -> str:
    return looks.PRODUCED.get(row.state, row.state)


def _marking(row: ProductRow) -> str:
    return f"TLP:{row.marking}"
