"""What an entry says beside its text: taken as meant, kept as typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from eocdesk.models.clock import moment
from eocdesk.models.errors import Refused
from eocdesk.ui.kit.editors import Editor, Setting
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.panes.incidents.compose.fields import Fields

LA = "America/Los_Angeles"
SOFI, DODGER = (Candidate(bytes([n]) * 16, name) for n, name in enumerate(["SoFi Stadium", "Dodger Stadium"], 1))
WHEN = moment(datetime(2028, 7, 19, 14, 32, tzinfo=ZoneInfo(LA)))
DOUBLED = moment(datetime(2028, 11, 5, 3, 0, tzinfo=ZoneInfo(LA)))


def of(kind: str) -> Sequence[Candidate]:
    return (SOFI, DODGER) if kind == "venue" else ()


class Now:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = WHEN

    def __call__(self) -> int:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def fields(qtbot: QtBot, now: Now) -> Iterator[Fields]:
    made = Fields(Setting(lambda: LA, now, of))
    qtbot.addWidget(made)
    made.resize(600, 120)
    made.show()
    made.activateWindow()
    yield made
    made.close()


def line(fields: Fields, name: str) -> QLineEdit:
    inner = fields.editor(name).inner
    assert isinstance(inner, QLineEdit)
    return inner


def said(fields: Fields) -> list[str]:
    labels = fields.findChildren(QLabel)
    return [label.text() for label in labels if label.property("role") == "error" and label.isVisible()]


def test_untouched_it_says_nothing_but_the_usual(fields: Fields) -> None:
    assert fields.raw() == {}
    values = fields.values()
    assert (values["severity"], values["priority"], values["channel"]) == (0, "routine", "desk")
    assert (values["happened"], values["venue"], values["lat"], values["marking"]) == (None, None, None, None)


@pytest.mark.parametrize(
    ("typed", "back_ms"), [("1402", 30 * 60_000), ("14:02", 30 * 60_000), ("-10", 10 * 60_000), ("now", 0)]
)
def test_when_it_happened_is_read_as_people_write_it(fields: Fields, qtbot: QtBot, typed: str, back_ms: int) -> None:
    qtbot.keyClicks(line(fields, "happened"), typed)
    assert fields.values()["happened"] == WHEN - back_ms


def test_ten_minutes_ago_stays_that_moment_however_long_one_types_on(fields: Fields, qtbot: QtBot, now: Now) -> None:
    qtbot.keyClicks(line(fields, "happened"), "-10")
    line(fields, "happened").editingFinished.emit()
    now.at += 5 * 60_000
    assert fields.values()["happened"] == WHEN - 10 * 60_000
    assert fields.raw()["happened"] == "2028-07-19 14:22"


def test_the_hour_that_came_twice_is_asked_and_the_answer_holds(fields: Fields, qtbot: QtBot, now: Now) -> None:
    now.at = DOUBLED
    qtbot.keyClicks(line(fields, "happened"), "0130")
    with pytest.raises(Refused, match="01:30 came twice") as refused:
        fields.values()
    assert refused.value.field == "happened"
    line(fields, "happened").clear()
    qtbot.keyClicks(line(fields, "happened"), "0130 PST")
    line(fields, "happened").editingFinished.emit()
    assert fields.values()["happened"] == moment(datetime(2028, 11, 5, 1, 30, tzinfo=ZoneInfo(LA), fold=1))


def test_a_venue_is_picked_by_its_first_letters(fields: Fields, qtbot: QtBot) -> None:
    qtbot.keyClicks(line(fields, "venue"), "dod")
    qtbot.keyClick(line(fields, "venue"), Qt.Key.Key_Return)
    assert fields.values()["venue"] == DODGER.id
    assert fields.raw() == {"venue": DODGER.id}


def test_what_stands_for_nothing_is_refused_beside_its_row_and_kept(fields: Fields, qtbot: QtBot) -> None:
    qtbot.keyClicks(line(fields, "venue"), "zzqx")
    with pytest.raises(Refused) as refused:
        fields.values()
    assert refused.value.field == "venue"
    assert fields.refuse(refused.value.sentence, "venue")
    assert said(fields) == [refused.value.sentence]
    assert line(fields, "venue").property("wrong")
    assert line(fields, "venue").accessibleDescription() == refused.value.sentence
    assert fields.raw() == {"venue": "zzqx"}
    qtbot.keyClick(line(fields, "venue"), Qt.Key.Key_Backspace)
    assert said(fields) == []
    assert not line(fields, "venue").property("wrong")


def test_a_refusal_of_what_is_folded_away_unfolds_it(fields: Fields) -> None:
    assert not fields.has_more
    assert fields.refuse("Not there.", "lat")
    assert fields.has_more
    assert not fields.refuse("Whatever.", "text")


RAW: dict[str, Any] = {
    "venue": SOFI.id,
    "incident": "half typed",
    "addressees": ["LAFD", "EOC supervisor"],
    "severity": 3,
    "priority": "flash",
    "happened": "25",
    "channel": "radio",
    "reported_by": "Battalion 18",
    "place": "Gate 7",
    "position": "33.9",
    "marking": "GREEN",
}


def test_all_that_is_typed_right_or_wrong_comes_back_as_it_was(fields: Fields) -> None:
    fields.load(RAW)
    assert fields.raw() == RAW
    assert fields.has_more
    fields.clear()
    assert fields.raw() == {}
    assert not fields.has_more


def test_a_record_that_is_in_no_list_yet_is_called_by_its_name(fields: Fields) -> None:
    session = Candidate(b"\x09" * 16, "Swimming Finals")
    fields.known.add("session", session)
    fields.load({"session": session.id})
    assert line(fields, "session").text() == "Swimming Finals"
    assert fields.values()["session"] == session.id


def test_every_field_fits_a_narrow_dock_and_says_what_it_is(fields: Fields) -> None:
    fields.show_more(more=True)
    fields.resize(600, fields.sizeHint().height())
    assert fields.minimumSizeHint().width() <= 600
    for name in ("venue", "incident", "addressees", "severity", "priority", "happened", "channel", "reported_by"):
        editor: Editor = fields.editor(name)
        assert editor.inner.accessibleName(), name
        assert editor.geometry().right() <= 600, name
