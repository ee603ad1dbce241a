"""The pages of the exchange: engagements, lessons, documents."""

from __future__ import annotations

from eocdesk.store.queries import exchange_board, threat_board
from eocdesk.store.queries.exchange_board import EngagementRow, LessonRow
from eocdesk.store.queries.threat_board import ProductRow
from eocdesk.ui.board import Blank, Page
from eocdesk.ui.kit.columns import Column
from eocdesk.ui.panes.exchange import looks
from eocdesk.ui.panes.exchange.looks import Looks

ENGAGEMENTS, LESSONS, DOCUMENTS = "engagements", "lessons", "documents"


def pages(told: Looks) -> tuple[Page, ...]:
    """All three."""
    return (_engagements(told), _lessons(told), _documents())


def _engagements(told: Looks) -> Page:
    columns = (
        Column("Engagement", _title, stretch=True, key=True, tip=_title),
        Column("From", told.begins, width=140, tip=told.when),
        Column("Kind", _met, width=130, narrow=620),
        Column("Partners", _partners, width=180, narrow=740, tip=_partners),
        Column("Lessons", _count, width=70, quiet=True, narrow=500),
    )
    blank = Blank(
        "mdi6.earth",
        "No engagement is kept here.",
        "A delegation, a meeting, a visit or an exercise with partners: who, when, what was shared under which "
        "marking. Lessons and gaps follow from it.",
        "Add an engagement",
    )
    return Page(
        ENGAGEMENTS,
        "Engagements",
        "engagement",
        columns,
        blank,
        exchange_board.engagement_keys,
        exchange_board.engagement_rows,
        looks.look_engagement,
        add="New engagement",
        hint="Find engagements…",
        icon="mdi6.earth",
    )


def _lessons(told: Looks) -> Page:
    columns = (
        Column("Number", _number, width=84, quiet=True, narrow=740),
        Column("Lesson", _title, stretch=True, key=True, tip=_title),
        Column("Adoption", _adoption, width=100),
        Column("Seen at", _seen, width=150, narrow=500, tip=_seen),
        Column("Decided", told.decided, width=150, quiet=True, narrow=860, tip=told.decided),
    )
    blank = Blank(
        "mdi6.school-outline",
        "No lesson is kept here.",
        "What was seen elsewhere and what we take of it; then whether it is adopted, adapted or rejected here, with "
        "the reason.",
        "Add a lesson",
    )
    return Page(
        LESSONS,
        "Lessons",
        "lesson",
        columns,
        blank,
        exchange_board.lesson_keys,
        exchange_board.lesson_rows,
        looks.look_lesson,
        add="New lesson",
        hint="Find lessons…",
        icon="mdi6.school-outline",
    )


def _documents() -> Page:
    columns = (
        Column("Document", _title, stretch=True, key=True, tip=_title),
        Column("Version", _version, width=70),
        Column("State", _state, width=110, narrow=420),
        Column("Acknowledged", looks.acknowledged, width=120),
        Column("Marking", _marking, width=150, quiet=True, narrow=740),
    )
    blank = Blank(
        "mdi6.file-document-multiple-outline",
        "No document is shared.",
        "The security strategy and what else partners should have: each with its version, whom it went to and who "
        "said so.",
        "Add a document",
    )
    return Page(
        DOCUMENTS,
        "Documents",
        "product",
        columns,
        blank,
        exchange_board.document_keys,
        threat_board.product_rows,
        looks.look_document,
        add="New document",
        hint="Find documents…",
        icon="mdi6.file-document-multiple-outline",
    )


def _title(row: EngagementRow | LessonRow | ProductRow) -> str:
    return row.title


def _number(row: LessonRow) -> str:
    return row.number


def _met(row: EngagementRow) -> str:
    return looks.MET.get(row.kind, row.kind)


def _partners(row: EngagementRow) -> str:
    return row.partners


def _count(row: EngagementRow) -> str:
    return str(row.lessons) if row.lessons else ""


def _adoption(row: LessonRow) -> str:
    return looks.ADOPTED.get(row.adoption, row.adoption)


def _seen(row: LessonRow) -> str:
    return row.observed_at or row.agency


def _version(row: ProductRow) -> str:
    return str(row.version)


def _state(row: ProductRow) -> str:
    return looks.STATES.get(row.state, row.state)


def _marking(row: ProductRow) -> str:
    return looks.marking(row.marking)
