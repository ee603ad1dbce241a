"""The link's news arrive on the screen's thread, and end with whoever listens."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.ui.link_bridge import LinkBridge
from tests.kit.joined import joined


def test_what_the_link_tells_on_its_thread_is_heard_on_the_screens(desk: Desk, qtbot: QtBot) -> None:
    bridge = LinkBridge(desk.link)
    heard: list[QThread] = []
    bridge.changed.connect(lambda: heard.append(QThread.currentThread()))
    joined(desk, met=clock.now())
    thread = threading.Thread(target=desk.link.tell)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard == [bridge.thread()]
    Shiboken.delete(bridge)


def test_a_listener_that_died_is_told_nothing_more(desk: Desk) -> None:
    bridge = LinkBridge(desk.link)
    Shiboken.delete(bridge)
    joined(desk, met=clock.now())
    desk.link.tell()
    assert desk.link._listeners == ()
