"""The life of a report people write: opened from the last one, looked at, approved with its pages, corrected."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any

from eocdesk.commands.approvals import ApproveForm, Correct, Frozen, may_approve
from eocdesk.commands.forms import OpenForm
from eocdesk.commands.reports import NumberTakenError
from eocdesk.desk import as_issued, papers
from eocdesk.desk.desk import Desk
from eocdesk.desk.papers import Paper
from eocdesk.models import Refused, clock
from eocdesk.models.clock import Moment
from eocdesk.models.marking import Tlp
from eocdesk.models.sitrep import SITUATION
from eocdesk.reports.paper import Asked
from eocdesk.reports.situation_paper import TITLE, gathered
from eocdesk.store.queries import approved, events, forms
from eocdesk.store.queries.situation_told import last_paper

_TRIES = 5
RED = "This paper is TLP:RED. Whoever approves it has seen that: confirm it with the word RED."
UNPROVEN = "Names not proven: prepared and approved on one desk ({desk})"


@dataclass(frozen=True, slots=True)
class Approved:
    """A paper that was approved and issued: its record, its number and version, its pages."""

    id: bytes
    number: int
    version: int
    paper: Paper
    title: str

    @property
    def called(self) -> str:
        """`Situation Report 7, version 2`."""
        return f"{self.title} {self.number}" + (f", version {self.version}" if self.version > 1 else "")


def opening(connection: Any, event: bytes, now: Moment) -> OpenForm:
    """What opens the next report: the texts of the last one, and what the records say meanwhile."""
    last = last_paper(connection, event, None)
    after = None if last is None else last.form
    if after is not None and forms.one(connection, after) is None:
        after = None
    period = next(
        (one.id for one in events.periods(connection, event) if (one.starts or 0) <= now < (one.ends or 0)), None
    )
    blocks: dict[str, str] = {}
    marks: dict[str, str] = {}
    posture = events.posture(connection, event, now)
    if posture is not None and (posture.note or "").strip() and not posture.audience:
        newer = last is None or (posture.since or 0) > last.as_of
        if after is None or newer:
            blocks["2.current"], marks["2.current"] = (posture.note or "").strip(), posture.marking
    values = {"title": TITLE, "stage": "initial" if last is None else "update", "period": period}
    return OpenForm(event, SITUATION, values, blocks, after, marks=marks)


def going(connection: Any, event: bytes) -> forms.FormLine | None:
    """The report that is being written or waits for approval, or None."""
    return forms.latest(connection, event, SITUATION, "draft", "submitted")


async def open_report(desk: Desk, origin: object = None) -> bytes:
    """The form of the next report; the one that is being written already, where there is one."""
    event = _event(desk)
    found = await desk.read(going, event)
    if found is not None:
        return found.id
    command = await desk.read(opening, event, clock.now())
    return bytes((await desk.do(command, origin)).value)


async def look(desk: Desk, form: bytes, **more: Any) -> Paper:
    """The pages of a form as they would be, marked as a draft where it is not approved; nothing is kept.

    `more` are fields of Asked: paper, release, audience, as_of. An approved one is shown as it was frozen; Unavailable
    where that is not here yet.
    """
    asked = await _asked(desk, form, draft=True, **more)
    issued = await desk.read(as_issued.asked_for, asked)
    for kept in () if issued is None or issued.withdrawn else (issued.content, issued.sha256):
        await desk.kept_file(kept)  # fetched where it may be
    return await desk.read(papers.make, asked)


async def approve(desk: Desk, form: bytes, confirmed: str = "", origin: object = None) -> Approved:
    """Approve a submitted form: its pages are drawn, kept with what they were made from, and issued in one act.

    Refused where who sits here prepared it, or it is not submitted, and of a TLP:RED one without the word RED. Where it
    was submitted on this very desk, its pages say that a name is no proof of two persons.
    """
    for _ in range(_TRIES):
        found = await desk.read(forms.one, form)
        if found is None:
            raise Refused("This form is not on this desk.", "form")
        if found.state != "submitted":
            raise Refused(f"This form is {found.state}. Only a submitted one is approved.", "state")
        may_approve(desk.person, found.prepared_by)
        one_desk = await desk.read(approved.submitted_on, form) == desk.device
        unproven = UNPROVEN.format(desk=desk.code) if one_desk else ""
        asked = await _asked(desk, form)
        number, version = await desk.read(_numbered, asked, found)
        asked = replace(asked, note=_note(found, number, version, unproven))
        paper = await desk.read(papers.make, asked)
        if paper.marking is Tlp.RED and not papers.says_red(confirmed):
            raise Refused(RED, "confirmed")
        frozen = replace(await _kept(desk, paper, (number, version), found.title or TITLE), note=unproven)
        try:
            noted = papers.noted(paper, papers.ISSUED, "this desk")
            record = bytes((await desk.do(ApproveForm(form, found.prepared_at or 0, frozen, noted), origin)).value)
        except NumberTakenError:
            continue
        return Approved(record, number, version, paper, frozen.title)
    raise Refused("Other desks issue papers at this moment. Try again.")


async def _kept(desk: Desk, paper: Paper, under: tuple[int, int], title: str) -> Frozen:
    """Its pages and what they were made from are on the disk; by which names."""
    pages = await asyncio.wrap_future(desk.store.keep_bytes(paper.pdf))
    content = await asyncio.wrap_future(desk.store.keep_bytes(paper.content))
    return Frozen(
        paper.asked.now,
        paper.asked.as_of,
        *under,
        pages.sha256,
        paper.marking.word,
        paper.audience,
        paper.digest,
        content.sha256,
        title,
    )


def _note(found: forms.FormLine, number: int, version: int, unproven: str) -> str:
    """What stands on each page beside: its number, where its own head has none; what is not proven."""
    numbered = f"Approved as no. {number}" + (f", version {version}" if version > 1 else "")
    return " · ".join(word for word in (numbered * (found.code != SITUATION), unproven) if word)


async def correct(desk: Desk, summary: bytes, changed: str, origin: object = None) -> bytes:
    """The form in which an issued paper is corrected."""
    return bytes((await desk.do(Correct(summary, changed), origin)).value)


def _numbered(connection: Any, asked: Asked, found: forms.FormLine) -> tuple[int, int]:
    """The number and version a form is issued under; a situation report says both on its pages."""
    if found.code == SITUATION:
        facts = gathered(connection, asked)
        return facts.number, facts.version
    known = forms.papers_of(connection, found.event, found.code)
    corrected = None if found.corrects is None else forms.issued_paper(connection, found.corrects)
    if corrected is None:
        return max((one.number for one in known), default=0) + 1, 1
    return corrected.number, max(one.version for one in known if one.number == corrected.number) + 1


async def _asked(desk: Desk, form: bytes, *, draft: bool = False, **more: Any) -> Asked:
    found = await desk.read(forms.one, form)
    if found is None:
        raise Refused("This form is not on this desk.", "form")
    head = {"form": form, "period": found.period, "incident": found.incident, "of": found.person or found.position}
    given = head | {"since": found.since, "until": found.until, "draft": draft and found.state != "approved"} | more
    return papers.wanted(desk, found.code, **given)


def _event(desk: Desk) -> bytes:
    if desk.event is None:
        raise Refused("Open an event first.")
    return desk.event.id
