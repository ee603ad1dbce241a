"""The page of questions asked of partners, and their cards: what is due, what is overdue, what was answered."""

from __future__ import annotations

from eocdesk.models import Inquiry
from eocdesk.models.clock import Moment
from eocdesk.store.queries import inquiries
from eocdesk.store.queries.inquiries import InquiryRow
from eocdesk.ui.board import Badge, Blank, Line, Page, Part, Told
from eocdesk.ui.kit.columns import PLAIN, Column, Look
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.threats.looks import Looks

QUESTIONS = "questions"
_LINE = 90
"""So many letters of a question stand in one line of a card."""


def page(told: Looks) -> Page:
    """Number, question, whom it is asked of, what is due."""

    def due(row: InquiryRow) -> str:
        return standing(row, told)

    def asked(row: InquiryRow) -> str:
        return told.moment(row.asked)

    columns = (
        Column("Number", _number, width=84, quiet=True, narrow=740),
        Column("Question", _question, stretch=True, key=True, tip=_question),
        Column("Asked of", _partner, width=108, narrow=420),
        Column("Due", due, width=176),
        Column("About", _about, width=84, quiet=True, narrow=660),
        Column("Asked", asked, width=104, quiet=True, narrow=860),
    )
    blank = Blank(
        "mdi6.comment-question-outline",
        "Nothing is asked.",
        "A question says what must be known, of which partner and by when. What is overdue stands first; question and "
        "answer are logged.",
        "Ask a partner",
    )
    return Page(
        QUESTIONS,
        "Questions",
        "inquiry",
        columns,
        blank,
        inquiries.inquiry_keys,
        inquiries.inquiry_rows,
        look,
        add="Ask a partner",
        hint="Find questions…",
        icon="mdi6.comment-question-outline",
    )


def look(row: InquiryRow, now: Moment, tokens: Tokens) -> Look:
    """Overdue ones with a red edge and tint, answered ones faded."""
    if row.is_over:
        return Look(muted=True)
    return Look(bold=True, edge=tokens.bad, tint=tokens.bad) if row.is_late(now) else PLAIN


def standing(row: InquiryRow, told: Looks) -> str:
    """`overdue since 14:00`, `by 14:00`, `answered 13:10`, `no time is set`."""
    if row.answered is not None:
        return f"answered {told.moment(row.answered)}"
    if row.due is None:
        return "no time is set"
    return f"{'overdue since' if row.is_late(told.now()) else 'by'} {told.moment(row.due)}"


def tell(row: InquiryRow, whole: Inquiry, told: Looks) -> Told:
    """The question whole, whom it was asked of, the answer."""
    late = row.is_late(told.now())
    facts = (
        ("Asked", f"{told.moment(row.asked)} {whole.asked_by or ''}".strip()),
        ("Answer due", told.moment(row.due)),
        ("Answered", told.moment(row.answered)),
    )
    title = short(row.question)
    parts = [] if title == row.question else [Part("Question", text=row.question)]
    if row.agency is not None:
        parts.append(Part("Asked of", (Line(row.agency_name or "A partner", "Partner", "agency", row.agency),)))
    parts.append(Part("Answer", text=whole.answer or "", empty="Nothing is answered yet."))
    if row.threat is not None:
        about = f"{row.threat_number} {row.threat_title}".strip() or "A threat"
        parts.append(Part("About", (Line(about, "Threat", "threat", row.threat),)))
    word, part = ("Answered", "ok") if row.is_over else ("Overdue", "bad") if late else ("Open", "accent")
    return Told(
        "inquiry",
        row.id,
        title,
        row.number,
        row.marking,
        whole.audience or "",
        (Badge(word, part),),
        tuple(fact for fact in facts if fact[1]),
        tuple(parts),
        () if row.is_over else ("answer",),
        f"{standing(row, told).capitalize()}." if late else "",
    )


def line(row: InquiryRow, told: Looks) -> Line:
    """A question among what belongs to a threat."""
    detail = " · ".join(part for part in (row.agency_name, standing(row, told)) if part)
    part = "bad" if row.is_late(told.now()) else ""
    return Line(f"{row.number} {short(row.question)}", detail, "inquiry", row.id, done=row.is_over, part=part)


def short(words: str) -> str:
    """A question as a title: one line, cut between words where it is long."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _LINE else f"{plain[:_LINE].rsplit(' ', 1)[0]}…"


def _number(row: InquiryRow) -> str:
    return row.number


def _question(row: InquiryRow) -> str:
    return " ".join(row.question.split())


def _partner(row: InquiryRow) -> str:
    return row.agency_name


def _about(row: InquiryRow) -> str:
    return row.threat_number
