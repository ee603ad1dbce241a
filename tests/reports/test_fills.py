"""What a form asks for is what its report prints: no block is left without a place to write it."""

from __future__ import annotations

from eocdesk.models.sitrep import PARTS, casualty_keys
from eocdesk.reports.fills import FILLS, Asks, Fill, Grid, keys_of


def test_every_block_of_the_situation_report_is_asked_for_once() -> None:
    due = [key for part in PARTS for key, _ in part.blocks]
    asked = keys_of(FILLS["situation"])
    assert sorted(asked) == sorted(due)
    assert len(set(asked)) == len(asked)


def test_people_are_asked_for_in_one_grid_with_responders_only_where_it_makes_sense() -> None:
    grid = next(fill for filling in FILLS["situation"] for fill in filling.fills if isinstance(fill, Grid))
    assert sorted(key for _, keys in grid.rows for key in keys) == sorted(casualty_keys())
    assert not any("Responders: evacuated" in label for label, _ in grid.rows)


def test_tables_have_heads_and_keys_that_take_rows() -> None:
    fills = [fill for fillings in FILLS.values() for one in fillings for fill in one.fills if isinstance(fill, Fill)]
    for fill in fills:
        assert (fill.asks is Asks.ROWS) == fill.key.endswith("[]") == bool(fill.columns), fill.key
        assert (fill.asks is Asks.CHOICE) <= bool(fill.choices), fill.key


def test_no_change_is_ticked_on_a_block_of_its_own_section() -> None:
    for filling in FILLS["situation"]:
        assert not filling.same or filling.same in [one.key for one in filling.fills if isinstance(one, Fill)]
