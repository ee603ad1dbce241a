"""A picture is of a window that has settled, or says what was missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from eocdesk.ui import loop, portrait
from tests.kit.windows import Room


def test_it_waits_until_everything_in_sight_is_there(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    room.pane("venues").ready = False
    file = tmp_path / "out" / "desk.png"
    task = loop.start(portrait.draw(room.window, file), room.messages)
    qtbot.waitUntil(lambda: room.window.newsroom.last is not None)
    assert not task.done()
    room.pane("venues").ready = True
    qtbot.waitUntil(task.done)
    image = QImage(str(file))
    assert (image.width(), image.height()) == (1600, 940)


def test_what_never_was_ready_is_named(
    room: Room, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portrait, "PATIENCE_S", 0.2)
    room.pane("venues").ready = False
    form = Beside()
    loop.start(portrait.draw(room.window, tmp_path / "desk.png"), room.messages, form)
    qtbot.waitUntil(lambda: bool(form.said))
    assert form.said == ["No picture was made: Venue map was not ready in time."]
    assert not (tmp_path / "desk.png").exists()


class Beside:
    """Hears a refusal."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def refuse(self, sentence: str, _field: str | None) -> None:
        self.said.append(sentence)


def test_a_place_that_cannot_be_written_is_said(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("in the way")
    with qtbot.waitSignal(room.messages.trouble, timeout=10_000) as said:
        loop.start(portrait.draw(room.window, tmp_path / "file" / "desk.png"), room.messages)
    assert "could not be written" in said.args[0][0]
