"""The palette reaches each page; empty pages say what to do first."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.threats.pane import ThreatsPane
from tests.ui.panes.conftest import Asked

Open = Callable[[], ThreatsPane]


def test_empty_pages_say_what_to_do_first(opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened()
    kinds = {"picture": "threat", "products": "product", "systems": "system", "indicators": "indicator"}
    for name, kind in kinds.items():
        pane.show_page(name)
        qtbot.waitUntil(pane.list.empty.isVisible)
        pane.list.empty.button.click()
        assert navigator.calls[-1] == ("edit", kind, None, {})
    for name in ("reports", "questions"):
        pane.show_page(name)
        qtbot.waitUntil(pane.list.empty.isVisible)
        pane.list.empty.button.click()
        assert pane.asking.dialog is not None
        pane.asking.dialog.close()


def test_the_palette_reaches_each_page(opened: Open, navigator: Asked) -> None:
    pane = opened()
    for action in pane.pane_actions():
        action.run()
    assert pane.asking.dialog is not None
    assert ("edit", "threat") in [call[:2] for call in navigator.calls]
    assert pane.list.page.name == "indicators"
