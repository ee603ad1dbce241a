"""What stands on each page whatever the paper: event, exercise, as-of, ages, marking; the door adds the digest."""

from __future__ import annotations

from typing import Any

from eocdesk.models import Event
from eocdesk.models.marking import WORDS, Tlp
from eocdesk.models.marking import audience as audience_of
from eocdesk.reports.document import Document
from eocdesk.reports.paper import Asked
from eocdesk.reports.situation import BANNER, COLOURS, DRAFT
from eocdesk.reports.times import clock, stamp

_RUNNING = 60
"""Letters of a name on the lines that repeat; it stands whole on the first page."""
_FRESH = 60_000
"""Milliseconds: what is this young is of now."""


def page(
    event: Event, asked: Asked, title: str, marking: Tlp | str, audience: str = "", zone: str = ""
) -> dict[str, Any]:
    """The fields of a Document that repeat on each page. `title` says number and version where there are any.

    `marking` is the highest of what was read (a TLP word; one that is not known counts as RED), `audience` the lists it
    is for; `zone` is the event's where it is empty.
    """
    tlp = marking if isinstance(marking, Tlp) else WORDS.get(marking, Tlp.RED)
    zone = zone or event.zone
    words, colour = marked(tlp, audience.replace(" & ", ","))
    then = asked.as_of < asked.now - _FRESH
    as_of = stamp(asked.as_of, zone)
    drawn = f"Drawn {clock(asked.now, zone, asked.as_of)}" if then else ""
    by = ", ".join(word for word in (asked.person, asked.position) if word)
    return {
        "marking": words,
        "marking_colour": colour,
        "banner": " · ".join(word for word in (BANNER * bool(event.exercise), DRAFT * asked.draft) if word),
        "running_left": f"{_short(f'{event.code} {event.name}')} · {_short(title)}",
        "running_right": f"As it stood at {as_of}" if then else f"As of {as_of}",
        "footer_left": _short(f"Prepared by {by or '(not named)'}"),
        "footer_lines": tuple(
            line for line in (" · ".join(word for word in (*asked.ages, drawn) if word), asked.note) if line
        ),
        "author": asked.person or event.code,
        "moment": asked.as_of,
    }


def marked(tlp: Tlp, audience: str) -> tuple[str, str]:
    """A marking with its audiences as it stands on a page, and the colour of its letters."""
    named = audience_of(audience).replace(",", " & ")
    return tlp.label + (f" · for {named} only" if named else ""), COLOURS[tlp]


def labels(document: Document) -> tuple[Tlp, str]:
    """The marking and the audiences that a document says on each page; RED where it says none that is known."""
    word, _, named = document.marking.partition(" · ")
    named = named.removeprefix("for ").removesuffix(" only").replace(" & ", ",")
    return WORDS.get(word.removeprefix("TLP:"), Tlp.RED), audience_of(named)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _RUNNING else words[: _RUNNING - 1] + "…"
