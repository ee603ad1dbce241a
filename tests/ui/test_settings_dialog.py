"""Settings hold at once, are on disk before they show, and say why they cannot be taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.desk.settings import SETTINGS, Settings
from eocdesk.ui.kit.editors import ChoiceEditor, LineEditor, NumberEditor
from eocdesk.ui.settings_dialog import SettingsDialog, offered


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings) -> SettingsDialog:
    made = SettingsDialog(settings)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_setting_stands_there_with_its_sentence(dialog: SettingsDialog) -> None:
    words = {label.text() for label in dialog.findChildren(QLabel)}
    for one in offered():
        assert dialog.row(one.name).editor.value() in (one.default, None)
        assert one.sentence in words
    shown = {one.name for one in offered()}
    assert {"theme", "paper", "backup_minutes", "backup_folder", "sounds"} <= shown
    assert shown <= {one.name for one in SETTINGS}
    assert "person" not in shown, "who sits here is changed where it is shown, and logged"


def test_a_choice_is_on_disk_before_it_is_told(dialog: SettingsDialog, tmp_path: Path, qtbot: QtBot) -> None:
    editor = dialog.row("theme").editor
    assert isinstance(editor, ChoiceEditor)
    with qtbot.waitSignal(dialog.changed) as changed:
        editor.set_value("dark")
        editor.edited.emit()
    assert changed.args == ["theme"]
    assert Settings(tmp_path).get("theme") == "dark"


def test_words_are_kept_when_one_leaves_the_field(dialog: SettingsDialog, settings: Settings) -> None:
    editor = dialog.row("backup_folder").editor
    assert isinstance(editor, LineEditor)
    editor.line.setText("/mnt/usb")
    assert settings.get("backup_folder") == ""
    editor.line.editingFinished.emit()
    assert settings.get("backup_folder") == "/mnt/usb"


def test_what_is_no_number_is_said_beside_it_and_nothing_is_kept(dialog: SettingsDialog, settings: Settings) -> None:
    row = dialog.row("backup_keep")
    assert isinstance(row.editor, NumberEditor)
    row.editor.line.setText("many")
    row.editor.line.editingFinished.emit()
    assert row.error != ""
    assert settings.get("backup_keep") == 24
    row.editor.line.setText("12")
    row.editor.line.editingFinished.emit()
    assert row.error == ""
    assert settings.get("backup_keep") == 12
