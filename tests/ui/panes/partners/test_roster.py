"""The roster: now and next, a duty ended by one key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.models import Duty
from eocdesk.store.queries import events
from eocdesk.ui.panes.partners import PartnersPane
from tests.kit.partners import HOUR, Cast
from tests.ui.panes.conftest import Asked

Open = Callable[..., PartnersPane]


def titles(pane: PartnersPane) -> list[str]:
    return [line.title for line in pane.roster.list.lines]


def test_now_and_next_are_told_apart(cast: Cast, opened: Open) -> None:
    pane = opened("roster")
    assert titles(pane) == ["On duty now · 1", "Maria Ruiz", "Next 24 hours · 1", "Sara Kim"]
    assert pane.roster.counts == "1 on duty · 1 to come"


def test_e_ends_the_duty_that_runs(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened("roster")
    said: list[str] = []
    pane.context.messages.noted.connect(said.append)
    qtbot.keyClick(pane.roster.list, "e")
    qtbot.waitUntil(lambda: titles(pane) == ["Next 24 hours · 1", "Sara Kim"])
    duty = desk.read_now(events.record, Duty, cast.now_on)
    assert duty is not None
    assert duty.ends is not None
    assert duty.starts is not None
    assert duty.ends - duty.starts < 2 * HOUR
    assert said == ["Maria Ruiz is off duty."]


def test_a_duty_to_come_cannot_be_ended(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("roster")
    assert pane.roster.list.show_id(cast.next_on)
    assert not pane.roster.bar.button("end").isEnabled()
    assert not pane.roster.bar.press("e")
    assert pane.roster.list.show_id(cast.now_on)
    assert pane.roster.bar.button("end").isEnabled()


def test_the_card_is_that_of_the_person_on_duty(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("roster")
    qtbot.keyClick(pane.roster.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.title == "Sara Kim")


def test_f2_opens_the_duty_and_not_the_person(cast: Cast, opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened("roster")
    qtbot.keyClick(pane.roster.list, Qt.Key.Key_F2)
    qtbot.keyClick(pane.roster.bar.button("edit"), Qt.Key.Key_Space)
    assert navigator.calls == [("edit", "duty", cast.now_on, {})] * 2


def test_a_position_is_found_by_its_words(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("roster")
    pane.head.set_words("branch dir")
    qtbot.waitUntil(lambda: titles(pane) == ["On duty now · 1", "Maria Ruiz"])


def test_an_empty_roster_offers_to_put_somebody_on_duty(
    desk: Desk, opened: Open, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened("roster")
    qtbot.keyClick(pane.roster.empty.button, Qt.Key.Key_Space)
    assert navigator.calls == [("edit", "duty", None, {})]
