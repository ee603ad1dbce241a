"""The seat board: one key changes how a seat stands, first letters say who holds it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.models import Seat
from eocdesk.store.queries import events
from eocdesk.ui.panes.partners import PartnersPane
from tests.kit.partners import Cast
from tests.ui.panes.conftest import Asked

Open = Callable[..., PartnersPane]


def seat(desk: Desk, record: bytes) -> Seat:
    found = desk.read_now(events.record, Seat, record)
    assert found is not None
    return found


def chosen(pane: PartnersPane, record: bytes) -> None:
    assert pane.seats.list.show_id(record)


def test_the_board_counts_how_the_seats_stand(cast: Cast, opened: Open) -> None:
    pane = opened("seats")
    assert pane.seats.standing.full == "1 activated · 1 not activated"


@pytest.mark.parametrize(("key", "status"), [("a", "activated"), ("o", "on call")])
def test_one_key_changes_a_seat_and_leaves_its_holder(
    key: str, status: str, cast: Cast, desk: Desk, opened: Open, qtbot: QtBot
) -> None:
    pane = opened("seats")
    chosen(pane, cast.federal)
    before = seat(desk, cast.federal).since
    qtbot.keyClick(pane.seats.list, key)
    qtbot.waitUntil(lambda: seat(desk, cast.federal).status == status)
    assert (seat(desk, cast.federal).since or 0) >= (before or 0)
    chosen(pane, cast.medical)
    qtbot.keyClick(pane.seats.list, "n")
    qtbot.waitUntil(lambda: seat(desk, cast.medical).status == "not activated")
    assert seat(desk, cast.medical).holder == cast.ruiz
    qtbot.waitUntil(lambda: "1 not activated" in pane.seats.standing.full)
    assert pane.seats.record == cast.medical


def test_a_seat_that_stands_so_already_is_not_written_again(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("seats")
    chosen(pane, cast.medical)
    since = seat(desk, cast.medical).since
    qtbot.keyClick(pane.seats.list, "a")
    chosen(pane, cast.federal)
    qtbot.keyClick(pane.seats.list, "o")
    qtbot.waitUntil(lambda: seat(desk, cast.federal).status == "on call")
    assert seat(desk, cast.medical).since == since


def test_enter_on_a_seat_nobody_holds_asks_who_does(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("seats")
    chosen(pane, cast.federal)
    qtbot.waitUntil(lambda: pane.is_ready and bool(pane.context.setting.candidates("contact")))
    qtbot.keyClick(pane.seats.list, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.pick.isVisible)
    qtbot.keyClicks(pane.pick.line, "okaf")
    qtbot.keyClick(pane.pick.line, Qt.Key.Key_Return)
    qtbot.keyClick(pane.pick.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat(desk, cast.federal).holder == cast.okafor)
    qtbot.waitUntil(lambda: not pane.pick.isVisible())
    assert seat(desk, cast.federal).status == "not activated"
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.title == "Daniel Okafor")


def test_a_holder_is_taken_away_by_emptying_the_line(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("seats")
    qtbot.waitUntil(lambda: bool(pane.context.setting.candidates("contact")))
    chosen(pane, cast.medical)
    qtbot.keyClick(pane.seats.list, "h")
    assert pane.pick.line.text() == "Maria Ruiz"
    qtbot.keyClick(pane.pick.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(pane.pick.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat(desk, cast.medical).holder is None)
    assert seat(desk, cast.medical).status == "activated"


def test_a_seat_is_found_by_its_holder(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("seats")
    pane.head.set_words("ruiz")
    qtbot.waitUntil(lambda: [line.title for line in pane.seats.list.lines] == ["Medical"])


def test_f2_opens_the_seat_s_form(cast: Cast, opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened("seats")
    chosen(pane, cast.federal)
    qtbot.keyClick(pane.seats.list, Qt.Key.Key_F2)
    assert navigator.calls == [("edit", "seat", cast.federal, {})]


def test_no_seats_yet_offers_to_add_one(desk: Desk, opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened("seats")
    assert not pane.seats.bar.isVisible()
    qtbot.keyClick(pane.seats.empty.button, Qt.Key.Key_Space)
    assert navigator.calls == [("edit", "seat", None, {})]
