"""Filters kept under a name are there again after a restart, are chosen from a menu, and can be deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.desk.settings import FILE, Settings
from eocdesk.models import Refused
from eocdesk.store.queries.filter import Frame, parse
from eocdesk.ui.panes.incidents.views import STANDING, Views


@pytest.fixture
def home(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def line(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(words))


def test_a_kept_view_is_there_after_a_restart_and_gives_its_filter(home: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    Views(Settings(tmp_path), home).save(" My  venues ", "venue:sofi sev>=major")
    views = Views(Settings(tmp_path), home)
    assert views.kept == {"My venues": "venue:sofi sev>=major"}
    with qtbot.waitSignal(views.chosen) as chosen:
        line(views.menu(""), "My venues").trigger()
    assert chosen.args == ["venue:sofi sev>=major"]


def test_the_same_name_again_replaces_it_whatever_its_letter_case(home: QWidget, tmp_path: Path) -> None:
    views = Views(Settings(tmp_path), home)
    views.save("Drones", "type:drone")
    views.save("drones", "type:uas")
    assert views.kept == {"drones": "type:uas"}


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [("", "sev:major", "called"), ("x" * 61, "sev:major", "60 letters"), ("All", "  ", "nothing to keep")],
)
def test_what_cannot_be_kept_is_refused(home: QWidget, tmp_path: Path, name: str, words: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        Views(Settings(tmp_path), home).save(name, words)


def test_a_view_is_deleted_from_the_menu(home: QWidget, tmp_path: Path) -> None:
    views = Views(Settings(tmp_path), home)
    views.save("Fire & smoke", "type:fire")
    menu = views.menu("")
    gone = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert isinstance(gone, QMenu)
    line(gone, "Fire && smoke").trigger()
    assert views.kept == {}


def test_only_a_filter_that_stands_can_be_saved(home: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    views = Views(Settings(tmp_path), home)
    assert not line(views.menu(" "), "Save").isEnabled()
    with qtbot.waitSignal(views.save_asked):
        line(views.menu("sev:major"), "Save").trigger()


def test_the_standing_views_are_filters_that_are_understood() -> None:
    for _, words in STANDING:
        assert not parse(words, Frame(now=0)).is_empty


def test_settings_that_somebody_spoilt_leave_the_log_usable(home: QWidget, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"views": ["no", "mapping"]}', "utf-8")
    assert Views(Settings(tmp_path), home).kept == {}
