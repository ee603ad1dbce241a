"""Empty pages say what to do first; a lesson is rejected only with a reason; the palette reaches each page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.exchange.pane import ExchangePane
from tests.ui.panes.conftest import Asked

Open = Callable[[], ExchangePane]


@pytest.mark.usefixtures("story")
def test_x_on_a_lesson_asks_why_and_a_refusal_stands_beside_its_field(opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    pane.show_page("lessons")
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.kind == "lesson")
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_X)
    form = pane.asking.dialog
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: "Say why" in form.form._rows["reason"].error)


def test_empty_pages_say_what_to_do_first(opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened()
    firsts = (
        ("engagements", "engagement", {}),
        ("lessons", "lesson", {}),
        ("documents", "product", {"kind": "document"}),
    )
    for name, kind, prefill in firsts:
        pane.show_page(name)
        qtbot.waitUntil(pane.list.empty.isVisible)
        pane.list.empty.button.click()
        assert navigator.calls[-1] == ("edit", kind, None, prefill)


def test_the_palette_reaches_each_page(opened: Open, navigator: Asked) -> None:
    pane = opened()
    for action in pane.pane_actions():
        action.run()
    assert navigator.calls[0][:2] == ("edit", "engagement")
    assert navigator.calls[1:] == [("pane", "exchange")] * 2
    assert pane.list.page.name == "documents"
