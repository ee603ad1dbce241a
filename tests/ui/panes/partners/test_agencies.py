"""The agencies' page: found by short name, narrowed by sector, opened into its people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.partners import AmendSeat
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.partners import Wanted
from eocdesk.ui.panes.partners import PartnersPane
from tests.kit.partners import Cast
from tests.ui.panes.conftest import Asked

Open = Callable[..., PartnersPane]


def names(pane: PartnersPane) -> list[str]:
    return [line.title for line in pane.agencies.list.lines if not line.heading]


def test_agencies_are_found_by_their_short_names(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("agencies")
    assert names(pane) == ["FEMA Region 9", "LA County Fire"]
    assert pane.agencies.counts == "2 agencies"
    pane.head.set_words("lacofd")
    qtbot.waitUntil(lambda: names(pane) == ["LA County Fire"])


def test_a_sector_narrows_them(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("agencies")
    pane.filters.changed.emit(Wanted(sector="federal"))
    qtbot.waitUntil(lambda: names(pane) == ["FEMA Region 9"])
    assert pane.head.left_out.full == "Federal"


def test_the_standing_of_its_seats_follows_the_board(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("agencies")
    assert pane.agencies.list.lines[1].trailing == "0 of 1 activated"
    desk.do_now(AmendSeat(cast.federal, {"status": "activated"}))
    qtbot.waitUntil(lambda: pane.agencies.list.lines[1].trailing == "1 of 1 activated")


def test_from_its_card_one_comes_to_its_people_and_back_to_everybody(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("agencies")
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.title == "FEMA Region 9")
    qtbot.keyClick(pane.card.button("people"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: pane.people.table.rowCount() == 1 and pane.is_ready)
    assert pane.people.row is not None
    assert pane.people.row.name == "Daniel Okafor"
    assert pane.head.left_out.full == "FEMA Region 9"
    qtbot.keyClick(pane.people.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.people.table.rowCount() == 4)


def test_a_contact_added_from_the_card_is_of_this_agency(
    cast: Cast, opened: Open, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened("agencies")
    qtbot.waitUntil(lambda: pane.card.told is not None)
    qtbot.keyClick(pane.card.button("contact"), Qt.Key.Key_Space)
    assert navigator.calls == [("edit", "contact", None, {"agency": cast.fema})]


def test_no_agency_yet_offers_to_add_one(desk: Desk, opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened("agencies")
    qtbot.keyClick(pane.agencies.empty.button, Qt.Key.Key_Space)
    assert navigator.calls == [("edit", "agency", None, {})]
