"""Whatever people are asked for stands on the page: no key is asked that no form prints."""

from __future__ import annotations

import pytest

from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.fills import Asks, Fill, Grid
from eocdesk.reports.ics import fills, fills_status, fills_work
from eocdesk.reports.ics.fills import key
from eocdesk.reports.papers import MAKERS
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, pages

FILLS = {**fills.FILLS, **fills_work.FILLS, **fills_status.FILLS}


def test_keys_know_no_spaces() -> None:
    assert key("6", "ICS 205A") == "6.ICS205A"
    assert key("3") == "3"


@pytest.mark.parametrize("code", sorted(FILLS))
def test_every_word_people_write_in_a_block_is_printed(desk: Desk, code: str) -> None:
    form = desk.do_now(OpenForm(EVENT, code)).value
    wanted, ticks = [], 0
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
                wanted += [word for word in words if not _answered(code, fill, word)]
                continue
            else:
                said = [fill.key]
            for one in said:
                wanted.append(f"w{one.replace('.', 'q')}w")
                desk.do_now(FillBlock(form, one, wanted[-1]))
    text = " ".join(pages(drawn(desk, MAKERS[code], form=form)))
    letters = "".join(text.split())
    assert [word for word in wanted if word not in letters] == []
    assert text.count("X ") >= ticks


def _answered(code: str, fill: Fill, word: str) -> bool:
    """Whether the cell is printed as squares to tick, not as words."""
    title = fill.columns[int(word[-1])].casefold()
    return code in {"ics-201", "ics-206"} and any(
        one in title for one in ("yes", "als", "arrived", "helipad (", "burn center")
    )
