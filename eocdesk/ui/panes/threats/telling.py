"""What the card tells of a threat, a report, a product; what can be done to it now; what is overdue, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from eocdesk.models import Product, Report, Threat
from eocdesk.models.clock import Moment
from eocdesk.models.threat import CREDIBILITIES, RELIABILITIES
from eocdesk.store.queries.inquiries import InquiryRow
from eocdesk.store.queries.search import Hit
from eocdesk.store.queries.threat_board import ProductRow, ReportRow, ThreatRow
from eocdesk.store.queries.threats import SentRow
from eocdesk.ui.board import Badge, Line, Part, Told
from eocdesk.ui.panes.threats import looks, questions
from eocdesk.ui.panes.threats.looks import Looks

UNSEEN = "Not shown"
"""The title of a card that shows nothing: the look at it could not be noted."""
_REPORT_PARTS = {"new": "accent", "assessed": "ok"}
_PRODUCT_PARTS = {"approved": "accent", "sent": "ok", "recalled": "bad"}
_PRODUCT_DEEDS = {
    "draft": ("approve",),
    "approved": ("disseminate", "version"),
    "sent": ("disseminate", "version", "recall"),
    "recalled": ("version",),
    "superseded": ("recall",),
}


class OfThreat(NamedTuple):
    """What belongs to a threat."""

    reports: tuple[ReportRow, ...] = ()
    products: tuple[ProductRow, ...] = ()
    asked: tuple[InquiryRow, ...] = ()
    tasks: tuple[Hit, ...] = ()
    risk: tuple[tuple[str, bytes, str], ...] = ()


def tell_nothing(whole: Report | Product, why: str) -> Told:
    """No word of a record: only that it is there, and why it is not shown."""
    kind = "product" if isinstance(whole, Product) else "report"
    return Told(kind, whole.id, UNSEEN, whole.number, whole.marking, whole.audience or "", warning=why)


def tell_threat(row: ThreatRow, whole: Threat, of: OfThreat, told: Looks) -> Told:
    """Class, likelihood and, apart from it, confidence; what it endangers, what it stands on, what was written."""
    facts = (
        ("Class", looks.CLASSES.get(row.nature, row.nature)),
        ("Likelihood", looks.CHANCES.get(row.likelihood, row.likelihood)),
        ("Confidence", looks.SURE.get(row.confidence, row.confidence)),
        ("Lead", row.lead),
        ("Assessed", f"{told.moment(row.assessed)} {whole.assessed_by or ''}".strip()),
    )
    endangered = tuple(Line(name, kind.capitalize(), kind, record) for kind, record, name in of.risk)
    parts = (
        *((Part("Assessment", text=whole.summary),) if whole.summary else ()),
        Part("At risk", endangered, empty="No venue and no session is named."),
        Part("Reports", tuple(_reported(one, told) for one in of.reports), empty="No report belongs to it."),
        Part("Products", tuple(_produced(one, told) for one in of.products), empty="Nothing is written of it."),
        Part("Questions", tuple(questions.line(one, told) for one in of.asked), empty="Nothing is asked about it."),
        Part("Tasks", tuple(_tasked(one, told) for one in of.tasks), empty="No partner is tasked on it."),
    )
    level = looks.LEVELS.get(row.level, row.level)
    return Told(
        "threat",
        row.id,
        row.title,
        row.number,
        row.marking,
        whole.audience or "",
        (Badge(level, looks.level_part(row.level)), Badge(looks.STATES.get(row.state, row.state))),
        tuple(fact for fact in facts if fact[1]),
        parts,
        ("assess", "write", "ask", "task") if not row.is_over else ("assess",),
    )


def tell_report(row: ReportRow, whole: Report, told: Looks) -> Told:
    """Where, when, by whom, how it is judged; predicate and identifying data; when it is reviewed and purged."""
    facts: tuple[tuple[str, str], ...] = (
        ("Kind", looks.REPORTS.get(row.kind, row.kind)),
        ("Where", row.where or ""),
        ("Happened", told.moment(whole.happened)),
        ("Received", told.moment(row.reported)),
        ("Told by", whole.told_by or ""),
        ("Source", dict(RELIABILITIES).get(row.reliability, row.reliability)),
        ("Information", dict(CREDIBILITIES).get(row.credibility, str(row.credibility))),
        ("Review by", row.review),
        ("Purge by", row.purge),
    )
    if row.state == "purged":
        facts = (("Purged", told.moment(whole.purged)),)
    texts = (
        ("What stays" if row.state == "purged" else "What was seen", whole.text),
        ("Criminal predicate", whole.predicate),
        ("Identifying data", whole.identifying),
    )
    parts = [Part(title, text=text) for title, text in texts if text]
    if row.threat is not None:
        parts.append(Part("Belongs to", (Line(row.threat_number or "A threat", "Threat", "threat", row.threat),)))
    which = row.is_due(told.today())
    return Told(
        "report",
        row.id,
        row.title,
        row.number,
        row.marking,
        whole.audience or "",
        (Badge(looks.REPORTED.get(row.state, row.state), _REPORT_PARTS.get(row.state, "muted")),),
        tuple(fact for fact in facts if fact[1]),
        tuple(parts),
        _report_deeds(row, which),
        f"{told.due(row).capitalize()}." if which else "",
    )


def _report_deeds(row: ReportRow, due: str) -> tuple[str, ...]:
    """Of one whose day has come the purge stands first; of one that was purged nothing."""
    if row.state == "purged":
        return ()
    judging = ("raise", "belongs", "no_nexus")
    return ("purge", *judging) if due == "purge" else (*judging, "purge")


def tell_product(
    row: ProductRow,
    whole: Product,
    sent: list[SentRow],
    told: Looks,
    now: Moment,
    versions: tuple[ProductRow, ...] = (),
    left: list[SentRow] | None = None,
) -> Told:
    """Its text as plain words, who has it, who has acknowledged and who must be asked again.

    `versions` are those before and after it; `left` those that have an earlier one alone.
    """
    facts = (
        ("Kind", looks.PRODUCTS.get(row.kind, row.kind)),
        ("Version", str(row.version)),
        ("Disseminated", f"{told.moment(row.sent)} {whole.sent_by or ''}".strip()),
        ("Acknowledge by", told.moment(row.due)),
        ("Recalled", told.moment(whole.recalled)),
        ("Reason", whole.reason or ""),
    )
    parts = _product_parts(row, whole, sent, told, now)
    parts += _version_parts(versions, left or [], told)
    late = [one.agency_name for one in sent if one.is_late(now)] if row.state == "sent" else []
    newer = any(one.version > row.version for one in versions)
    deeds = tuple(name for name in _PRODUCT_DEEDS.get(row.state, ()) if name != "version" or not newer)
    waiting = any(one.acknowledged is None for one in sent)
    return Told(
        "product",
        row.id,
        row.title,
        row.number,
        row.marking,
        whole.audience or "",
        _product_badges(row, waiting=waiting),
        tuple(fact for fact in facts if fact[1]),
        tuple(parts),
        ("acknowledge", "chase", *deeds) if waiting and row.state == "sent" else deeds,
        f"Overdue since {told.moment(row.due)}: {', '.join(late)}." if late else "",
    )


def _product_badges(row: ProductRow, *, waiting: bool) -> tuple[Badge, ...]:
    state = Badge(looks.PRODUCED.get(row.state, row.state), _PRODUCT_PARTS.get(row.state, "muted"))
    count = looks.acknowledged(row)
    return (state, Badge(count, "warn" if waiting else "ok")) if count else (state,)


def _product_parts(row: ProductRow, whole: Product, sent: list[SentRow], told: Looks, now: Moment) -> list[Part]:
    parts = [Part("Text", text=whole.text or "", empty="Nothing is written yet.")]
    if row.threat is not None:
        parts.append(Part("Written of", (Line(row.threat_number or "A threat", "Threat", "threat", row.threat),)))
    lines = tuple(_sent(one, told, now, counts=row.state == "sent") for one in sent)
    return [*parts, Part("Told to", lines, empty="Nobody has it yet.")]


def _version_parts(versions: tuple[ProductRow, ...], left: list[SentRow], told: Looks) -> list[Part]:
    """The versions before and after; who still has an earlier one alone and must be told."""
    parts = []
    if left:
        lines = tuple(_behind(one, told) for one in left)
        parts.append(Part("Has an earlier version only", lines))
    if versions:
        parts.append(Part("Other versions", tuple(_version(one, told) for one in versions)))
    return parts


def _behind(row: SentRow, told: Looks) -> Line:
    said = f"told {told.moment(row.sent)}"
    return Line(row.agency_name or "A partner", said, "agency", row.agency, done=False, part="warn")


def _version(row: ProductRow, told: Looks) -> Line:
    line = _produced(row, told)
    return replace(line, detail=f"version {row.version} · {line.detail}".rstrip(" ·"))


def _reported(row: ReportRow, told: Looks) -> Line:
    judged = f"{row.reliability}{row.credibility}"
    detail = " · ".join(part for part in (looks.REPORTED.get(row.state, ""), judged, told.due(row)) if part)
    return Line(f"{row.number} {row.title}", detail, "report", row.id)


def _tasked(hit: Hit, told: Looks) -> Line:
    due = f" · due {told.moment(hit.when)}" if hit.when is not None else ""
    return Line(hit.title, f"{hit.detail}{due}", "task", hit.id)


def _produced(row: ProductRow, told: Looks) -> Line:
    state = looks.PRODUCED.get(row.state, row.state)
    detail = " · ".join(part for part in (state, told.answered(row)) if part)
    return Line(f"{row.number} {row.title}", detail, "product", row.id, part=_PRODUCT_PARTS.get(row.state, "muted"))


def _sent(row: SentRow, told: Looks, now: Moment, *, counts: bool) -> Line:
    """Beside a partner that has not acknowledged what still counts stands the button that says so."""
    if row.acknowledged is not None:
        detail = f"acknowledged {told.moment(row.acknowledged)}"
        return Line(row.agency_name or "A partner", detail, "agency", row.agency, done=True)
    asked = f" · asked again {told.moment(row.chased)}" if row.chased is not None else ""
    late = f"overdue since {told.moment(row.due)}" if row.is_late(now) else "not acknowledged"
    part = "bad" if row.is_late(now) else ""
    detail = f"told {told.moment(row.sent)} · {late}{asked}"
    deed = "read" if counts else ""
    return Line(row.agency_name or "A partner", detail, "agency", row.agency, done=False, part=part, deed=deed)
