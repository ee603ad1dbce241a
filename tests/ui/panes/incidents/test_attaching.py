"""Files are attached from disk and clipboard, opened where that is safe, and saved where it is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused
from eocdesk.store.queries import access, attachments, entries, incidents
from eocdesk.store.queries.entries import Attached
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.attaching import Attaching, _written, plain_name
from tests.kit.disks import full_disk
from tests.kit.joined import joined
from tests.kit.logs import World


@pytest.fixture
def attaching(context: Context, qtbot: QtBot) -> Attaching:
    home = QWidget()
    qtbot.addWidget(home)
    home.show()
    return Attaching(context, home)


def documents(world: World, entry: bytes) -> tuple[Attached, ...]:
    found = world.desk.read_now(entries.thread, entry)
    assert found is not None
    return found.documents


def file(folder: Path, name: str, data: bytes = b"water and shade") -> Path:
    made = folder / name
    made.write_bytes(data)
    return made


def test_files_are_named_in_the_entry_and_open_with_their_own_name(
    attaching: Attaching, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    entry = world.log("Gate 7")
    attaching.attach([file(tmp_path, "plan.txt"), file(tmp_path, "list.pdf")], entry=entry)
    qtbot.waitUntil(lambda: [one.name for one in documents(world, entry)] == ["plan.txt", "list.pdf"])
    opened: list[Path] = []
    attaching.show_file = lambda path: opened.append(path) or True  # type: ignore[func-returns-value]
    attaching.open(documents(world, entry)[0])
    qtbot.waitUntil(lambda: bool(opened))
    assert (opened[0].name, opened[0].read_bytes()) == ("plan.txt", b"water and shade")


def test_what_is_opened_or_saved_stands_in_the_trail_marked_as_it_is(
    attaching: Attaching, world: World, tmp_path: Path, qtbot: QtBot, context: Context
) -> None:
    entry = world.log("Gate 7", marking="RED", audience="FBI")
    attaching.attach([file(tmp_path, "plan.txt")], entry=entry)
    qtbot.waitUntil(lambda: len(documents(world, entry)) == 1)
    (one,) = documents(world, entry)
    attaching.show_file = lambda _: True
    attaching.open(one)
    qtbot.waitUntil(lambda: len(trail(world)) == 1)
    context.start(attaching.save_copy(one, tmp_path / "copy.txt"))
    qtbot.waitUntil((tmp_path / "copy.txt").exists)
    assert [(seen.way, seen.sent_to) for seen in trail(world)] == [("exported", "file copy.txt"), ("viewed", "screen")]
    assert {(seen.marking, seen.audience, seen.digest) for seen in trail(world)} == {("RED", "FBI", one.sha256)}


def trail(world: World) -> tuple[access.TrailRow, ...]:
    event = world.desk.event
    assert event is not None
    return world.desk.read_now(access.trail, event.id)


def test_a_file_of_an_incident_stands_on_its_card(
    attaching: Attaching, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    heat = world.report("Heat")
    attaching.attach([file(tmp_path, "plan.txt")], incident=heat)

    def named() -> list[str]:
        card = world.desk.read_now(incidents.card, heat)
        return [] if card is None else [one.name for one in card.documents]

    qtbot.waitUntil(lambda: named() == ["plan.txt"])


def test_what_might_run_is_never_opened_but_saved(
    attaching: Attaching, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    entry = world.log("Gate 7")
    attaching.attach([file(tmp_path, "tool.desktop", b"[Desktop Entry]")], entry=entry)
    qtbot.waitUntil(lambda: len(documents(world, entry)) == 1)
    opened: list[Path] = []
    attaching.show_file = lambda path: opened.append(path) or True  # type: ignore[func-returns-value]
    attaching.open(documents(world, entry)[0])
    dialog = attaching._home.findChild(QFileDialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    target = tmp_path / "copies" / "tool.desktop"
    dialog.fileSelected.emit(str(target))
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: target.read_bytes() == b"[Desktop Entry]")
    assert opened == []
    dialog.reject()


def test_a_picture_on_the_clipboard_is_attached(attaching: Attaching, world: World, qtbot: QtBot) -> None:
    entry = world.log("Gate 7")
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    mime = QMimeData()
    mime.setImageData(image)
    assert attaching.paste(mime, entry=entry)
    qtbot.waitUntil(lambda: len(documents(world, entry)) == 1)
    one = documents(world, entry)[0]
    assert one.mime == "image/png"
    kept = QImage.fromData(world.desk.store.attachment(one.sha256))
    assert kept.pixelColor(4, 4) == image.pixelColor(4, 4)


def test_files_on_the_clipboard_are_attached_and_words_are_not(
    attaching: Attaching, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    entry = world.log("Gate 7")
    mime = QMimeData()
    mime.setText("just words")
    assert not attaching.paste(mime, entry=entry)
    mime.setUrls([QUrl.fromLocalFile(str(file(tmp_path, "plan.txt")))])
    assert attaching.paste(mime, entry=entry)
    qtbot.waitUntil(lambda: [one.name for one in documents(world, entry)] == ["plan.txt"])


def test_a_file_that_is_gone_is_said_and_nothing_is_attached(
    attaching: Attaching, world: World, tmp_path: Path, said: list[str], qtbot: QtBot
) -> None:
    entry = world.log("Gate 7")
    attaching.attach([tmp_path / "gone.txt"], entry=entry)
    qtbot.waitUntil(lambda: bool(said))
    assert "gone.txt" in said[0]
    assert documents(world, entry) == ()


def test_a_copy_that_cannot_be_written_is_said(
    attaching: Attaching, world: World, tmp_path: Path, qtbot: QtBot, context: Context, said: list[str]
) -> None:
    entry = world.log("Gate 7")
    attaching.attach([file(tmp_path, "plan.txt")], entry=entry)
    qtbot.waitUntil(lambda: len(documents(world, entry)) == 1)
    blocked = file(tmp_path, "a file")
    context.start(attaching.save_copy(documents(world, entry)[0], blocked / "plan.txt"))
    qtbot.waitUntil(lambda: "".join(said[-1:]).startswith("“plan.txt” could not be written"))
    assert {one.sent_to for one in trail(world)} == {"file plan.txt", "file plan.txt, not written"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limits")
def test_a_copy_that_cannot_be_written_leaves_the_older_one(tmp_path: Path) -> None:
    older = tmp_path / "copies" / "plan.txt"
    older.parent.mkdir()
    older.write_bytes(b"the older plan")
    with full_disk(), pytest.raises(Refused, match="could not be written"):
        _written(None, older, b"water and shade")
    assert {one.name: one.read_bytes() for one in older.parent.iterdir()} == {older.name: b"the older plan"}


@pytest.mark.parametrize(
    ("name", "plain"),
    [("a/b\\c.txt", "a_b_c.txt"), ("..", "attachment"), (' "x"?.pdf ', "_x__.pdf"), ("tab\tname", "tab_name")],
)
def test_a_name_from_elsewhere_stays_in_its_folder(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize("name", ["film.txt", "film.exe"])
def test_a_file_that_is_not_here_is_asked_for_and_it_is_said(
    attaching: Attaching, world: World, context: Context, qtbot: QtBot, name: str
) -> None:
    joined(world.desk)
    away = Attached(b"1" * 16, name, "text/plain", 9_000_000, "ab" * 32, "")
    with qtbot.waitSignal(context.messages.noted) as noted:
        attaching.open(away)
    assert noted.args == [
        f"{name}: This attachment is not on this desk. It is fetched from Room hub at the next contact."
    ]
    assert world.desk.read_now(attachments.asked_for) == {"ab" * 32}
    assert QApplication.activeModalWidget() is None
