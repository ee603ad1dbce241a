"""The door of all paper: drawn from what may be seen, as of a moment, under digest and marking; noted going out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.reports import IssueSummary, NumberTakenError
from eocdesk.desk import as_issued, trail
from eocdesk.desk.desk import Desk
from eocdesk.desk.feeding import kept_ages
from eocdesk.desk.paper_ground import Ground
from eocdesk.desk.proposing import proposed
from eocdesk.desk.reports import PAPERS, printed
from eocdesk.models import Refused, clock
from eocdesk.models.clock import Moment
from eocdesk.models.marking import WORDS, Tlp, parse_tlp
from eocdesk.models.marking import audience as audience_of
from eocdesk.reports import frozen, papers
from eocdesk.reports.document import Document
from eocdesk.reports.page import labels, marked
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.times import ago
from eocdesk.reports.times import clock as clock_words
from eocdesk.reports.typeset import pdf
from eocdesk.store.queries import approved, events, forms
from eocdesk.store.queries.linked import linked
from eocdesk.store.queries.versions import versions
from eocdesk.store.seeing import Seen, Sight, seeing

_TRIES = 5
_KINDS = 4
"""So many kinds of what was left out are named on each page: it has one line for them."""
VIEWED, PRINTED, EXPORTED, ISSUED = trail.WAYS


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was drawn: what it says, its bytes, what was left out of it by kind of record."""

    asked: Asked
    document: Document
    content: bytes
    pdf: bytes
    withheld: Mapping[str, int]
    summary: bytes | None = None  # the issued paper it is, as it was frozen

    @property
    def digest(self) -> str:
        """SHA-256 of what it says, in hexadecimal."""
        return self.document.digest

    @property
    def marking(self) -> Tlp:
        """The highest marking of what is in it."""
        return labels(self.document)[0]

    @property
    def audience(self) -> str:
        """For whom it is, in canonical spelling; empty: for all at its marking."""
        return labels(self.document)[1]

    @property
    def left_out(self) -> int:
        """How many records may not stand in it."""
        return sum(self.withheld.values())

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return trail.pages_of(self.pdf)

    @property
    def file_name(self) -> str:
        """What it is called as a file."""
        return f"{self.asked.code}{'-blank' if self.asked.blank else ''}.pdf"


def wanted(desk: Desk, code: str, **more: Any) -> Asked:
    """A paper of the open event as it is now, signed by who sits here; `more` are fields of Asked."""
    if "event" not in more and desk.event is None:
        raise Refused("Open an event first.")
    now = clock.now()
    given: dict[str, Any] = {"as_of": now, "paper": str(desk.settings.get("paper"))}
    given |= {"kept": desk.store.attachment} | more
    given.setdefault("event", desk.event.id if desk.event else b"")
    made = Asked(papers.named(code).code, now=now, person=desk.person, position=desk.position, **given)
    release = parse_tlp(made.release).word if made.release else ""
    return replace(made, release=release, audience=audience_of(made.audience), as_of=min(made.as_of, now))


def make(connection: Any, asked: Asked, *, redact: bool = True) -> Paper:
    """Draw a paper; takes up to seconds, so run it in the reading pool.

    What is above `asked.release`, or for others than `asked.audience`, is left out and counted; without `redact`
    Refused where there is any. Refused too where there is no such paper or event. What was approved is given as it was
    frozen; an excerpt of it as the records stood then.
    """
    issued = as_issued.asked_for(connection, asked)
    if issued is not None and issued.is_open_to(asked.release, asked.audience):
        found = as_issued.given(asked, issued)
        whole = replace(asked, form=issued.form)
        return Paper(whole, found.document, found.content, found.pdf, {}, issued.id)
    document, seen_of, withheld = draw(connection, asked if issued is None else as_issued.excerpt(asked, issued))
    if issued is not None:
        document = frozen.sealed(as_issued.said_so(document, issued))
    if withheld and not redact:
        level = f"released at {parse_tlp(asked.release).label}" if asked.release else "given to these readers"
        raise Refused(f"{counted(withheld)} may not be {level}. Leave them out, or choose a higher marking.", "release")
    content = frozen.content(document, made=_how(asked), **seen_of)
    return Paper(asked, document, content, pdf(document, PAPERS[asked.paper]), withheld)


