"""What people fill in of the ICS forms of daily work, block by block; what is left empty the records say."""

from __future__ import annotations

from eocdesk.models.aid import REQUEST_PRIORITIES
from eocdesk.reports.fills import Asks, Fill, Filling, Grid
from eocdesk.reports.ics import ics215, ics215a
from eocdesk.reports.ics.ics211 import COLUMNS, PLACES
from eocdesk.reports.ics.ics221 import AGAIN, TRAVEL, sections
from eocdesk.reports.ics.ics230 import COMMON
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


def _lines(form: Form, *numbers: str, title: str = "", said: str = "") -> Filling:
    """Blocks of one line each, asked together."""
    made = tuple(fill for number in numbers for fill in line(form, number).fills)
    return Filling(numbers[0], title or form.block(numbers[0]).title, made, help=said)


def _checked_in() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 211"]
    block = form.block("3")
    places = tuple(Fill(f"3.{key}", item, Asks.LINE) for key, item in zip(PLACES, block.items, strict=True))
    table = Fill("5[]", "Resources checked in", Asks.ROWS, COLUMNS)
    return (
        Filling("3", block.title.partition(" (")[0], places, help="Where somebody checked in is ticked by itself."),
        Filling("5", "Resources checked in", (table,), help="These stand after what checked in on this desk."),
        _lines(form, "1", "2", title="Incident"),
    )


def _request() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 213 RR"]
    priority = Fill("8", form.block("8").title, Asks.CHOICE, choices=REQUEST_PRIORITIES)
    placed = tuple(Fill(f"16.{item.casefold()}", item, Asks.TICK) for item in form.block("16").items)
    known = "The number of a request on this desk fills the rest; what is written here stands before it."
    return (
        _lines(form, "3", "2", "1", title="Which request", said=known),
        rows(form, "4", "Empty: what the request asks for."),
        Filling("5", "Requestor", (*_lines(form, "5", "6", "7").fills, priority, *line(form, "9").fills)),
        Filling("10", "Logistics", (*_lines(form, "10", "11", "12").fills, *text(form, "13").fills)),
        Filling("14", "Logistics signs", (*_lines(form, "14", "15").fills, *placed)),
        Filling("17", "Finance", (*text(form, "17").fills, *_lines(form, "18", "19").fills)),
    )


def _released() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 221"]
    planned = (Fill("3.date", "Planned Release Date", Asks.LINE), Fill("3.time", "Planned Release Time", Asks.LINE))
    known = "The name or number of a resource on this desk, or a person's name, fills the order and the release."
    room, *words, manifest, number, notified = form.block("8").items
    travel = zip(TRAVEL, (*words, number, notified), strict=True)
    again = zip(AGAIN, form.block("9").items, strict=True)
    signing = []
    for place, (name, _, units) in enumerate(sections()):
        signing += [Filling(f"6.{place + 1}", name, tuple(fill for key, unit in units for fill in _unit(key, unit)))]
    return (
        Filling("4", "What is released", (*line(form, "4").fills, *planned, *line(form, "5").fills), help=known),
        *signing,
        text(form, "7"),
        Filling(
            "8",
            form.block("8").title,
            (
                Fill("8.overnight", room, Asks.LINE),
                *(Fill(f"8.{key}", item, Asks.LINE) for key, item in travel),
                Fill("8.manifest", manifest, Asks.LINE),
            ),
        ),
        Filling(
            "9",
            "Reassignment Information",
            (
                Fill("9", "Reassigned (Yes/No)", Asks.LINE),
                *(Fill(f"9.{key}", item, Asks.LINE) for key, item in again),
            ),
        ),
        _lines(form, "1", "2", title="Incident"),
    )


def _planned() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 215"]
    table = Fill(ics215.ROWS, "Work and its resources", Asks.ROWS, ics215.COLUMNS)
    said = (
        "One kind of resource of one piece of work in each row; a row without branch, division and work belongs to "
        "the work above it. Requests that are open stand behind them."
    )
    return (
        Filling("5", "Work and its resources", (table,), help=said),
        _lines(form, "11", "12", "13", title="Totals", said="Empty: the sums."),
        line(form, "1", "Empty: the event's name, or the incident's."),
    )


def _analysed() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 215A"]
    table = Fill(ics215a.ROWS, "Hazards and mitigations", Asks.ROWS, ics215a.COLUMNS)
    signed = (Fill("8.safety", "Safety Officer", Asks.LINE), Fill("8.operations", "Operations Chief", Asks.LINE))
    said = "Empty: the severe alerts of the time, with what their issuers say to do."
    return (
        Filling("5", "Hazards and mitigations", (table,), help=said),
        Filling("8", "Prepared by", signed),
        _lines(form, "1", "2", title="Incident"),
    )


def _unit(key: str, unit: str) -> tuple[Fill | Grid, ...]:
    """Whether a unit must sign, with what is to be said of it; one without a name is named first."""
    named = unit or "Other"
    asked = (Fill(key, f"{named} signs", Asks.TICK), Fill(f"{key}.remarks", f"{named}: remarks", Asks.LINE))
    who = Fill(f"{key}.name", f"{named}: name", Asks.LINE)
    return (*asked, who) if unit else (Fill(f"{key}.unit", "Another unit", Asks.LINE), *asked, who)


def _meetings() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 230-CG"]
    when = tuple((one.name, (f"3.{one.key}.when", f"3.{one.key}.where")) for one in COMMON)
    held = "Meetings with partners of this time stand in it already."
    return (
        Filling("3", "Commonly-held meetings", (Grid("Meeting", ("Date/Time", "Location"), when),)),
        rows(form, "3", held),
        line(form, "1", "Empty: the event's name, or the incident's."),
    )


FILLS = {
    "ics-211": _checked_in(),
    "ics-213": _message(),
    "ics-213rr": _request(),
    "ics-214": _activity(),
    "ics-215": _planned(),
    "ics-215a": _analysed(),
    "ics-221": _released(),
    "ics-230": _meetings(),
}
"""What is asked of people, by the code of the form."""
