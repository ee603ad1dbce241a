"""A person brings files in: sees first, answers what is asked, stops it whole, settles venues."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Refused, Session, Venue
from eocdesk.store.queries import events
from eocdesk.ui.exchange.import_dialog import ImportDialog
from eocdesk.ui.kit.editors import LineEditor
from eocdesk.ui.pane import Context
from tests.kit.desks import EVENT, bodies
from tests.kit.disks import full_disk
from tests.kit.windows import Room, dialogs
from tests.ui.exchange.conftest import HEAD, File
from tests.ui.exchange.test_drop import dragged, drop

ZONED = HEAD + "Opening,2028-07-14T20:00-07:00,23:00,Atlantis\n,2028-07-15T09:00-07:00,,\n"


@pytest.fixture
def dialog(qtbot: QtBot, context: Context) -> ImportDialog:
    made = ImportDialog(context)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def looked_at(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.is_busy and not dialog.batch.waiting())


def brought(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.face.import_button.click()
    qtbot.waitUntil(lambda: not dialog.is_busy and any(piece.done for piece in dialog.batch.pieces))


def answer(dialog: ImportDialog, name: str, words: str) -> None:
    editor = dialog.face.asked.row(name).editor
    assert isinstance(editor, LineEditor)
    editor.line.setText(words)
    editor.line.editingFinished.emit()


def sessions(desk: Desk) -> list[str]:
    return sorted(session.title for session in desk.read_now(events.of_event, Session, EVENT))


def test_a_file_is_looked_at_before_anything_is_written(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, file: File
) -> None:
    before = bodies(desk)
    dialog.add([file("a.csv", ZONED)])
    looked_at(qtbot, dialog)
    assert bodies(desk) == before
    assert dialog.face.sentence.startswith("1 file looked at, nothing of it written: 2 read, 1 added")
    assert dialog.face.shown_rows()[1] == ("a.csv", "row 3", "The row has no title.")
    assert dialog.face.asked.isHidden()
    brought(qtbot, dialog)
    assert sessions(desk) == ["Opening"]
    assert any("row 3: The row has no title." in entry.text for entry in desk.read_now(events.of_event, Entry, EVENT))


def test_what_a_file_does_not_say_is_asked_and_the_answer_lets_it_in(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, file: File
) -> None:
    dialog.add([file()])
    looked_at(qtbot, dialog)
    assert "no time zone: give it." in dialog.face.asked.row("zone").error
    assert not dialog.face.import_button.isEnabled()
    answer(dialog, "zone", "America/Los_Angeles")
    looked_at(qtbot, dialog)
    assert dialog.face.asked.row("zone").error == ""
    assert dialog.face.import_button.isEnabled()
    brought(qtbot, dialog)
    assert sessions(desk) == ["Heats", "Opening"]


def test_one_file_that_cannot_be_read_keeps_no_other_out(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, file: File
) -> None:
    dialog.add([file("bad.json", "[" * 100_000), file("a.csv", ZONED), file("x.pdf", "%PDF-1.4")])
    looked_at(qtbot, dialog)
    brought(qtbot, dialog)
    assert [piece.done for piece in dialog.batch.pieces] == [False, True, False]
    assert sessions(desk) == ["Opening"]
    assert dialog.face.sentence.startswith("1 file in: 2 read, 1 added")


def test_cancel_leaves_nothing_of_the_file_under_way(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, file: File, context: Context
) -> None:
    rows = "".join(f"Heat {number},2028-07-15T09:00-07:00,10:00,SoFi\n" for number in range(3000))
    dialog.add([file("many.csv", HEAD + rows)])
    looked_at(qtbot, dialog)
    before = bodies(desk)
    with qtbot.waitSignal(context.messages.noted) as noted:
        dialog.face.import_button.click()
        qtbot.waitUntil(lambda: dialog.is_busy)
        dialog.face.stop_button.click()
    assert noted.args == ["The import was stopped; 0 of 1 files are in."]
    assert bodies(desk) == before
    assert dialog.face.import_button.isEnabled()  # it may be begun again


def test_closing_the_window_stops_what_is_under_way(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, file: File, context: Context
) -> None:
    rows = "".join(f"Heat {number},2028-07-15T09:00-07:00,10:00,SoFi\n" for number in range(3000))
    dialog.add([file("many.csv", HEAD + rows)])
    looked_at(qtbot, dialog)
    before = bodies(desk)
    with qtbot.waitSignal(context.messages.noted):
        dialog.face.import_button.click()
        qtbot.waitUntil(lambda: dialog.is_busy)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert bodies(desk) == before


def test_unknown_venues_come_forward_and_are_settled_in_place(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk, file: File
) -> None:
    dialog.add([file("a.csv", ZONED)])
    looked_at(qtbot, dialog)
    brought(qtbot, dialog)
    review = dialog.face.review
    qtbot.waitUntil(lambda: dialog.face.tabs.currentWidget() is review)
    assert review.words == ["Atlantis"]
    review.line("Atlantis").add_button.click()
    qtbot.waitUntil(lambda: review.words == [])
    (venue,) = desk.read_now(events.of_event, Venue, EVENT)
    (session,) = desk.read_now(events.of_event, Session, EVENT)
    assert (venue.name, session.venue, session.venue_words) == ("Atlantis", venue.id, "")


def test_files_dropped_on_it_are_looked_at(qtbot: QtBot, dialog: ImportDialog, file: File) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file("a.csv", ZONED)))])
    none = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))
    looked_at(qtbot, dialog)
    assert [piece.path.name for piece in dialog.batch.pieces] == ["a.csv"]


def test_a_file_is_taken_off_the_list_again(qtbot: QtBot, dialog: ImportDialog, file: File) -> None:
    dialog.add([file("a.csv", ZONED), file("b.csv", ZONED)])
    looked_at(qtbot, dialog)
    dialog.remove()
    assert dialog.face.sentence == "Choose a file in the list first."
    files, whole = (
        dialog.face.files,
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    files.selectionModel().select(files.model().index(0, 0), whole)  # selectRow heeds keys that are held down
    dialog.remove()
    assert [piece.path.name for piece in dialog.batch.pieces] == ["b.csv"]


def test_the_list_is_saved_as_a_table_that_a_spreadsheet_opens(
    qtbot: QtBot, dialog: ImportDialog, file: File, tmp_path: Path
) -> None:
    dialog.add([file("=a.csv", ZONED)])
    looked_at(qtbot, dialog)
    out = tmp_path / "refused.csv"
    dialog.save_to(str(out))
    assert out.read_text("utf-8-sig").splitlines() == ["File,Where,What", "'=a.csv,row 3,The row has no title."]
    assert dialog.face.sentence == f"The list is in {out}."
    dialog.save_to(str(tmp_path / "none" / "refused.csv"))
    assert "cannot be written" in dialog.face.sentence


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limits")
def test_a_list_that_cannot_be_written_leaves_the_older_one(
    qtbot: QtBot, dialog: ImportDialog, file: File, tmp_path: Path
) -> None:
    dialog.add([file("a.csv", ZONED)])
    looked_at(qtbot, dialog)
    out = tmp_path / "lists" / "refused.csv"
    out.parent.mkdir()
    out.write_bytes(b"the older list")
    with full_disk():
        dialog.save_to(str(out))
    assert dialog.face.sentence == f"{out} cannot be written (File too large)."
    assert {one.name: one.read_bytes() for one in out.parent.iterdir()} == {out.name: b"the older list"}


def test_without_an_event_there_is_nothing_to_import_into(context: Context, desk: Desk) -> None:
    desk.event = None
    with pytest.raises(Refused, match="Open an event first"):
        ImportDialog(context)


def test_it_opens_by_its_key_and_by_dropping_files_on_the_window_and_only_once(
    qtbot: QtBot, room: Room, file: File
) -> None:
    room.window.activateWindow()
    qtbot.waitUntil(room.window.isActiveWindow)
    qtbot.keyClick(room.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(dialogs(ImportDialog)) == 1)
    drop(room.window, dragged(QUrl.fromLocalFile(str(file("a.csv", ZONED)))))
    dialog = room.dialog(ImportDialog)
    qtbot.waitUntil(lambda: [piece.path.name for piece in dialog.batch.pieces] == ["a.csv"])
    looked_at(qtbot, dialog)
    assert len(dialogs(ImportDialog)) == 1