def draw(connection: Any, asked: Asked) -> tuple[Document, dict[str, Any], dict[str, int]]:
    """The document with its digest, which records and blocks stand behind it, how many were left out by kind."""
    maker = papers.named(asked.code)
    if asked.blank and not maker.blank:
        raise Refused(f"{maker.title} is not printed blank: it is drawn from records.", "blank")
    event = events.one(connection, asked.event)
    if event is None:
        raise Refused("This event is not on this desk.", "event")
    if not asked.ages:
        asked = replace(asked, ages=ages(connection, asked.event, asked.now, event.zone))
    then = asked.as_of if asked.as_of < asked.now else None
    ground = Ground(asked.as_of)
    with seeing(connection, Sight(asked.event, asked.release, asked.audience, then)) as seen:
        if events.one(connection, asked.event) is None:
            raise Refused("This desk did not hold this event yet at that time.", "as_of")
        document = maker.draw(connection, replace(asked, ground=asked.ground or ground, proposing=proposed))
        document = ground.marked(connection, asked.event, document)
        withheld = {} if asked.blank else seen.withheld()
        behind = {"records": _behind(seen, asked), "blocks": _blocks(connection, asked)}
    document = _bounded(replace(document, left_out=_said(withheld)), asked)
    return frozen.sealed(document), behind, withheld


def ages(connection: Any, event: bytes, now: Moment, zone: str) -> tuple[str, ...]:
    """How old what it is drawn from is: the link, what is unsent, each feed."""
    link = linked(connection)
    feeds = tuple(printed(one, zone, now) for one in kept_ages(connection, event) if one.last_good is not None)
    if not link.hub:
        return ("This desk alone; no hub has been met", *feeds)
    met = "not met yet" if link.met is None else f"met {clock_words(link.met, zone, now)} ({ago(now - link.met)} ago)"
    unsent = (f"{link.unsent:,} unsent",) if link.unsent else ()
    return (f"Hub {link.name} {met}", *unsent, *feeds)


def counted(withheld: Mapping[str, int]) -> str:
    """`3 entries and 1 incident`: what was left out, the most first; beyond four kinds the rest is summed."""
    most = sorted(withheld.items(), key=lambda one: -one[1])
    shown = most if len(most) <= _KINDS else most[: _KINDS - 1]
    words = [f"{many:,} {_noun(kind, many)}" for kind, many in shown]
    if len(shown) < len(most):
        words.append(f"{sum(many for _, many in most[len(shown) :]):,} other records")
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _noun(kind: str, many: int) -> str:
    if many == 1:
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") and kind[-2] not in "aeiou" else f"{kind}s"


def _said(withheld: Mapping[str, int]) -> str:
    return f"{counted(withheld)} of this event withheld" if withheld else ""


def _bounded(document: Document, asked: Asked) -> Document:
    """Nothing above the release was read, so nothing above it is said on the pages."""
    most = WORDS[asked.release] if asked.release else Tlp.RED
    tlp, audience = labels(document)
    if tlp <= most:
        return document
    words, colour = marked(most, audience)
    return replace(document, marking=words, marking_colour=colour)


def _behind(seen: Seen, asked: Asked) -> dict[str, Any]:
    """What it was drawn from: how many records of each kind, and how far each device's writing was known."""
    rule = seen.sight.rule("s.marking", "s.audience")
    known = versions(seen.connection, asked.event, asked.as_of if asked.as_of < asked.now else None, rule)
    return {"counts": seen.held(), "versions": known}


def _blocks(connection: Any, asked: Asked) -> list[list[object]]:
    """What people had written in the form it is drawn of."""
    return [] if asked.form is None else approved.plain(forms.written(connection, asked.form))


