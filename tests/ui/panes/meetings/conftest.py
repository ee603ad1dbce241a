"""The meetings pane, shown and read; a real hub, and a desk that leads it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.desk.leading import Leading
from eocdesk.models.enrolment import Code, pin_of
from eocdesk.models.right import Right
from eocdesk.server import tls
from eocdesk.store.hub import people
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.pane import MeetingsPane
from tests.kit import servers
from tests.kit.servers import Server


@pytest.fixture
def pane(shown_pane: Callable[[type[MeetingsPane]], MeetingsPane]) -> MeetingsPane:
    """On its first page."""
    return shown_pane(MeetingsPane)


@pytest.fixture(scope="package")
def room_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One hub process for all tests of this folder, who leave it as they would like to find it."""
    made = servers.start(tmp_path_factory.mktemp("room") / "hub")
    yield made
    made.close()


@pytest.fixture
def led(desk: Desk, room_hub: Server) -> Server:
    """The hub, joined by the desk of the test as an administrator's."""
    with room_hub.hub.writing() as connection:
        secret = people.make_code(connection, Right("administrator"), by="test", name="Lead desk")
    desk.link.join_now(room_hub.url, Code(secret, pin_of(tls.served(room_hub.folder))).text)
    return room_hub


@pytest.fixture
def leading(desk: Desk, led: Server, turning: asyncio.AbstractEventLoop, qtbot: QtBot, context: Context) -> Leading:
    """Somebody who leads is signed in."""
    del turning
    made = Leading(desk)
    context.start(made.sign_in("administrator", led.phrase))
    qtbot.waitUntil(lambda: bool(made.account) and not loop.running(), timeout=20_000)
    return made
