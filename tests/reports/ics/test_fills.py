"""Whatever people are asked for stands on the page: no key is asked that no form prints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.fills import Asks, Fill, Grid
from eocdesk.reports.ics import fills, fills_status, fills_work
from eocdesk.reports.ics.fills import key
from eocdesk.reports.letters import Letters
from eocdesk.reports.papers import MAKERS
from eocdesk.reports.sheet import Sheet
from eocdesk.reports.sheet_data import data
from eocdesk.reports.typeset import Paper
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, pages
from tests.kit.long_names import NAME

FILLS = {**fills.FILLS, **fills_work.FILLS, **fills_status.FILLS}


def test_keys_know_no_spaces() -> None:
    assert key("6", "ICS 205A") == "6.ICS205A"
    assert key("3") == "3"


@pytest.mark.parametrize("code", sorted(FILLS))
def test_every_word_people_write_in_a_block_is_printed_whole(desk: Desk, code: str) -> None:
    form = desk.do_now(OpenForm(EVENT, code)).value
    wanted, ticks, names = [], 0, 0
    for filling in FILLS[code]:
        for fill in filling.fills:
            if isinstance(fill, Grid):
                said = [one for _, keys in fill.rows for one in keys if one]
            elif fill.asks in {Asks.TICK, Asks.CHOICE}:
                desk.do_now(FillBlock(form, fill.key, fill.choices[0][0] if fill.choices else "yes"))
                ticks += 1
                continue
            elif fill.asks is Asks.ROWS:
                words = [f"r{fill.key[0]}c{place}" for place, _ in enumerate(fill.columns)]
                desk.do_now(AddRow(form, fill.key, words))
                desk.do_now(AddRow(form, fill.key, [f"{word} {NAME[:90]} {word}end" for word in words]))
                words = [word for word in words if not _answered(code, fill, word)]
                wanted += [*words, *(f"{word}end" for word in words)]
                continue
            else:
                said = [fill.key]
            for one in said:
                word = f"w{one.replace('.', 'q')}w"
                long = not isinstance(fill, Grid)
                wanted += [word, *([f"{word}end"] * long)]
                names += long
                desk.do_now(FillBlock(form, one, f"{word} {NAME} {word}end" if long else word))
    text = " ".join(pages(drawn(desk, MAKERS[code], form=form), Paper.A4 if len(code) % 2 else Paper.LETTER))
    letters = "".join(text.split())
    assert [word for word in wanted if word not in letters] == []
    assert min(letters.count(word) for word in ("Donaudampf", "東京消防庁")) >= names
    assert text.count("X ") >= ticks


@pytest.mark.parametrize("code", [code for code in sorted(MAKERS) if code.startswith("ics-")])
def test_no_word_over_a_column_of_a_blank_form_is_broken(ground: Desk, code: str) -> None:
    heads = [
        head["label"]
        for sheet in drawn(ground, MAKERS[code], blank=True).sections
        if isinstance(sheet, Sheet)
        for head in _heads(data(sheet, Letters(str.isprintable).printable))
    ]
    assert [words for words in heads if _parted(words)] == []


def _parted(words: str) -> bool:
    """Whether it may be broken between two letters."""
    parts = words.split("\u200b")
    return any(one[-1:].isalnum() and other[:1].isalnum() for one, other in pairwise(parts))


def _heads(made: Any) -> Iterator[Any]:
    """Those of every table in it."""
    if isinstance(made, dict):
        yield from made.get("heads", ())
        made = list(made.values())
    if isinstance(made, list):
        for one in made:
            yield from _heads(one)


def _answered(code: str, fill: Fill, word: str) -> bool:
    """Whether the cell is printed as squares to tick, not as words."""
    title = fill.columns[int(word[-1])].casefold()
    return code in {"ics-201", "ics-206"} and any(
        one in title for one in ("yes", "als", "arrived", "helipad (", "burn center")
    )