def _how(asked: Asked) -> dict[str, Any]:
    names = ("code", "as_of", "now", "release", "audience", "of", "blank", "paper")
    said = {name: getattr(asked, name) for name in names}
    return said | {"since": asked.since, "until": asked.until, "person": asked.person, "position": asked.position}


# letting it out


def may_go(paper: Paper, confirmed: str = "") -> None:
    """Refused where it holds TLP:RED whole and nobody confirmed it with the word."""
    confirmed_red(paper.marking, confirmed)


def confirmed_red(marking: Tlp, confirmed: str) -> None:
    """Refused where what is marked so goes out on the word RED, and that was not given."""
    if marking is Tlp.RED and not says_red(confirmed):
        raise Refused(
            "This paper is TLP:RED: it goes to the people it names and nobody else. Confirm it with the word RED, "
            "or release it lower with what is above left out.",
            "confirmed",
        )


def says_red(confirmed: str) -> bool:
    """Whether what was typed is the word RED."""
    return confirmed.strip().upper().removeprefix("TLP:") == Tlp.RED.word


def noted(paper: Paper, way: str, sent_to: str, summary: bytes | None = None) -> NoteAccess:
    """The entry of the trail that says this paper was viewed or went out."""
    asked = paper.asked
    return NoteAccess(
        asked.event,
        way,
        paper.document.title,
        paper.marking.word,
        paper.audience,
        asked.code,
        form=asked.form,
        summary=summary or paper.summary,
        released=asked.release or paper.marking.word,
        withheld=paper.left_out,
        pages=paper.pages,
        digest=paper.digest,
        sent_to=sent_to,
    )


async def let_out(desk: Desk, paper: Paper, way: str, sent_to: str, confirmed: str = "") -> None:
    """Note that a paper is viewed, printed or exported; what is done with it comes after. Refused as `may_go` says."""
    if way != VIEWED:
        may_go(paper, confirmed)
    await desk.do(noted(paper, way, sent_to))


def let_out_now(desk: Desk, paper: Paper, way: str, sent_to: str, confirmed: str = "") -> None:
    """The same, blocking."""
    if way != VIEWED:
        may_go(paper, confirmed)
    desk.do_now(noted(paper, way, sent_to))


async def issue(desk: Desk, paper: Paper, confirmed: str = "", **said: Any) -> bytes:
    """Keep a paper for good under the next number of its kind: its pages, what they say, what they were drawn from.

    `said`: number and version where it is not the next one, stage, changed. The record's id; noted in the trail in the
    same act.
    """
    may_go(paper, confirmed)
    for _ in range(_TRIES):
        pages = await asyncio.wrap_future(desk.store.keep_bytes(paper.pdf))
        content = await asyncio.wrap_future(desk.store.keep_bytes(paper.content))
        number = said.get("number") or await desk.read(_next, paper.asked)
        given = {"version": 1} | said | {"number": number}
        try:
            record = bytes((await desk.do(_issued(paper, pages.sha256, content.sha256, given))).value)
        except NumberTakenError:
            if said.get("number"):
                raise
            continue
        return record
    raise Refused("Other desks issue papers at this moment. Try again.")


def _next(connection: Any, asked: Asked) -> int:
    return max((one.number for one in forms.papers_of(connection, asked.event, asked.code)), default=0) + 1


def _issued(paper: Paper, pages: str, content: str, said: Mapping[str, Any]) -> IssueSummary:
    return IssueSummary(
        paper.asked.event,
        as_of=paper.asked.as_of,
        sha256=pages,
        marking=paper.marking.word,
        audience=paper.audience,
        code=paper.asked.code,
        called=_maker(paper).title,
        form=paper.asked.form,
        digest=paper.digest,
        content=content,
        access=noted(paper, ISSUED, "this desk"),
        **said,
    )


def _maker(paper: Paper) -> Maker:
    return papers.named(paper.asked.code)
