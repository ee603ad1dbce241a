"""A small form closes when its act is done and stays, with what was typed, when it is refused."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.ui.panes.aid.pane import AidPane
from tests.ui.panes.aid.conftest import Story


def test_it_stays_while_it_is_refused_and_closes_when_done(
    opened: Callable[[], AidPane], story: Story, qtbot: QtBot
) -> None:
    del story
    pane = opened()
    qtbot.waitUntil(lambda: pane.card.told is not None)
    assert pane.asking.dialog is None
    pane.act("cancel")
    form = pane.asking.dialog
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: form.form._rows["note"].error == "Say why.")
    assert pane.asking.dialog is form
    form.form.editor("note").set_value("Not needed")
    form.save()
    qtbot.waitUntil(lambda: not Shiboken.isValid(form) or not form.isVisible())
    assert pane.asking.dialog is None
