"""The pages of gaps: gaps, recommendations, capabilities, agreements."""

from __future__ import annotations

from eocdesk.store.queries import gap_board, gaps
from eocdesk.store.queries.gap_board import AgreementRow, CapabilityRow
from eocdesk.store.queries.gaps import GapRow, RecommendationRow
from eocdesk.ui.board import Blank, Page
from eocdesk.ui.board.page import Keys
from eocdesk.ui.kit.columns import Column
from eocdesk.ui.panes.gaps import looks
from eocdesk.ui.panes.gaps.looks import Looks

GAPS, RECOMMENDATIONS, CAPABILITIES, AGREEMENTS = "gaps", "recommendations", "capabilities", "agreements"


def pages(told: Looks) -> tuple[Page, ...]:
    """All four."""
    return (_gaps(told), _recommendations(told), _capabilities(), _agreements(told))


def _gaps(told: Looks) -> Page:
    columns = (
        Column("Number", _number, width=84, quiet=True, narrow=740),
        Column("Gap", _title, stretch=True, key=True, tip=_title),
        Column("Weight", _weight, width=76, narrow=620),
        Column("State", _gap_state, width=104),
        Column("Due", told.due, width=120, paint=told.paint_due, narrow=500),
        Column("Capability", _capability, width=170, quiet=True, narrow=860, tip=_capability),
        Column("Age", told.age, width=72, quiet=True, narrow=620),
    )
    blank = Blank(
        "mdi6.texture-box",
        "No gap is named.",
        "A gap says what is missing. Name one here, or from an incident or entry with Ctrl+Shift+G; then recommend "
        "what is to be done, by whom, until when.",
        "Name a gap",
    )
    return Page(
        GAPS,
        "Gaps",
        "gap",
        columns,
        blank,
        gaps.gap_keys,
        gaps.gap_rows,
        looks.look_gap,
        add="New gap",
        hint="Find gaps…",
        icon="mdi6.texture-box",
    )


def _recommendations(told: Looks) -> Page:
    blank = Blank(
        "mdi6.lightbulb-on-outline",
        "Nothing is recommended.",
        "Go to a gap and press R: what is to be done about it, by whom, until when.",
        "Go to the gaps",
    )
    keys, icon = gaps.recommendation_keys, "mdi6.lightbulb-on-outline"
    return recommended(told, (RECOMMENDATIONS, "Recommended", icon), blank, keys)


def recommended(told: Looks, called: tuple[str, str, str], blank: Blank, keys: Keys) -> Page:
    """A page of recommendations; `called`: name, title and icon."""
    name, title, icon = called
    columns = (
        Column("Number", _number, width=84, quiet=True, narrow=740),
        Column("Recommendation", _title, stretch=True, key=True, tip=_title),
        Column("State", _advised, width=84),
        Column("Due", told.due, width=120, paint=told.paint_due),
        Column("Done", _progress, width=60, narrow=500),
        Column("Owner", _owner, width=160, narrow=620, tip=_owner),
        Column("Gap", _gap, width=84, quiet=True, narrow=860),
    )
    return Page(
        name,
        title,
        "recommendation",
        columns,
        blank,
        keys,
        gaps.recommendation_rows,
        looks.look_recommendation,
        hint="Find recommendations…",
        icon=icon,
    )


def _capabilities() -> Page:
    columns = (
        Column("Capability", _name, stretch=True, key=True, tip=_name),
        Column("Level", looks.levels, width=190, paint=looks.paint_levels),
        Column("Mission area", _area, width=110, narrow=500),
        Column("Open gaps", _open, width=84, narrow=620),
        Column("Owner", _able_owner, width=140, quiet=True, narrow=740),
    )
    blank = Blank(
        "mdi6.gauge",
        "No capability is here yet.",
        "Begin with the 32 core capabilities of the National Preparedness Goal; then set the present and the target "
        "level of each, 0 to 5.",
        "Add the core capabilities",
    )
    return Page(
        CAPABILITIES,
        "Capabilities",
        "capability",
        columns,
        blank,
        gap_board.capability_keys,
        gap_board.capability_rows,
        looks.look_capability,
        add="New capability",
        hint="Find capabilities…",
        icon="mdi6.gauge",
    )


def _agreements(told: Looks) -> Page:
    columns = (
        Column("Agreement", _name, stretch=True, key=True, tip=_name),
        Column("Ends", told.expires, width=150, paint=told.paint_expires),
        Column("Partners", _partners, width=200, narrow=500, tip=_partners),
        Column("Kind", _kind, width=190, quiet=True, narrow=740),
    )
    blank = Blank(
        "mdi6.file-sign",
        "No agreement is kept here.",
        "Memoranda and mutual-aid compacts with their scope and end: what ends within 90 days rises and says so.",
        "Add an agreement",
    )
    return Page(
        AGREEMENTS,
        "Agreements",
        "agreement",
        columns,
        blank,
        gap_board.agreement_keys,
        gap_board.agreement_rows,
        told.look_agreement,
        add="New agreement",
        hint="Find agreements…",
        icon="mdi6.file-sign",
    )


def _number(row: GapRow | RecommendationRow) -> str:
    return row.number


def _title(row: GapRow | RecommendationRow) -> str:
    return row.title


def _weight(row: GapRow) -> str:
    return looks.WEIGHT.get(row.weight, row.weight)


def _gap_state(row: GapRow) -> str:
    return looks.STATES.get(row.state, row.state)


def _capability(row: GapRow) -> str:
    return row.capability


def _advised(row: RecommendationRow) -> str:
    return looks.ADVISED.get(row.state, row.state)


def _progress(row: RecommendationRow) -> str:
    return f"{row.progress} %"


def _owner(row: RecommendationRow) -> str:
    return row.owner or "nobody"


def _gap(row: RecommendationRow) -> str:
    return row.gap_number


def _name(row: CapabilityRow | AgreementRow) -> str:
    return row.name


def _area(row: CapabilityRow) -> str:
    return looks.AREAS.get(row.area, row.area)


def _open(row: CapabilityRow) -> str:
    return str(row.gaps) if row.gaps else ""


def _able_owner(row: CapabilityRow) -> str:
    return row.owner


def _partners(row: AgreementRow) -> str:
    return row.partners


def _kind(row: AgreementRow) -> str:
    return looks.KINDS.get(row.kind, row.kind)
