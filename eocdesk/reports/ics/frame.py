"""What ICS forms share: boxes by their exact titles, the period, who prepared it, the document around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from eocdesk.models.clock import Moment, at
from eocdesk.models.signer import same_person
from eocdesk.reports.document import Document
from eocdesk.reports.ics.titles import Form
from eocdesk.reports.page import page
from eocdesk.reports.paper import Asked, Draw
from eocdesk.reports.sheet import Box, Check, Item, Items, Part, Sheet, Strip, Words, strip
from eocdesk.store.queries.held import Held, Sought, held

Sheets = Callable[[Any, Held, Asked], Sequence[Sheet]]
"""Reads what the form says on a connection and lays it out; the markings of what it read are in `held.labels`."""
_NOTE = re.compile(r"^(?P<bold>[^(:]*?\S)(?P<note>\s\(.*|:\s.*)$", re.DOTALL)


def drawer(form: Form, sheets: Sheets) -> Draw:
    """What draws a form of its own."""

    def draw(connection: Any, asked: Asked) -> Document:
        found = sought(connection, asked)
        return document(asked, found, tuple(sheets(connection, found, asked)), f"{form.title} ({form.number})")

    return draw


def sought(connection: Any, asked: Asked, code: str = "") -> Held:
    """What the paper asked for stands on; `code` where one paper has several forms in it.

    A submitted form that is drawn for its approval is approved by who sits here, now.
    """
    found = held(
        connection,
        Sought(
            code or asked.code,
            asked.event,
            asked.as_of,
            asked.period,
            asked.since,
            asked.until,
            asked.form if not code else None,
            asked.incident,
            asked.blank,
            asked.kept,
        ),
    )
    form = found.form
    if form is None or not found.chosen or asked.draft or form.state != "submitted":
        return found
    if same_person(asked.person, form.prepared_by):  # who prepared it approves nothing
        return found
    signed = replace(form, approved_by=asked.person, approved_as=asked.position, approved_at=asked.now)
    return replace(found, form=signed)


def document(asked: Asked, found: Held, sheets: Sequence[Sheet], title: str) -> Document:
    """The sheets with what stands on each page, marked as strictly as what they say."""
    event = found.event
    if found.form is not None and found.chosen and found.form.prepared_by:
        asked = replace(asked, person=found.form.prepared_by, position=found.form.prepared_as)
    number = "" if found.period is None or found.period.number is None else f", period {found.period.number}"
    named = title + (" – blank" if found.blank else number)
    return Document(
        **page(event, asked, named, found.marking, found.audience, event.zone),
        title=named,
        about=f"{event.name} ({event.code})",
        subtitle="",
        sections=tuple(sheets),
    )


def box(form: Form, number: str, *parts: Part, **more: Any) -> Box:
    """A block by its number, with its exact title: the words in brackets after it are not bold."""
    title = form.block(number).title
    found = _NOTE.match(title)
    bold, note = (title, "") if found is None else (found["bold"], found["note"])
    if note.startswith(":"):
        bold, note = bold + ":", note[1:]
    return Box(number, bold, parts, note.strip(), **more)


def bare(*parts: Part, **more: Any) -> Box:
    """Room of the block above it."""
    return Box("", "", parts, **more)


def written(found: Held, form: Form, number: str, otherwise: str = "", **more: Any) -> Strip:
    """A block over the whole width that is one text."""
    return strip(box(form, number, Words(found.text(number, otherwise)), **more))


def text(found: Held, key: str, otherwise: str = "") -> Words:
    """What people wrote in a block, else what the records say."""
    return Words(found.text(key, otherwise))


def incident_name(found: Held) -> str:
    """The event's name, or the incident's where the form is about one."""
    if found.blank:
        return ""
    return found.text("1", found.event.name if found.incident is None else found.incident.title)


def name_of(found: Held) -> Words:
    """The same, as it stands in its block."""
    return Words(incident_name(found))


def head(found: Held, form: Form, period: str = "2") -> Strip:
    """Incident name and operational period, on each page."""
    name = box(form, "1", name_of(found))
    return strip(name, box(form, period, span(found), share=1.7, beside=True))


def span(found: Held) -> Items:
    """The operational period: dates and times from and to, local."""
    ends = (found.since, found.until)
    days = [date(found, one) for one in ends]
    times = [time(found, one) for one in ends]
    return Items(
        (
            (Item("Date From", days[0]), Item("Date To", days[1])),
            (Item("Time From", times[0]), Item("Time To", times[1])),
        )
    )


def date(found: Held, moment: Moment | None) -> str:
    """`07/19/2028`, month first as the booklet asks, in the event's zone; nothing on a blank form."""
    return "" if moment is None or found.blank else f"{at(moment, found.event.zone):%m/%d/%Y}"


def time(found: Held, moment: Moment | None) -> str:
    """`14:45`, likewise."""
    return "" if moment is None or found.blank else f"{at(moment, found.event.zone):%H:%M}"


def both(found: Held, moment: Moment | None) -> str:
    """`07/19/2028 14:45`."""
    return f"{date(found, moment)} {time(found, moment)}".strip()


def prepared(found: Held, asked: Asked, form: Form, number: str) -> Strip:
    """Who prepared it, with room to sign: as the form says, else who sits here."""
    name, position, _ = preparer(found, asked)
    known = {"Name": name, "Position/Title": position}
    items = tuple(Item(each, known.get(each, "")) for each in form.block(number).items if each != "Date/Time")
    return strip(box(form, number, Items((items,)), beside=True))


def approved(found: Held, form: Form, number: str) -> Strip:
    """Who approved it, with room to sign."""
    name = found.form.approved_by if found.form is not None else ""
    return strip(box(form, number, Items(((Item("Name", name), Item("Signature")),)), beside=True))


def preparer(found: Held, asked: Asked) -> tuple[str, str, Moment | None]:
    """Name, position, when: of the form that people filled, else of who asks for this paper now."""
    if found.blank:
        return "", "", None
    if found.form is not None:
        return found.form.prepared_by, found.form.prepared_as, found.form.prepared_at
    return asked.person, asked.position, asked.as_of


def signed_at(found: Held, asked: Asked, *, approval: bool = False) -> tuple[Item, ...]:
    """The date and time at the foot: of the last who signs; left to be written where nobody is named."""
    name, _, when = preparer(found, asked)
    when = when if name else None
    if approval:
        when = None if found.form is None else found.form.approved_at
    return (Item("Date/Time", both(found, when)),)


def yes_or_no(found: Held, key: str) -> tuple[Check, ...]:
    """Yes and No, ticked as people answered."""
    said = found.text(key).strip().casefold()
    return (Check("Yes", said in {"yes", "x", "true"}), Check("No", said in {"no", "false"}))
