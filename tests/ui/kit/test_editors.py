"""Each editor gives back what it is given, and refuses what it cannot take in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.models import KINDS, Refused, fields_of
from eocdesk.models.incident import SEVERITIES
from eocdesk.models.partner import SECTORS
from eocdesk.ui.kit.editors import (
    ChoiceEditor,
    DateEditor,
    Editor,
    LineEditor,
    ListEditor,
    MomentEditor,
    NumberEditor,
    RealEditor,
    RecordEditor,
    Setting,
    TextEditor,
    YesEditor,
    editor_for,
    severity_icon,
)
from eocdesk.ui.kit.lists import PAIRS, TICKS
from eocdesk.ui.kit.moments import Lean
from eocdesk.ui.kit.ranking import Candidate

NOON = 1_847_646_000_000  # 2028-07-19 12:00 in Los Angeles
HOUR = 3_600_000
SOFI = Candidate(b"s" * 16, "SoFi Stadium")
SETTING = Setting(lambda: "America/Los_Angeles", lambda: NOON, lambda kind: (SOFI,) if kind == "venue" else ())


@pytest.fixture
def home(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


MAKERS = {
    "line": lambda: LineEditor("Name"),
    "number": lambda: NumberEditor("Crowd"),
    "real": lambda: RealEditor("Latitude"),
    "moment": lambda: MomentEditor("Happened", SETTING),
    "date": lambda: DateEditor("Day", SETTING),
    "yes": lambda: YesEditor("Exercise"),
    "text": lambda: TextEditor("Note"),
    "pairs": lambda: ListEditor("Phones", PAIRS),
    "ticks": lambda: ListEditor("Checklist", TICKS),
    "choice": lambda: ChoiceEditor("Sector", SECTORS),
    "record": lambda: RecordEditor("Venue", "venue", SETTING),
}
ROUND = [
    ("line", "SoFi Stadium"),
    ("number", 70_240),
    ("number", -3),
    ("real", 33.9535),
    ("moment", NOON),
    ("moment", NOON + 61_000),  # its seconds stay though they are not shown
    ("date", "2028-07-19"),
    ("yes", True),
    ("yes", False),
    ("text", "First line\nsecond line"),
    ("pairs", [["mobile", "+12135550143"], ["", "Ext 22"]]),
    ("ticks", [["Call the gate", True], ["Log it", False]]),
    ("choice", "tribal"),
    ("record", SOFI.id),
    ("record", b"?" * 16),
]


@pytest.mark.parametrize(("kind", "value"), ROUND)
def test_what_is_shown_is_given_back_and_showing_is_no_edit(kind: str, value: Any, home: QWidget, qtbot: QtBot) -> None:
    editor: Editor = MAKERS[kind]()
    editor.setParent(home)
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_value(value)
    assert editor.value() == value


@pytest.mark.parametrize("kind", ["number", "real", "moment", "date", "choice", "record"])
def test_nothing_is_none(kind: str, home: QWidget) -> None:
    editor: Editor = MAKERS[kind]()
    editor.setParent(home)
    assert editor.value() is None
    editor.set_value(None)
    assert editor.value() is None


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("number", "many", "“many” is not a whole number."),
        ("number", "3.5", "“3.5” is not a whole number."),
        ("real", "33,95", "“33,95” is not a number. Write it with a point, such as 33.95."),
        ("moment", "noonish", "“noonish” is not a time"),
        ("moment", "2561", "There is no time 2561"),
        ("date", "19.7.2028", "“19.7.2028” is not a day. Write it as 2028-07-19."),
        ("date", "2028-02-30", "“2028-02-30” is not a day"),
        ("record", "zzqx", "Nothing is called “zzqx”"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_was_typed(
    kind: str, typed: str, told: str, home: QWidget, qtbot: QtBot
) -> None:
    editor: Editor = MAKERS[kind]()
    editor.setParent(home)
    editor.show()
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor.inner, typed)
    with pytest.raises(Refused) as refused:
        editor.value()
    assert refused.value.sentence.startswith(told)
    assert refused.value.field is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [("70,240", 70_240), ("70 240", 70_240), (" 12 ", 12), ("70\N{NARROW NO-BREAK SPACE}240", 70_240)],
)
def test_numbers_may_be_grouped(typed: str, value: int, home: QWidget) -> None:
    editor = NumberEditor("Crowd")
    editor.setParent(home)
    editor.line.setText(typed)
    assert editor.value() == value


def test_a_minus_from_a_text_is_a_minus(home: QWidget) -> None:
    editor = RealEditor("Longitude")
    editor.setParent(home)
    editor.line.setText("−118.3")
    assert editor.value() == -118.3


def test_a_bare_time_is_spelt_out_with_its_day_once_one_leaves_it(home: QWidget, qtbot: QtBot) -> None:
    editor = MomentEditor("Happened", SETTING, Lean.PAST)
    editor.setParent(home)
    qtbot.keyClicks(editor.line, "1431")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "2028-07-18 14:31"
    assert editor.value() == NOON - 24 * HOUR + 2 * HOUR + 31 * 60_000


def test_what_is_no_time_stays_as_it_was_typed(home: QWidget, qtbot: QtBot) -> None:
    editor = MomentEditor("Happened", SETTING)
    editor.setParent(home)
    qtbot.keyClicks(editor.line, "soon")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "soon"


def test_a_list_says_how_it_is_typed_and_a_point_without_words_is_refused(home: QWidget) -> None:
    editor = ListEditor("Checklist", TICKS)
    editor.setParent(home)
    assert editor.text.placeholderText() == TICKS.help
    editor.text.setPlainText("[x]")
    with pytest.raises(Refused, match="no words"):
        editor.value()


def test_tab_leaves_a_text(home: QWidget) -> None:
    editor = TextEditor("Note")
    editor.setParent(home)
    assert editor.text.tabChangesFocus()


def test_a_word_of_another_version_is_kept_and_shown(home: QWidget) -> None:
    editor = ChoiceEditor("Sector", SECTORS)
    editor.setParent(home)
    editor.set_value("martian")
    assert editor.value() == "martian"
    assert editor.combo.currentText() == "martian"


def test_choosing_by_keyboard_is_an_edit_and_enter_belongs_to_the_form(home: QWidget, qtbot: QtBot) -> None:
    editor = ChoiceEditor("Sector", SECTORS)
    editor.setParent(home)
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor.combo, Qt.Key.Key_Down)
    assert editor.value() == "federal"
    qtbot.keyClick(editor.combo, Qt.Key.Key_Return)
    assert not editor.combo.view().isVisible()


def test_the_wheel_changes_nothing_while_one_only_scrolls_past(home: QWidget) -> None:
    editor = ChoiceEditor("Sector", SECTORS)
    editor.setParent(home)
    editor.set_value("state")
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  Qt's own
    )
    QApplication.sendEvent(editor.combo, turn)
    assert editor.value() == "state"


def test_severities_are_offered_with_their_shapes(home: QWidget) -> None:
    editor = ChoiceEditor("Severity", SEVERITIES, empty=False)
    editor.setParent(home)
    assert [editor.combo.itemText(at) for at in range(5)] == [word for _, word in SEVERITIES]
    pictures = [editor.combo.itemIcon(at).pixmap(14, 14).toImage() for at in range(5)]
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])
    assert severity_icon(4).pixmap(14, 14).toImage() == pictures[4]


def test_a_wrong_editor_shows_it_and_stops_showing_it(home: QWidget) -> None:
    editor = LineEditor("Name")
    editor.setParent(home)
    editor.resize(200, 32)
    editor.show()
    before = editor.grab().toImage()
    editor.mark_wrong(wrong=True)
    assert editor.grab().toImage() != before
    editor.mark_wrong(wrong=False)
    assert editor.grab().toImage() == before


def test_a_unit_stands_behind_its_number(home: QWidget) -> None:
    editor = NumberEditor("Radius", unit="m")
    editor.setParent(home)
    assert editor.row.itemAt(1).widget().property("text") == "m"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_of_every_record_has_an_editor_that_is_named_and_gives_its_value_back(
    kind: str, home: QWidget
) -> None:
    for name, known in fields_of(KINDS[kind]).items():
        editor = editor_for(name, known, SETTING)
        editor.setParent(home)
        assert editor.inner.accessibleName() == known.label
        assert editor.focusProxy() is editor.inner
        for value, _ in known.choices:
            editor.set_value(value)
            assert editor.value() == value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
@given(value=st.integers(min_value=-(2**53), max_value=2**53))
def test_any_whole_number_comes_back(home: QWidget, value: int) -> None:
    editor = NumberEditor("Crowd")
    editor.setParent(home)
    editor.set_value(value)
    assert editor.value() == value
    editor.set_value(f"{value:,}")
    assert editor.value() == value


def test_other_choices_keep_what_was_chosen_where_they_can(home: QWidget) -> None:
    editor = ChoiceEditor("Event", [(b"", "All events")], empty=False)
    editor.setParent(home)
    editor.offer([(b"", "All events"), (b"a", "Games"), (b"b", "Cup")])
    editor.set_value(b"b")
    editor.offer([(b"", "All events"), (b"b", "Cup")])
    assert editor.value() == b"b"
    editor.offer([(b"", "All events")])
    assert editor.value() == b""
    assert editor.combo.count() == 1
