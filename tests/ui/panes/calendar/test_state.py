"""Where a session stands by what was said and by the plan, and what is odd about it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.store.queries.calendar import SessionRow, Trouble
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.state import (
    Flag,
    Phase,
    Said,
    flag_of,
    is_wrong,
    kind_of,
    phase_of,
    phases,
    said_of,
    sentence,
    warning_of,
)
from tests.kit.sessions import HOUR, ZONE, row, rows, when


@pytest.mark.parametrize(
    ("status", "now", "phase"),
    [
        ("scheduled", "08:59", Phase.NEXT),
        ("scheduled", "09:00", Phase.LIVE),
        ("scheduled", "11:00", Phase.PAST),
        ("running", "13:00", Phase.LIVE),  # runs on past its planned end
        ("suspended", "10:00", Phase.LIVE),
        ("finished", "10:00", Phase.PAST),
        ("cancelled", "10:00", Phase.OFF),
        ("postponed", "08:00", Phase.OFF),
        ("delayed", "10:00", Phase.NEXT),  # its hour has come, the session has not
        ("delayed", "14:00", Phase.NEXT),  # and its planned end passes while it is waited for
        ("delayed", "2028-07-20 11:00", Phase.PAST),
    ],
)
def test_what_people_said_goes_before_the_clock(status: str, now: str, phase: Phase) -> None:
    session = row(starts="09:00", ends="11:00", status=status)
    assert phase_of(session, when(now)) is phase


def test_an_actual_time_settles_it_whatever_the_status_says() -> None:
    assert said_of(row(starts="09:00", actual_start=when("08:50"))) is Said.LIVE
    assert said_of(row(starts="09:00", actual_start=when("08:50"), actual_end=when("09:30"))) is Said.PAST


@given(rows(), st.integers(-10, 90))
def test_many_at_once_stand_where_each_stands_alone(made: list[SessionRow], hours: int) -> None:
    arranged, now = arrange(made), when("00:00") + hours * HOUR
    together = phases(arranged.starts, arranged.ends, arranged.said, now)
    alone = [phase_of(r, now, int(end)) for r, end in zip(arranged.rows, arranged.ends, strict=True)]
    assert np.array_equal(together, alone)


def test_the_worst_that_is_said_shows() -> None:
    assert flag_of(row(status="cancelled"), conflict=True) is Flag.STRUCK
    assert flag_of(row(status="delayed"), conflict=True) is Flag.CONFLICT
    assert flag_of(row(status="postponed"), conflict=False) is Flag.AMBER
    assert flag_of(row(status="running"), conflict=False) is Flag.NONE


@pytest.mark.parametrize(
    ("ends", "words", "wrong"),
    [
        (None, "no end given", False),
        ("08:30", "ends before it starts", True),
        ("09:00", "ends when it starts", True),
        ("09:01", "", False),
    ],
)
def test_an_odd_end_is_told_in_words(ends: str | None, words: str, wrong: bool) -> None:  # noqa: FBT001  a case
    session = row(starts="09:00", ends=ends)
    assert warning_of(session) == words
    assert is_wrong(session) is wrong
    assert words in sentence(session, ZONE)
    assert warning_of(row()) == ""


def test_a_screen_reader_hears_the_whole_of_it() -> None:
    session = row("Final", "09:00", "11:30", venue="a", status="delayed", incidents=Trouble(2, 3))
    said = sentence(session, ZONE, conflict=True)
    for part in ("Final", "09:00–11:30", "Venue a", "Delayed", "double use", "2 open incidents"):
        assert part in said
    assert "time to be decided" in sentence(row("Final"), ZONE)
    assert "1 open incident" in sentence(row(incidents=Trouble(1, 3)), ZONE)


def test_a_kind_nobody_knows_is_drawn_all_the_same() -> None:
    assert kind_of(row(kind="parade")) == 0
    assert kind_of(row(kind="delivery")) > 0
