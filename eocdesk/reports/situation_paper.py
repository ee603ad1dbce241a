"""The situation report as one of the papers: of a form people filled, or of the records alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from eocdesk.models import Refused
from eocdesk.models.sitrep import SITUATION
from eocdesk.reports.document import Document
from eocdesk.reports.page import page
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.situation import build, called
from eocdesk.reports.times import stamp
from eocdesk.store.queries import events, forms, situation
from eocdesk.store.queries.facts import Facts, Signer
from eocdesk.store.queries.situation import Issue

TITLE = "Situation Report"
_NUMBERED = re.compile(r" (\d+)(?:, version (\d+))?$")
_AGED = " as of "
"""What stands in the words of a feed's age, and not in those of the link."""


def draw(connection: Any, asked: Asked) -> Document:
    """The report of what this connection shows. Without a form, or of one that is not approved, it is a draft.

    A form that is submitted is drawn for its approval, by who sits here, where no draft is asked for.
    """
    event = events.one(connection, asked.event)
    if event is None:
        then = "at that time" if asked.as_of < asked.now else ""
        raise Refused(f"This event is not on this desk{f', and was not {then}' if then else ''}.", "event")
    facts = gathered(connection, asked)
    svg, words = "", ""
    if asked.ground is not None:
        svg, words = asked.ground(connection, asked.event, f"As of {stamp(facts.as_of, facts.zone)}")
    feeds = tuple(age for age in asked.ages if _AGED in age)
    document = build(facts, map_svg=svg, map_alt=words, feeds=feeds)
    repeated = page(event, replace(asked, draft=facts.draft), called(facts), facts.marking, facts.audience, facts.zone)
    signed = {"footer_left": document.footer_left, "author": document.author}  # by who prepared it, whoever draws it
    return replace(document, **(repeated | signed))


def gathered(connection: Any, asked: Asked) -> Facts:
    """The facts behind it."""
    return situation.facts(connection, asked.event, asked.as_of, _issue(connection, asked))


def _issue(connection: Any, asked: Asked) -> Issue:
    sits = Signer(asked.person, asked.position, asked.now)
    found = None if asked.form is None else forms.one(connection, asked.form)
    if found is None:
        return Issue(draft=True, prepared=sits, form=asked.form)
    if found.state in ("approved", "superseded"):
        signed = Signer(found.approved_by, found.approved_as, found.approved_at)
        number, version = _under(found.title)
        return Issue(number, version, draft=asked.draft, approved=signed, form=found.id)
    if found.state == "submitted" and not asked.draft:
        return Issue(approved=sits, form=found.id)
    return Issue(draft=True, prepared=sits, form=found.id)


def _under(title: str) -> tuple[int | None, int]:
    """The number and version an approved form was issued under, as its title says (commands/approvals)."""
    said = _NUMBERED.search(title)
    return (None, 1) if said is None else (int(said[1]), int(said[2] or 1))


MAKER = Maker(SITUATION, TITLE, draw, filled=True)
