"""What people fill in of ICS 209, section by section; what is left empty the records and the situation report say."""

from __future__ import annotations

from eocdesk.models.sitrep import HORIZONS
from eocdesk.reports.fills import Asks, Fill, Filling, Grid
from eocdesk.reports.ics.commitment import COLUMNS, ROWS, SECTION
from eocdesk.reports.ics.ics209 import (
    ACTIVE,
    FORM,
    HARM,
    OWN,
    PUBLIC,
    RESPONDERS,
    STRUCTURES,
    VERSIONS,
    WHEN,
    active_key,
)

_SHORT = {
    "7": "Current Incident Size or Area Involved",
    "27": "Electronic geospatial data included or attached",
    "36": "Projected Incident Activity",
    "38": "Current Incident Threat Summary and Risk Information",
    "39": "Critical Resource Needs",
}
"""Titles that say more than a heading can hold."""
_REPORT = "Empty: what the newest situation report that was submitted says."


def _title(number: str) -> str:
    title = FORM.block(number).title
    return _SHORT.get(number) or title.partition(" (")[0].partition(": ")[0]


def _line(number: str) -> Fill:
    return Fill(number, _title(number), Asks.LINE)


def _text(number: str, said: str = "") -> Filling:
    return Filling(number, _title(number), (Fill(number, _title(number)),), help=said)


def _version() -> Filling:
    ticks = tuple(Fill(f"3.{key}", item, Asks.TICK) for key, item in zip(VERSIONS, FORM.block("3").items, strict=False))
    number = Fill("3.number", "Report number", Asks.LINE)
    said = "One report alone is both initial and final, or final. Empty: as the form was opened."
    return Filling("3", "Report Version", (*ticks, number), help=said)


def _state() -> Filling:
    begun = tuple(Fill(f"6.{key}", f"Start: {key}", Asks.LINE) for key in ("date", "time", "zone"))
    done = tuple(Fill(f"8.{item.casefold()}", f"Percent {item}", Asks.LINE) for item in FORM.block("8").items)
    lines = tuple(_line(number) for number in ("1", "2", "4", "5", "7", "9", "10"))
    return Filling("1", "Incident", (*lines, *begun, *done))


def _damage() -> Filling:
    heads = tuple(item.partition(". ")[2] for item in FORM.block("30").items[1:4])
    labels = zip(FORM.block("30").items[4:], STRUCTURES, strict=True)
    rows = tuple((label, tuple(f"30.{key}.{harm}" for harm in HARM)) for label, key in labels)
    return Filling("30", _title("30"), (Fill("30", _title("30")), Grid("Structures", heads, rows)))


def _people(number: str, keys: tuple[str, ...]) -> Filling:
    labels = FORM.block(number).items[3:]
    rows = tuple(
        (label, tuple(f"{number}.{key}.{when}" for when in WHEN))
        for label, key in zip(labels, (*keys, "affected"), strict=True)
    )
    grid = Grid("People", ("This period", "To date"), rows)
    return Filling(number, _title(number), (grid,), help=f"{_REPORT} The last row, empty: the sum.")


def _managed() -> Filling:
    ticks = tuple(Fill(active_key(words), words, Asks.TICK) for words in ACTIVE)
    own = tuple(Fill(key, "Another", Asks.LINE) for key in OWN)
    return Filling("34", _title("34"), (*ticks, *own), help="Those the situation report says are ticked by themselves.")


def _ahead(number: str, said: str = "") -> Filling:
    items = zip(HORIZONS, FORM.block(number).items, strict=True)
    return Filling(number, _title(number), tuple(Fill(f"{number}.{key}", item) for (key, _), item in items), help=said)


def _status() -> tuple[Filling, ...]:
    committed = (Fill(ROWS, SECTION, Asks.ROWS, COLUMNS), _line("52"))
    return (
        _version(),
        _state(),
        Filling("13", "Approval & Routing Information", (_line("13"), _line("15"))),
        Filling("16", "Incident Location Information", tuple(_line(str(number)) for number in range(16, 28))),
        _text("28", _REPORT),
        _text("29"),
        _damage(),
        _people("31", PUBLIC),
        _people("32", RESPONDERS),
        _text("33", _REPORT),
        _managed(),
        _text("35", _REPORT),
        _ahead("36"),
        _text("37", "Empty: the objectives of the operational period."),
        _ahead("38"),
        _ahead("39", _REPORT),
        _text("40"),
        _text("41", _REPORT),
        Filling(
            "42",
            "Size, dates and costs ahead",
            tuple(_line(str(number)) for number in range(42, 47)),
            help="Costs, empty: those of the requests for aid, ordered (45) and asked for (46).",
        ),
        _text("47", _REPORT),
        Filling("48", SECTION, committed, help="Empty: what is assigned or on its way, by partner and kind."),
        _text("53", _REPORT),
    )


FILLS = {"ics-209": _status()}
"""What is asked of people, by the code of the form."""
