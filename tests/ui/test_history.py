"""A record's history in words: every act, and what each field became."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.venues import AddVenue, AmendVenue
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.history import history
from eocdesk.store.work import Who
from eocdesk.ui.history import HistoryView
from tests.kit.desks import EVENT


@pytest.fixture
def view(qtbot: QtBot) -> HistoryView:
    made = HistoryView()
    qtbot.addWidget(made)
    return made


def test_every_save_says_who_and_what_it_was_and_became(view: HistoryView, desk: Desk) -> None:
    venue = desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "city": "LA"})).value
    who = Who("R. Delgado", "Shelter lead", "command line")
    desk.do_now(AmendVenue(venue, {"city": "Inglewood"}), who=who)
    view.show_lines(desk.read_now(history, "venue", venue), "America/Los_Angeles")
    newest = view.lines[0]
    assert "R. Delgado, Shelter lead" in newest
    assert newest.endswith("(command line)")
    assert "City: LA → Inglewood" in view.lines
    assert any("L. Chen, Watch officer" in line for line in view.lines)
    assert "Name: SoFi Stadium" in view.lines


def test_a_value_taken_away_is_said_to_be_empty(view: HistoryView, desk: Desk) -> None:
    venue = desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "city": "LA"})).value
    desk.do_now(AmendVenue(venue, {"city": ""}))
    view.show_lines(desk.read_now(history, "venue", venue), "UTC")
    assert "City: LA → (empty)" in view.lines


def test_a_record_nothing_happened_to_says_so(view: HistoryView) -> None:
    view.show_lines((), "UTC")
    assert view._either.is_empty
    assert view.lines == []
