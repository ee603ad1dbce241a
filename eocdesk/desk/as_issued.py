"""A paper that was approved is given as it was frozen; released lower it is an excerpt, and says so on each page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, NamedTuple

from eocdesk.desk.reports import PAPERS
from eocdesk.models import Refused
from eocdesk.models.errors import Unavailable
from eocdesk.reports import frozen
from eocdesk.reports.document import Document
from eocdesk.reports.paper import Asked
from eocdesk.reports.papers import MAKERS
from eocdesk.reports.situation import BANNER
from eocdesk.reports.typeset import pdf
from eocdesk.store.queries import approved, forms
from eocdesk.store.queries.approved import Issued
from eocdesk.store.queries.held import Sought, form_of

_SEVERAL = frozenset({"ics-204"})
"""Of these one paper has all that people wrote for a period."""
_EXCERPT = "EXCERPT, NOT THE APPROVED PAPER"


class Given(NamedTuple):
    """An approved paper as it was frozen."""

    paper: Issued
    document: Document
    content: bytes
    pdf: bytes


def asked_for(connection: Any, asked: Asked) -> Issued | None:
    """The approved paper that is meant: of the form asked for, else of the form that would be drawn now.

    None where there is none, where a moment before its approval is asked for, and of a person, a unit or a span of time
    that is not its form's.
    """
    if asked.blank or asked.kept is None or not (maker := MAKERS.get(asked.code)) or not maker.filled:
        return None
    form = forms.one(connection, asked.form) if asked.form is not None else _meant(connection, asked)
    if form is None or form.state not in approved.OVER or (form.event, form.code) != (asked.event, asked.code):
        return None
    if asked.form is None and not _fits(asked, form):
        return None
    paper = approved.paper_of(connection, form.id)
    return None if paper is None or asked.as_of < paper.issued else paper


def given(asked: Asked, paper: Issued) -> Given:
    """Its very pages; set anew from what was frozen for the other size of paper.

    Unavailable where it is not here, Refused where it was withdrawn.
    """
    stands(paper)
    if asked.kept is None:
        raise Refused("This paper is not on this desk.", "form")
    content = asked.kept(paper.content) if paper.content else b""
    if not content:
        raise Unavailable(f"Of {paper.name} an older version kept the pages alone. Open it among what was issued.")
    document = frozen.thawed(content)
    pages = asked.kept(paper.sha256)
    made = json.loads(content).get("made")
    size = made.get("paper", "") if isinstance(made, dict) else ""
    return Given(
        paper, document, content, pdf(document, PAPERS[asked.paper]) if size not in ("", asked.paper) else pages
    )


def stands(paper: Issued) -> None:
    """Refused where it was withdrawn by a purge: nothing is drawn in its place."""
    if paper.withdrawn:
        raise Refused(f"{paper.name} was withdrawn. {paper.withdrawn}", "form")


def excerpt(asked: Asked, paper: Issued) -> Asked:
    """The same asked for as the records stood at its approval; it is drawn as a draft.

    Another desk than the one that issued it did not hold all of that then: there an ICS form has its words as they were
    approved among the records of now. Refused where that cannot be, and where it was withdrawn.
    """
    stands(paper)
    if not paper.here and not asked.code.startswith("ics-"):
        name = f"{MAKERS[paper.code].title} {paper.numbered}"
        raise Refused(
            f"An excerpt of {name} is drawn on the desk that issued it: this one did not know all of it then."
        )
    return replace(asked, form=paper.form, as_of=paper.as_of if paper.here else asked.now, draft=True)


def said_so(document: Document, paper: Issued) -> Document:
    """An excerpt says on each page that it is one, and of which paper: by its number, for its title may be marked."""
    name = f"{MAKERS[paper.code].title} {paper.numbered}"
    exercise = BANNER * (BANNER in document.banner)
    banner = " · ".join(word for word in (exercise, _EXCERPT) if word)
    event = document.running_left.partition(" · ")[0]
    return replace(document, title=f"Excerpt of {name}", running_left=f"{event} · excerpt of {name}", banner=banner)


def _meant(connection: Any, asked: Asked) -> forms.FormLine | None:
    if not asked.code.startswith("ics-") or asked.code in _SEVERAL:
        return None
    sought = Sought(
        asked.code, asked.event, asked.as_of, asked.period, asked.since, asked.until, incident=asked.incident
    )
    return form_of(connection, sought)


def _fits(asked: Asked, form: forms.FormLine) -> bool:
    """Whether what is asked for is what the form is about, as far as it is said."""
    of = " ".join(asked.of.split()).casefold()
    about = {" ".join(word.split()).casefold() for word in (form.person, form.position)}
    whole = asked.period is not None  # its times are those of the period
    times = ((asked.since, form.since), (asked.until, form.until))
    return (not of or of in about) and (whole or all(one in (None, other) for one, other in times))
