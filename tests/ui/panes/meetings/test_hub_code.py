"""A code is made, shown large and as a picture, and lets a desk in as it was typed; without a reason there is none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.desk.leading import Leading
from eocdesk.models.enrolment import parse
from eocdesk.store.hub import people
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.hub_code import CodeSection
from tests.kit.desks import make_desk
from tests.kit.servers import Server


def test_a_code_lets_a_desk_in_as_it_was_typed(
    context: Context, leading: Leading, led: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    section = CodeSection(context, leading)
    qtbot.addWidget(section)
    section.show()
    section.activateWindow()
    qtbot.waitUntil(section.isActiveWindow)
    section.make_button.click()
    qtbot.waitUntil(lambda: not loop.running())
    assert section.error.startswith("Say why")
    assert section.right_form.why.line.hasFocus()
    assert section.shown_code == ""
    section.right_form.role.set_value("liaison")
    section.right_form.why.set_value("Gate 3")
    section.called.set_value("Gate laptop")
    section.make_button.click()
    qtbot.waitUntil(lambda: section.code is not None and not loop.running(), timeout=20_000)
    assert section.code is not None
    assert parse(section.shown_code) == parse(section.code.text), "read aloud from the screen it is the code"
    assert section._picture.isVisible()
    section.copy_button.click()
    url, text = QApplication.clipboard().text().split(" ")
    joined = make_desk(tmp_path / "gate", "L. Chen")
    joined.link.join_now(url, text)
    with led.hub.reading() as connection:
        found = people.device(connection, joined.device)
    assert found is not None
    assert (found.name, [right.role for right in found.rights]) == ("Gate laptop", ["liaison"])
    joined.close()
    section.forget()
    assert section.shown_code == ""
    assert not section._picture.isVisible()
