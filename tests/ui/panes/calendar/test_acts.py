"""What is done from the calendar, and what is asked before it."""

from __future__ import annotations

import pytest

from eocdesk.commands.calendar import MoveSession, SetSessionStatus, StrikeSession
from eocdesk.models.session import STATUSES
from eocdesk.ui.panes.calendar import acts
from eocdesk.ui.panes.calendar.acts import Move, Status, Striking
from tests.kit.sessions import ZONE, row, when

NINE, TEN, ELEVEN = when("09:00"), when("10:00"), when("11:00")


def test_the_question_of_a_move_says_from_when_to_when() -> None:
    session = row("Final", "09:00", "11:00")
    asked = acts.question(Move(session.id, TEN, when("12:00")), session, ZONE)
    assert asked.title == "Move Final"
    assert asked.detail == "09:00–11:00 → 10:00–12:00 (+1 h)"
    assert (asked.button, asked.hint) == ("Move", "Why does it move?")


@pytest.mark.parametrize(("status", "word"), [one for one in STATUSES if one[0] in acts.WITH_REASON])
def test_each_slip_is_asked_about_by_its_own_word(status: str, word: str) -> None:
    session = row("Final", "09:00", "11:00")
    asked = acts.question(Status(session.id, status), session, ZONE)
    assert asked.button == word
    assert asked.hint == f"Why is it {word.lower()}?"


def test_striking_says_what_stays() -> None:
    session = row("Final")
    assert "history stays" in acts.question(Striking(session.id), session, ZONE).detail


def test_an_open_end_stays_open_when_the_whole_moves_and_closes_when_it_is_pulled() -> None:
    session = row("Final", "09:00")
    assert acts.verb(Move(session.id, TEN, ELEVEN), "Rain.", session) == MoveSession(session.id, TEN, None, "Rain.")
    pulled = acts.verb(Move(session.id, NINE, ELEVEN), "Longer.", session)
    assert pulled == MoveSession(session.id, NINE, ELEVEN, "Longer.")


def test_an_end_before_the_start_is_not_carried_on() -> None:
    session = row("Final", "09:00", "08:00")
    assert acts.verb(Move(session.id, TEN, ELEVEN), "Rain.", session) == MoveSession(session.id, TEN, None, "Rain.")


def test_each_intent_is_its_command() -> None:
    session = row("Final", "09:00", "11:00")
    known = session.id
    assert acts.verb(Move(known, TEN, ELEVEN), "r", session) == MoveSession(known, TEN, ELEVEN, "r")
    assert acts.verb(Status(known, "running"), "") == SetSessionStatus(known, "running", "")
    assert acts.verb(Striking(known), "r") == StrikeSession(known, "r")
