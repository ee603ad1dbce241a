"""The filter: what is chosen counts at once, nothing that is left out is hidden."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.partners import EVERYBODY, Wanted
from eocdesk.ui.panes.partners.filters import Filters, sentence
from eocdesk.ui.panes.partners.reading import Choices

SOFI = b"s" * 16
EVERY = frozenset({"sector", "role", "venue", "on_duty"})


@pytest.fixture
def filters(qtbot: QtBot) -> Iterator[Filters]:
    home = QWidget()
    qtbot.addWidget(home)
    home.resize(300, 400)
    home.show()
    made = Filters(home)
    made.set_choices(Choices((("Liaison", 3), ("Duty officer", 2)), ((SOFI, "SoFi Stadium"),)))
    yield made
    home.close()


def test_choosing_by_keyboard_counts_at_once(filters: Filters, qtbot: QtBot) -> None:
    told: list[Wanted] = []
    filters.changed.connect(told.append)
    qtbot.keyClick(filters.sector, Qt.Key.Key_Down)
    qtbot.keyClick(filters.role, Qt.Key.Key_Down)
    qtbot.keyClick(filters.venue, Qt.Key.Key_Down)
    qtbot.keyClick(filters.on_duty, Qt.Key.Key_Space)
    assert told[0] == Wanted(sector="federal")
    assert told[-1] == Wanted(sector="federal", role="Liaison", venue=SOFI, on_duty=True)


def test_the_words_typed_and_the_agency_stay(filters: Filters, qtbot: QtBot) -> None:
    filters.set_wanted(Wanted(words="ruiz", agency=b"a"), EVERY)
    with qtbot.waitSignal(filters.changed) as changed:
        qtbot.keyClick(filters.on_duty, Qt.Key.Key_Space)
    assert changed.args == [Wanted(words="ruiz", agency=b"a", on_duty=True)]


def test_showing_a_filter_is_not_choosing_it(filters: Filters, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(filters.changed):
        filters.set_wanted(Wanted(sector="state", role="Liaison"), EVERY)
    assert (filters.sector.currentText(), filters.role.currentText()) == ("State", "Liaison (3)")


def test_a_choice_nobody_has_any_more_is_still_shown(filters: Filters) -> None:
    filters.set_wanted(Wanted(role="Historian"), EVERY)
    filters.set_choices(Choices((("Liaison", 3),), ()))
    assert filters.role.currentText() == "Historian"


def test_everybody_again_keeps_only_the_words(filters: Filters, qtbot: QtBot) -> None:
    filters.set_wanted(Wanted(words="ruiz", sector="state", on_duty=True), EVERY)
    with qtbot.waitSignal(filters.changed) as changed:
        qtbot.mouseClick(filters.everybody, Qt.MouseButton.LeftButton)
    assert changed.args == [Wanted(words="ruiz")]
    assert (filters.sector.currentIndex(), filters.on_duty.isChecked()) == (0, False)


def test_what_cannot_be_narrowed_here_cannot_be_chosen(filters: Filters) -> None:
    filters.set_wanted(EVERYBODY, frozenset({"sector"}))
    assert filters.sector.isEnabled()
    assert not filters.role.isEnabled()
    assert not filters.on_duty.isEnabled()


def test_escape_closes_it(filters: Filters, qtbot: QtBot) -> None:
    filters.drop_from(filters.parentWidget())
    assert filters.isVisible()
    assert filters.screen().availableGeometry().contains(filters.geometry())
    qtbot.keyClick(filters, Qt.Key.Key_Escape)
    assert not filters.isVisible()


def test_the_filter_is_said_in_words() -> None:
    wanted = Wanted(sector="local", role="Liaison", venue=SOFI, agency=b"a", on_duty=True)
    assert sentence(wanted, "LACoFD", "SoFi Stadium") == "LACoFD · Local · Liaison · SoFi Stadium · On duty now"
    assert sentence(EVERYBODY, "LACoFD", "Every venue") == ""
