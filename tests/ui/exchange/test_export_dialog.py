"""Records go out: what is lost is said first, a file is replaced only when asked twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.ui.exchange.export_dialog import ExportDialog
from eocdesk.ui.pane import Context
from tests.kit.desks import EVENT


@pytest.fixture
def dialog(qtbot: QtBot, context: Context, desk: Desk, tmp_path: Path) -> ExportDialog:
    desk.do_now(Add("session", EVENT, {"title": "Opening", "starts": 1_847_242_800_000}))
    made = ExportDialog(context)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    made.take_path(str(tmp_path / "out.ics"))
    return made


def test_a_file_is_written_and_said(qtbot: QtBot, dialog: ExportDialog, context: Context, tmp_path: Path) -> None:
    with qtbot.waitSignal(context.messages.noted) as noted:
        dialog.export_button.click()
    data = (tmp_path / "out.ics").read_bytes()
    assert b"SUMMARY:Opening" in data
    assert noted.args[0].startswith(f"{tmp_path / 'out.ics'} is written (")
    qtbot.waitUntil(lambda: dialog.sentence == noted.args[0])


def test_a_file_that_stands_there_is_replaced_only_when_asked_twice(
    qtbot: QtBot, dialog: ExportDialog, context: Context, tmp_path: Path
) -> None:
    out = tmp_path / "out.ics"
    out.write_text("precious")
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(dialog.row.error))
    assert dialog.row.error == "There is a file of that name. Press Export again to replace it."
    assert out.read_text() == "precious"
    with qtbot.waitSignal(context.messages.noted):
        dialog.export_button.click()
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_another_name_forgets_that_a_person_was_sure(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    for name in ("out.ics", "other.ics"):
        (tmp_path / name).write_text("precious")
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(dialog.row.error))
    dialog.take_path(str(tmp_path / "other.ics"))
    assert dialog.row.error == ""
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(dialog.row.error))
    assert (tmp_path / "other.ics").read_text() == "precious"


@pytest.mark.parametrize(
    ("path", "why"),
    [("", "Say which file."), (".", "This is a folder"), ("none/out.ics", "cannot be written (No such file")],
)
def test_a_file_that_cannot_be_is_refused_beside_its_field(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, path: str, why: str
) -> None:
    dialog.take_path(str(tmp_path / path) if path else "")
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(dialog.row.error))
    assert why in dialog.row.error
    qtbot.waitUntil(dialog.export_button.isEnabled)


def test_each_form_says_what_it_loses_and_names_its_file(dialog: ExportDialog, tmp_path: Path) -> None:
    assert "alarms, attendees" in dialog.loses
    dialog.choose("csv-venues")
    assert dialog.loses == "Nothing of a venue is lost."
    assert dialog.row.editor.value() == str(tmp_path / "out.csv")
    dialog.choose("geojson")
    assert dialog.row.editor.value() == str(tmp_path / "out.geojson")


def test_a_file_is_suggested_until_a_person_names_one(qtbot: QtBot, context: Context) -> None:
    made = ExportDialog(context)
    qtbot.addWidget(made)
    assert Path(str(made.row.editor.value())).name == "LA28 sessions.ics"
    made.choose("vcard")
    assert Path(str(made.row.editor.value())).name == "LA28 contacts.vcf"
    made.choose("csv-agencies")
    assert Path(str(made.row.editor.value())).name == "LA28 agencies.csv"


def test_without_an_event_there_is_nothing_to_export(context: Context, desk: Desk) -> None:
    desk.event = None
    with pytest.raises(Refused, match="Open an event first"):
        ExportDialog(context)


def test_each_form_suggests_a_name_that_says_what_is_in_it(qtbot: QtBot, context: Context) -> None:
    made = ExportDialog(context)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    names = {}
    for name in ("cap", "stix", "vcard", "csv-venues"):
        made.choose(name)
        names[name] = Path(str(made.row.editor.value())).name.partition(" ")[2]
    assert names == {"cap": "alerts.cap", "stix": "threats.json", "vcard": "contacts.vcf", "csv-venues": "venues.csv"}
