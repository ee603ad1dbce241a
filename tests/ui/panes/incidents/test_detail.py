"""The panel shows what is chosen, follows what changes, and takes files by drop and paste."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import AmendEntry
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.detail import Detail
from tests.kit.logs import World


@pytest.fixture
def detail(context: Context, qtbot: QtBot) -> Detail:
    made = Detail(context)
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def follow(detail: Detail, qtbot: QtBot, kind: str, record: bytes) -> None:
    with qtbot.waitSignal(detail.shown):
        detail.follow(kind, record)


def test_it_shows_an_entry_then_an_incident_then_nothing(detail: Detail, world: World, qtbot: QtBot) -> None:
    entry, heat = world.log("Gate 7", severity=3), world.report("Heat")
    follow(detail, qtbot, "entry", entry)
    assert detail.entry.text.text() == "Gate 7"
    assert detail._chip.severity == 3
    assert detail._marking.words.startswith("TLP:")
    follow(detail, qtbot, "incident", heat)
    assert detail.incident.title.text() == "Heat"
    assert detail.thread_now is None
    detail.follow("", None)
    qtbot.waitUntil(lambda: detail._stack.currentIndex() == 0)
    assert not detail._chip.isVisible()


def test_only_the_last_of_many_rows_passed_over_is_read(detail: Detail, world: World, qtbot: QtBot) -> None:
    ids = world.log_many(*(f"Entry {n}" for n in range(10)))
    seen: list[str] = []
    detail.shown.connect(lambda: seen.append(detail.entry.text.text()))
    for record in ids:
        detail.follow("entry", record)
    assert not detail.is_ready
    qtbot.waitUntil(lambda: detail.is_ready)
    assert seen == ["Entry 9"]


def test_what_changes_is_read_again_without_moving_the_keyboard(detail: Detail, world: World, qtbot: QtBot) -> None:
    entry = world.log("Gate 7")
    follow(detail, qtbot, "entry", entry)
    detail.take_focus()
    before = detail.focusWidget()
    world.desk.do_now(AmendEntry(entry, "Gate 8"))
    follow(detail, qtbot, "entry", entry)
    assert detail.entry.text.text() == "Gate 8"
    assert detail.focusWidget() is before
    assert before is not None
    assert before.hasFocus()


def test_a_hidden_panel_reads_nothing_until_it_is_seen(detail: Detail, world: World, qtbot: QtBot) -> None:
    entry = world.log("Gate 7")
    detail.hide()
    detail.follow("entry", entry)
    assert detail.is_ready
    detail.show()
    with qtbot.waitSignal(detail.shown):
        detail.read()
    assert detail.entry.text.text() == "Gate 7"


def test_escape_closes_it_and_paste_is_told(detail: Detail, world: World, qtbot: QtBot) -> None:
    follow(detail, qtbot, "entry", world.log("Gate 7"))
    with qtbot.waitSignal(detail.closed):
        qtbot.keyClick(detail, Qt.Key.Key_Escape)
    with qtbot.waitSignal(detail.pasted):
        qtbot.keyClick(detail, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_files_dropped_on_it_are_told(detail: Detail, world: World, tmp_path: Path, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "plan.pdf")), QUrl("https://example.org/x")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    detail.dragEnterEvent(entering)
    assert not entering.isAccepted() or detail.subject is not None
    follow(detail, qtbot, "entry", world.log("Gate 7"))
    entering = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    detail.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(detail.files_dropped) as dropped:
        detail.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))
    assert dropped.args == [[tmp_path / "plan.pdf"]]


def test_a_record_that_is_not_here_leaves_the_panel_empty(detail: Detail, qtbot: QtBot) -> None:
    follow(detail, qtbot, "entry", b"x" * 16)
    assert detail._stack.currentIndex() == 0
