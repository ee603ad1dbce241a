"""What people fill in of ICS 201 to 208, block by block; what they leave empty is taken from the records."""

from __future__ import annotations

from eocdesk.reports.fills import Asks, Fill, Filling, Grid
from eocdesk.reports.ics.titles import BY_NUMBER, Form

_YES_NO = (("yes", "Yes"), ("no", "No"))
_RECORDS = "What stands empty here is taken from the records."
_NAMES = "Empty: who is on duty or sits in the seat of this name."


def key(number: str, item: str = "") -> str:
    """The key of a block, or of one item in it: keys know no spaces."""
    return "".join(f"{number}.{item}".split()) if item else number


def _name(form: Form) -> Filling:
    title = form.block("1").title
    return Filling("1", title, (Fill("1", title, Asks.LINE, help="Empty: the event's name, or the incident's."),))


def _text(form: Form, number: str, *more: Fill, said: str = "") -> Filling:
    title = form.block(number).title.partition(" (")[0].partition(":")[0]
    return Filling(number, title, (Fill(number, title), *more), help=said)


def _rows(form: Form, number: str, said: str = "") -> Filling:
    block = form.block(number)
    title = block.title.partition(" (")[0]
    columns = tuple(item.partition(" (e.g.")[0].partition(": indicate")[0] for item in block.items)
    return Filling(number, title, (Fill(f"{number}[]", title, Asks.ROWS, columns),), help=said)


def _plan_required(form: Form, number: str) -> Filling:
    block = form.block(number)
    located = Fill(key(number, "located"), block.items[2], Asks.LINE)
    return Filling(number, block.title, (Fill(number, block.title, Asks.CHOICE, choices=_YES_NO), located))


def _people(form: Form, number: str, posts: tuple[str, ...]) -> Filling:
    block = form.block(number)
    labels = [item.replace(": Director", " Director") for item in block.items]
    rows = tuple((label, (key(number, post),)) for label, post in zip(labels, posts, strict=True))
    return Filling(number, block.title, (Grid(block.title, ("Name",), rows),), help=_NAMES)


def _briefing() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 201"]
    number = Filling("2", form.block("2").title, (Fill("2", form.block("2").title, Asks.LINE),))
    return (
        _name(form),
        number,
        _text(form, "5", said="Empty: the situation as the posture says it."),
        _text(form, "7", said="Empty: the objectives of the operational period."),
        _rows(form, "8", "These stand after what the log says."),
        _rows(form, "10", "These stand after requests and assigned resources. Arrived: yes, or nothing."),
    )


def _objectives() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 202"]
    awareness = form.block("4").items[0]
    *ticked, other = form.block("6").items
    inside = tuple(Fill(key("6", item), item, Asks.TICK) for item in ticked)
    others = Fill("6.other[]", other, Asks.ROWS, ("What",))
    return (
        _name(form),
        _text(form, "3", said="Empty: the objectives of the operational period."),
        _text(form, "4", Fill(key("4", "awareness"), awareness)),
        _plan_required(form, "5"),
        Filling(
            "6", "Incident Action Plan", (*inside, others), help="In the bundle what is in it is ticked by itself."
        ),
    )


def _organisation() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 203"]
    chief, deputy, staging = form.block("7").items[:3]
    air = form.block("7").items[6].partition(": ")[2]
    labels = zip((chief, deputy, staging, air), ("operations", "operations.deputy", "staging", "air"), strict=True)
    operations = Grid(form.block("7").title, ("Name",), tuple((label, (key("7", post),)) for label, post in labels))
    return (
        _name(form),
        _people(form, "3", POSTS["3"]),
        _rows(form, "4", "Empty: the partners whose seats are filled."),
        *(_people(form, number, POSTS[number]) for number in ("5", "6")),
        Filling("7", form.block("7").title, (operations,), help=f"{_NAMES} Branches come from the lists of ICS 204."),
        _people(form, "8", POSTS["8"]),
    )


def _assignment() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 204"]
    where = zip(form.block("3").items, ("branch", "division", "group", "staging"), strict=True)
    chief, director, supervisor = form.block("4").items
    people = Grid(
        "Operations Personnel",
        ("Name", "Contact Number(s)"),
        (
            (chief, (key("4", "chief"), "")),
            (director, (key("4", "director"), key("4", "director.reach"))),
            (supervisor, (key("4", "supervisor"), key("4", "supervisor.reach"))),
        ),
    )
    return (
        _name(form),
        Filling("3", form.block("3").title, tuple(Fill(key("3", name), item, Asks.LINE) for item, name in where)),
        Filling("4", "Operations Personnel", (people,)),
        _rows(form, "5", "Empty: the resources assigned to who this list is for."),
        _text(form, "6", said="Empty: the open tasks of who this list is for."),
        _text(form, "7"),
        _rows(form, "8"),
    )


def _radio() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 205"]
    return (_name(form), _rows(form, "4", "Empty: the channels of the contacts."), _text(form, "5"))


def _reached() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 205A"]
    return (_name(form), _rows(form, "3", "These stand among the contacts, by name."))


def _medical() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 206"]
    rescue = Fill(key("6", "aviation"), form.block("6").items[0], Asks.TICK)
    return (
        _name(form),
        *(_rows(form, number, _RECORDS) for number in ("3", "4", "5")),
        _text(form, "6", rescue),
    )


def _safety() -> tuple[Filling, ...]:
    form = BY_NUMBER["ICS 208"]
    return (_name(form), _text(form, "3"), _plan_required(form, "4"))


POSTS = {  # the position that stands at each item of a block of ICS 203, in the booklet's order
    "3": ("commander", "deputy", "safety", "information", "liaison"),
    "5": (
        "planning",
        "planning.deputy",
        "resources",
        "situation",
        "documentation",
        "demobilization",
        "specialists",
    ),
    "6": (
        "logistics",
        "logistics.deputy",
        "support",
        "supply",
        "facilities",
        "ground",
        "service",
        "communications",
        "medical",
        "food",
    ),
    "8": ("finance", "finance.deputy", "time", "procurement", "compensation", "cost"),
}
FILLS = {
    "ics-201": _briefing(),
    "ics-202": _objectives(),
    "ics-203": _organisation(),
    "ics-204": _assignment(),
    "ics-205": _radio(),
    "ics-205a": _reached(),
    "ics-206": _medical(),
    "ics-208": _safety(),
}
"""What is asked of people, by the code of the form."""
