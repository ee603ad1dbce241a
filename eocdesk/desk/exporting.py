"""Papers as other files than pages: text, HTML, JSON, CSV, the short report; what was issued as it was frozen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from eocdesk.desk import as_issued
from eocdesk.desk.desk import Desk
from eocdesk.desk.papers import Paper
from eocdesk.models import Refused, Summary
from eocdesk.models.marking import WORDS, highest
from eocdesk.models.sitrep import SITUATION
from eocdesk.reports import costs, exports, exports_csv, frozen
from eocdesk.reports.document import Document
from eocdesk.reports.paper import Asked
from eocdesk.reports.situation_paper import gathered
from eocdesk.reports.situation_short import short
from eocdesk.store.queries import events, forms, holding
from eocdesk.store.queries.approved import Issued
from eocdesk.store.queries.facts import Facts, Signer
from eocdesk.store.seeing import Sight, seeing

PDF, CSV = "pdf", "csv"
KINDS = {
    PDF: "Pages (PDF)",
    "html": "Web page (HTML)",
    "txt": "Plain text",
    "json": "For programs (JSON)",
    CSV: "Tables for a spreadsheet (CSV)",
}
"""What a paper can be written as, by the ending of the file."""
TABLES = {costs.CODE: costs.table}
"""Papers that have a table of their own for a spreadsheet, with more in it than their pages hold."""


def kind_of(name: str) -> str:
    """What a file of that name holds, by its ending; one that says nothing is PDF. Refused for another ending."""
    ending = name.rpartition(".")[2].lower() if "." in name else PDF
    if ending not in KINDS:
        raise Refused(f"A paper is not written as “.{ending}”. Use one of .{', .'.join(KINDS)}.", "out")
    return ending


def data(paper: Paper, kind: str) -> bytes:
    """The bytes of such a file, from the one document: what was left out of the pages is not in it either."""
    return paper.pdf if kind == PDF else written(paper.document, kind)


def written(document: Document, kind: str) -> bytes:
    """A document as html, txt, json or csv; of the last its tables alone."""
    write = {"html": exports.page, "txt": exports.text, "json": exports.as_json, "csv": exports_csv.tables}[kind]
    return write(document).encode("utf-8", "backslashreplace")


def table(connection: Any, asked: Asked) -> bytes:
    """The own table of a paper of TABLES, bounded as its pages are."""
    with seeing(connection, _sight(asked)):
        return TABLES[asked.code](connection, asked)


def short_text(connection: Any, asked: Asked) -> str:
    """The situation report in 1,600 characters, bounded as its pages are. Refused of another paper.

    Of an approved one what was known at its approval: what came since stands under no signature. Refused too where it
    was withdrawn, or issued by another desk, which alone knows that.
    """
    if asked.code != SITUATION:
        raise Refused("Only the situation report has a short form.", "short")
    issued = as_issued.asked_for(connection, asked)
    if issued is not None:
        asked = as_issued.excerpt(asked, issued)
    with seeing(connection, _sight(asked)):
        facts = gathered(connection, asked)
    if issued is not None and issued.is_open_to(asked.release, asked.audience):
        facts = _signed(connection, facts, issued)
    if asked.release and highest([facts.marking]) > WORDS[asked.release]:
        facts = replace(facts, marking=asked.release)  # nothing above it was read
    return short(facts)


def _signed(connection: Any, facts: Facts, issued: Issued) -> Facts:
    """All of an approved report: under its number and signatures, and marked no lower than it was issued."""
    form = forms.one(connection, issued.form)
    if form is None:
        return facts
    return replace(
        facts,
        draft=False,
        number=issued.number,
        version=issued.version,
        prepared=Signer(form.prepared_by, form.prepared_as, form.prepared_at),
        approved=Signer(form.approved_by, form.approved_as, form.approved_at),
        marking=highest([facts.marking, issued.marking]).word,
    )


def _sight(asked: Asked) -> Sight:
    return Sight(asked.event, asked.release, asked.audience, asked.as_of if asked.as_of < asked.now else None)


async def issued(desk: Desk, summary: bytes, kind: str) -> bytes:
    """An issued paper as it was frozen; Refused where it is not here, or was issued without its content."""
    found = await desk.read(events.record, Summary, summary)
    if found is None:
        raise Refused("This paper is not on this desk.")
    if said := holding.withdrawn(found.changed or ""):
        raise Refused(f"This paper was withdrawn. {said}")
    if kind == PDF:
        return await desk.kept_file(found.sha256)
    if not found.content:
        raise Refused("This paper was issued by an older version, which kept its pages alone.")
    return written(frozen.thawed(await desk.kept_file(found.content)), kind)
