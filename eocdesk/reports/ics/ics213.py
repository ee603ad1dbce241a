"""ICS 213, General Message: who writes to whom about what; the reply stands below it."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles_work import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Item, Items, Leaf, Sheet, Strip, Words, strip
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 213"]
CODE = "ics-213"


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The message as people wrote it; its sender and its time are the form's where nobody wrote them."""
    del connection
    name, position, when = frame.preparer(held, asked)
    sender = ", ".join(word for word in (name, position) if word)
    approved = held.form.approved_by if held.form is not None else ""
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=(),
            leaves=(
                Leaf(
                    (
                        frame.written(held, FORM, "1", frame.incident_name(held)),
                        frame.written(held, FORM, "2"),
                        frame.written(held, FORM, "3", sender),
                        strip(
                            frame.box(FORM, "4", Words(held.text("4", _subject(held))), share=2.4),
                            frame.box(FORM, "5", Words(held.text("5", frame.date(held, when)))),
                            frame.box(FORM, "6", Words(held.text("6", frame.time(held, when)))),
                        ),
                        frame.written(held, FORM, "7", grows=3),
                        _signed(held, "8", approved),
                        frame.written(held, FORM, "9", grows=2),
                        _signed(held, "10", held.text("10.name")),
                    )
                ),
            ),
            last=(Item("Date/Time", held.text("10.when")),),
        ),
    )


def _subject(held: Held) -> str:
    return "" if held.form is None or held.form.title == FORM.title else held.form.title


def _signed(held: Held, number: str, name: str) -> Strip:
    known = {"Name": name, "Position/Title": held.text(f"{number}.position")}
    items = tuple(Item(item, known.get(item, "")) for item in FORM.block(number).items if item != "Date/Time")
    return strip(frame.box(FORM, number, Items((items,)), beside=True))


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
