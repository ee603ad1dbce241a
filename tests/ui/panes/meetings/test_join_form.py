"""A hub is joined by its address and a code; what is wrong stands beneath, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.models.enrolment import Code, pin_of
from eocdesk.models.right import Right
from eocdesk.server import tls
from eocdesk.store.hub import people
from eocdesk.store.queries import meetings
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.join_form import JoinForm
from tests.kit import servers
from tests.kit.joined import NOBODY
from tests.kit.servers import Server


@pytest.fixture
def form(context: Context, qtbot: QtBot) -> JoinForm:
    made = JoinForm(context)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def settled(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)


def test_what_is_missing_is_asked_for_where_it_is_typed(form: JoinForm, qtbot: QtBot) -> None:
    form.join()
    settled(qtbot)
    assert form.error == "Say where the hub is."
    assert form.url.hasFocus()
    form.url.setText(NOBODY)
    qtbot.keyClick(form.url, Qt.Key.Key_Return)
    settled(qtbot)
    assert form.error == "Say the one-time code."
    assert form.code.hasFocus()


def test_a_code_that_is_none_is_refused_and_stays_to_be_put_right(form: JoinForm, desk: Desk, qtbot: QtBot) -> None:
    form.url.setText(NOBODY)
    form.code.setText("12345")
    form.join()
    form.join()
    settled(qtbot)
    assert form.error
    assert (form.url.text(), form.code.text()) == (NOBODY, "12345")
    assert form._button.text() == "Join"
    assert desk.read_now(meetings.hub) is None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = servers.start(tmp_path / "hub")
    yield made
    made.close()


def test_a_real_hub_is_joined_and_the_desk_says_so(form: JoinForm, server: Server, desk: Desk, qtbot: QtBot) -> None:
    noted: list[str] = []
    form.context.messages.noted.connect(noted.append)
    with server.hub.writing() as connection:
        secret = people.make_code(connection, Right("watch officer"), by="K. Mori")
    form.url.setText(server.url)
    form.code.setText(Code(secret, pin_of(tls.served(server.folder))).text)
    form.called.setText("Watch desk 1")
    with qtbot.waitSignal(form.joined, timeout=20_000):
        qtbot.keyClick(form.code, Qt.Key.Key_Return)
    settled(qtbot)
    hub = desk.read_now(meetings.hub)
    assert hub is not None
    assert noted == [f"This desk belongs to {hub.name} now."]
    assert form.code.text() == ""
    with server.hub.reading() as connection:
        found = people.device(connection, desk.device)
    assert found is not None
    assert found.name == "Watch desk 1"
