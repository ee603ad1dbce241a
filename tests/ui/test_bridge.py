"""What the writer's thread tells arrives on the screen's thread, many changes as one."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from eocdesk.models import Act, ids
from eocdesk.store.notice import Notice
from eocdesk.ui.bridge import Bridge, merged


class Hears:
    """What was heard, on which thread."""

    def __init__(self) -> None:
        self.heard: list[tuple[Notice, int]] = []

    def hear(self, told: Notice) -> None:
        self.heard.append((told, threading.get_ident()))


def notice(kind: str, record: bytes, origin: object = None) -> Notice:
    return Notice(Act(ids.new_id(), "Add a venue", origin="hand"), frozenset({(kind, record)}), origin)


def test_changes_of_another_thread_are_told_once_on_this_one(qtbot: QtBot) -> None:
    bridge = Bridge()
    hears = Hears()
    bridge.changed.connect(hears.hear)

    def commit() -> None:
        for number in range(20):
            bridge.take(notice("venue", bytes([number])))

    thread = threading.Thread(target=commit)
    with qtbot.waitSignal(bridge.changed):
        thread.start()
    thread.join()
    qtbot.waitUntil(lambda: sum(len(told.ids) for told, _ in hears.heard) == 20)
    assert len(hears.heard) < 20
    assert {where for _, where in hears.heard} == {threading.get_ident()}


def test_the_first_change_after_a_rest_is_told_at_once_and_the_next_ones_together(qtbot: QtBot) -> None:
    bridge = Bridge()
    hears = Hears()
    bridge.changed.connect(hears.hear)
    bridge.take(notice("venue", b"1"))
    QCoreApplication.sendPostedEvents(bridge)
    assert [len(told.ids) for told, _ in hears.heard] == [1]
    for record in (b"2", b"3", b"4"):
        bridge.take(notice("venue", record))
        QCoreApplication.sendPostedEvents(bridge)
    assert len(hears.heard) == 1
    qtbot.waitUntil(lambda: len(hears.heard) == 2)
    assert hears.heard[1][0].of("venue") == {b"2", b"3", b"4"}


def test_changes_after_a_breath_are_told_again(qtbot: QtBot) -> None:
    bridge = Bridge()
    for record in (b"1", b"2"):
        with qtbot.waitSignal(bridge.changed) as told:
            bridge.take(notice("venue", record))
        assert told.args[0].of("venue") == {record}


def test_the_origin_is_kept_only_where_all_changes_share_it() -> None:
    pane, other = object(), object()
    assert merged([notice("venue", b"1", pane), notice("venue", b"2", pane)]).origin is pane
    assert merged([notice("venue", b"1", pane), notice("venue", b"2", other)]).origin is None
