"""A figure says whether it holds, and a table of them can be read."""

from __future__ import annotations

import pytest

from eocdesk.ui.bench.figures import Figure, plain, quantile, table, took


def test_a_figure_holds_its_bar_from_the_right_side() -> None:
    assert Figure("a", "b", 49.9, bar=50).holds is True
    assert Figure("a", "b", 50.1, bar=50).holds is False
    assert Figure("a", "b", 900, "rows/s", 1000, more=True).holds is False
    assert Figure("a", "b", 1).holds is None


def test_the_ratio_is_how_many_times_the_floor_it_costs() -> None:
    assert Figure("a", "b", 10, floor=4).ratio == pytest.approx(2.5)
    assert Figure("a", "b", 100, "rows/s", floor=300, more=True).ratio == pytest.approx(3)
    assert Figure("a", "b", 10).ratio is None
    assert Figure("a", "b", 0, floor=4).ratio is None


def test_a_miss_is_shouted_in_the_table() -> None:
    lines = table([Figure("entry", "durable", 61, bar=50, floor=0.5, floor_is="a row"), Figure("log", "page", 3)])
    head, _, missed, plain_one = lines.splitlines()
    assert head.startswith("measure")
    assert "MISSED" in missed
    assert missed.index("MISSED") > missed.index("< 50")
    assert "a row" in missed
    assert "holds" not in plain_one


@pytest.mark.parametrize(("value", "said"), [(1234.5, "1,234"), (99.94, "99.9"), (9.994, "9.99"), (0.0, "0.00")])
def test_three_figures_are_enough(value: float, said: str) -> None:
    assert plain(value) == said


def test_quantiles_are_values_that_were_measured() -> None:
    values = [float(at) for at in range(100, 0, -1)]
    assert quantile(values, 0.5) == 51
    assert quantile(values, 0.95) == 96
    assert quantile(values, 1.0) == 100
    assert quantile([], 0.5) == 0


def test_what_is_timed_is_done_once() -> None:
    done: list[int] = []
    assert took(lambda: done.append(1)) >= 0
    assert done == [1]
