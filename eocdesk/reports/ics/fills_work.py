"""What people fill in of the ICS forms of daily work, block by block; what is left empty the records say."""

from __future__ import annotations

from eocdesk.reports.fills import Asks, Fill, Filling
from eocdesk.reports.ics.titles import Form
from eocdesk.reports.ics.titles_work import BY_NUMBER


def line(form: Form, number: str, said: str = "") -> Filling:
    """A block of one line."""
    title = form.block(number).title
    return Filling(number, title, (Fill(number, title, Asks.LINE, help=said),))


def text(form: Form, number: str, said: str = "") -> Filling:
    """A block that is one text."""
    title = form.block(number).title.partition(" (")[0].partition(":")[0]
    return Filling(number, title, (Fill(number, title),), help=said)


def rows(form: Form, number: str, said: str = "") -> Filling:
    """A block that is a table."""
    block = form.block(number)
    title = block.title.partition(" (")[0]
    columns = tuple(item.partition(":")[0] for item in block.items)
    return Filling(number, title, (Fill(f"{number}[]", title, Asks.ROWS, columns),), help=said)


def _message() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 213"]
    approved = (Fill("8.position", "Position/Title of who approves", Asks.LINE),)
    replied = (
        Fill("9", "Reply"),
        Fill("10.name", "Replied by", Asks.LINE),
        Fill("10.position", "Position/Title", Asks.LINE),
        Fill("10.when", "Date/Time", Asks.LINE),
    )
    sender = "Empty: who submits the form, and when."
    return (
        Filling("2", "To and from", (*line(form, "2").fills, *line(form, "3", sender).fills)),
        Filling("4", "Subject and time", tuple(fill for number in "456" for fill in line(form, number).fills)),
        Filling("7", "Message", (Fill("7", "Message"), *approved)),
        Filling("9", "Reply", replied),
        line(form, "1", "Empty: the event's name, or the incident's."),
    )


def _activity() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 214"]
    who = ("3", "4", "5")
    return (
        Filling("3", "Of whom", tuple(fill for number in who for fill in line(form, number).fills)),
        rows(form, "6"),
        rows(form, "7", "These stand after what the log says."),
        line(form, "1", "Empty: the event's name, or the incident's."),
    )


FILLS = {"ics-213": _message(), "ics-214": _activity()}
"""What is asked of people, by the code of the form."""
