"""The picture says its figures in words, draws each series, and takes the colours of the theme."""

from __future__ import annotations

import pyqtgraph as pg
import pytest
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.gap_progress import Advised, Found, Progress, reckon
from eocdesk.ui.kit.tokens import DARK, LIGHT, Tokens
from eocdesk.ui.panes.gaps.plot import ProgressPlot

DAY = 86_400_000
NOW = 1_847_646_000_000
COURSE = reckon(
    (Found(NOW - 9 * DAY, None),), (Advised(NOW - 7 * DAY, NOW - DAY, None), Advised(NOW - 6 * DAY, None, NOW)), NOW
)


def colours(plot: ProgressPlot) -> set[str]:
    items = plot.plot.getPlotItem().items
    return {one.brush().color().name().upper() for one in items if isinstance(one, pg.FillBetweenItem)}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_each_state_is_drawn_in_the_colours_of_the_theme(qtbot: QtBot, tokens: Tokens) -> None:
    plot = ProgressPlot()
    qtbot.addWidget(plot)
    plot.resize(600, 240)
    plot.show()
    plot.show_progress(COURSE, NOW, "UTC")
    assert plot.accessibleName() == "Recommendations now: done 1, in hand 0, overdue 1. Gaps open: 1."
    plot.redraw(tokens)
    assert colours(plot) == {tokens.ok, tokens.info, tokens.bad}
    assert not plot.grab().isNull()
    plot.show_progress(Progress(), NOW, "UTC")
    assert not colours(plot)
