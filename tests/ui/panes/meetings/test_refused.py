"""What the hub did not let in: its words are here, with the hub's sentence, and can be taken elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.refused import RefusedPage
from tests.kit.desks import EVENT
from tests.kit.joined import refused


def made(context: Context, qtbot: QtBot) -> RefusedPage:
    page = RefusedPage(context)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    page.read()
    qtbot.waitUntil(lambda: page.is_ready and not loop.running())
    return page


def test_nothing_refused_is_said_calmly(context: Context, qtbot: QtBot) -> None:
    assert made(context, qtbot)._either.is_empty


def test_the_words_and_the_sentence_stand_side_by_side_and_the_words_can_be_copied(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    for name in ("SoFi", "Rose Bowl"):
        record = desk.do_now(Add("venue", EVENT, {"name": name, "city": "Somewhere"})).value
        refused(desk, record, f"A liaison sets no venue up: {name}.", at=len(name))
    page = made(context, qtbot)
    assert [row.title for row in page.list.rows] == ["Rose Bowl", "SoFi"]
    assert page._why.text() == "A liaison sets no venue up: Rose Bowl."
    assert page._words.text() == "City: Somewhere\nName: Rose Bowl"
    page.copy_button.click()
    assert QApplication.clipboard().text() == "City: Somewhere\nName: Rose Bowl"
    page.list.go_to(page.list.rows[1].key)
    assert page._why.text() == "A liaison sets no venue up: SoFi."
