"""Keys act on the gap that is chosen; empty pages say what to do first; the palette reaches each page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.store.queries import gap_board
from eocdesk.ui.panes.gaps.pane import GapsPane
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import Asked
from tests.ui.panes.gaps.conftest import Story

CORE = 32
Open = Callable[[], GapsPane]


def test_r_on_a_gap_asks_what_is_recommended_and_a_refusal_stands_beside_its_field(
    opened: Open, story: Story, qtbot: QtBot
) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == story.gap)
    qtbot.keyClick(pane.list.view, Qt.Key.Key_R)
    form = pane.asking.dialog
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: "empty" in form.form._rows["title"].error)


def test_empty_pages_say_what_to_do_first(opened: Open, desk: Desk, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened()
    for name, kind in (("gaps", "gap"), ("agreements", "agreement"), ("committees", "committee")):
        pane.show_page(name)
        qtbot.waitUntil(pane.list.empty.isVisible)
        pane.list.empty.button.click()
        assert navigator.calls[-1] == ("edit", kind, None, {})
    pane.show_page("recommendations")
    qtbot.waitUntil(pane.list.empty.isVisible)
    pane.list.empty.button.click()
    assert pane.list.page.name == "gaps"
    pane.show_page("progress")
    qtbot.waitUntil(pane.list.empty.isVisible)
    pane.list.empty.button.click()
    assert pane.list.page.name == "gaps"
    pane.show_page("capabilities")
    qtbot.waitUntil(pane.list.empty.isVisible)
    pane.list.empty.button.click()
    qtbot.waitUntil(lambda: len(desk.read_now(gap_board.capability_keys, EVENT, "", 0)) == CORE)


def test_the_palette_reaches_each_page(opened: Open, navigator: Asked) -> None:
    pane = opened()
    for action in pane.pane_actions()[:-1]:
        action.run()
    assert navigator.calls[0][:2] == ("edit", "gap")
    assert navigator.calls[1:] == [("pane", "gaps")] * 5
    assert pane.list.page.name == "agreements"


@pytest.mark.usefixtures("story")
def test_the_committees_report_is_shown_as_pages(opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    pane.pane_actions()[-1].run()
    qtbot.waitUntil(lambda: bool(pane.previews.shown) and pane.previews.shown[0].isVisible(), timeout=15_000)
    assert pane.previews.shown[0].page_count >= 1
    pane.previews.shown[0].close()
