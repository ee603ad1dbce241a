"""Situation summaries of a desk: drawn from its records, issued under a number, kept as they were."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.reports import IssueSummary, NumberTakenError
from eocdesk.desk.desk import Desk
from eocdesk.desk.feeding import FeedAge, kept_ages
from eocdesk.desk.paper_touched import touched
from eocdesk.maps.reading import Limit, hazard_layer
from eocdesk.maps.situation import situation_map
from eocdesk.models import Refused, clock
from eocdesk.models.marking import audience as audience_of
from eocdesk.reports import frozen
from eocdesk.reports.situation import build, offered_highlights
from eocdesk.reports.times import ago, stamp
from eocdesk.reports.times import clock as clock_words
from eocdesk.reports.typeset import Paper, pdf
from eocdesk.store.queries import events, situation
from eocdesk.store.queries.facts import Facts, Signer
from eocdesk.store.queries.situation import Issue
from eocdesk.store.queries.versions import versions

PAPERS = {"letter": Paper.LETTER, "a4": Paper.A4}
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages of one moment with the facts they say, and what is kept of them: bytes, and their digest."""

    facts: Facts
    pdf: bytes
    content: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Made:
    """A summary that is issued: its record, its pages."""

    id: bytes
    number: int
    version: int
    pdf: bytes
    content: bytes = b""
    """What the pages were made from (reports/frozen)."""

    @property
    def file_name(self) -> str:
        """What it is called as a file."""
        return f"situation-report-{self.number}" + (f"-v{self.version}" if self.version > 1 else "") + ".pdf"


def draw(connection: Any, event: bytes, now: int, issue: Issue, paper: str) -> Drawn:
    """The summary of a moment as PDF; takes a second, so run it in the reading pool. `paper`: letter or a4."""
    facts = situation.facts(connection, event, now, issue)
    limit = Limit(facts.marking, frozenset(facts.audience.split(" & ")))
    facts = replace(facts, watch=replace(facts.watch, touched=touched(connection, event, now, limit)))
    hazards = hazard_layer(connection, event, now, limit=limit)
    svg, words = situation_map(connection, event, f"As of {stamp(now, facts.zone)}", hazards=hazards, limit=limit)
    feeds = tuple(printed(one, facts.zone, now) for one in kept_ages(connection, event))
    document = frozen.sealed(build(facts, map_svg=svg, map_alt=words, feeds=feeds))
    content = frozen.content(document, records={"versions": versions(connection, event)})
    return Drawn(facts, pdf(document, PAPERS[paper]), content, document.digest)


def ground(connection: Any, event: bytes, caption: str) -> tuple[str, str]:
    """(SVG, words) of the event's map as it stands on paper: what is marked no stricter than the event itself."""
    whole = events.one(connection, event)
    limit = Limit("CLEAR" if whole is None else whole.marking, frozenset())
    hazards = hazard_layer(connection, event, clock.now(), limit=limit)
    return situation_map(connection, event, caption, hazards=hazards, limit=limit)


def printed(age: FeedAge, zone: str, now: int) -> str:
    """`Earthquakes (USGS) as of 14:32 (4 min)`, as it stands under what feeds brought."""
    if age.last_good is None:
        return f"{age.title}: nothing came in yet"
    return f"{age.title} as of {clock_words(age.last_good, zone, now)} ({ago(now - age.last_good)})"


def offered(connection: Any, event: bytes, now: int) -> tuple[str, ...]:
    """Sentences an author may start the highlights from."""
    return offered_highlights(situation.facts(connection, event, now))


def signed(desk: Desk, issue: Issue) -> Issue:
    """The same, prepared by who sits here."""
    return replace(issue, prepared=Signer(desk.person, desk.position, clock.now()))


async def issue(desk: Desk, words: Issue, paper: str = "", origin: object = None) -> Made:
    """Draw, keep and number a summary; durable when this returns. Refused without an open event."""
    event = opened(desk)
    for _ in range(_TRIES):
        drawn = await desk.read(draw, event, clock.now(), _final(desk, words), paper or _paper(desk))
        blob = await asyncio.wrap_future(desk.store.keep_bytes(drawn.pdf))
        content = await asyncio.wrap_future(desk.store.keep_bytes(drawn.content))
        command = _command(event, words, drawn, (blob.sha256, content.sha256))
        try:
            made = _made(drawn, (await desk.do(command, origin)).value)
        except NumberTakenError:
            if words.number is not None:
                raise
        else:
            return made
    raise Refused("Other desks issue summaries at this moment. Try again.")


def issue_now(desk: Desk, event: bytes, words: Issue, paper: str = "") -> Made:
    """The same, blocking."""
    for _ in range(_TRIES):
        drawn = desk.read_now(draw, event, clock.now(), _final(desk, words), paper or _paper(desk))
        kept = tuple(desk.store.keep_bytes(data).result().sha256 for data in (drawn.pdf, drawn.content))
        try:
            made = _made(drawn, desk.do_now(_command(event, words, drawn, (kept[0], kept[1]))).value)
        except NumberTakenError:
            if words.number is not None:
                raise
        else:
            return made
    raise Refused("Other desks issue summaries at this moment. Try again.")


async def preview(desk: Desk, words: Issue, paper: str = "") -> bytes:
    """The pages as they would be, marked as a draft; nothing is kept."""
    issue_ = replace(signed(desk, words), draft=True)
    return (await desk.read(draw, opened(desk), clock.now(), issue_, paper or _paper(desk))).pdf


def opened(desk: Desk) -> bytes:
    """The open event's id; Refused without one."""
    if desk.event is None:
        raise Refused("Open an event first.")
    return desk.event.id


def _final(desk: Desk, words: Issue) -> Issue:
    return replace(signed(desk, words), draft=False)


def _paper(desk: Desk) -> str:
    return str(desk.settings.get("paper"))


def _command(event: bytes, words: Issue, drawn: Drawn, kept: tuple[str, str]) -> IssueSummary:
    facts, (sha256, content) = drawn.facts, kept
    return IssueSummary(
        event,
        facts.number,
        facts.version,
        facts.as_of,
        sha256,
        facts.marking,
        facts.audience,
        words.highlights,
        words.remarks,
        stage="final" if words.final else "initial" if facts.number == 1 else "update",
        digest=drawn.digest,
        content=content,
        access=_noted(event, drawn),
    )


def _made(drawn: Drawn, record: bytes) -> Made:
    return Made(record, drawn.facts.number, drawn.facts.version, drawn.pdf, drawn.content)


def _noted(event: bytes, drawn: Drawn) -> NoteAccess:
    """The entry of the trail that says it was issued."""
    facts = drawn.facts
    audience = audience_of(facts.audience.replace(" & ", ","))
    name = f"Situation Report {facts.number}"
    return NoteAccess(
        event,
        "issued",
        name,
        facts.marking,
        audience,
        "situation",
        released=facts.marking,
        digest=drawn.digest,
        sent_to="this desk",
    )
