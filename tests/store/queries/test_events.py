"""Events, periods and posture as they stand at a moment."""

from __future__ import annotations

import pytest

from eocdesk.commands.events import AddEvent, AddPeriod
from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Venue
from eocdesk.store.queries import events
from tests.kit.desks import CODE, EVENT


def test_events_stand_by_code_and_struck_ones_are_gone(desk: Desk) -> None:
    other = desk.do_now(AddEvent("AA1", "First", "UTC", "2028-01-01", "2028-01-02")).value
    assert [event.code for event in desk.read_now(events.all_events)] == ["AA1", CODE]
    desk.do_now(Strike("event", other))
    assert [event.code for event in desk.read_now(events.all_events)] == [CODE]
    assert desk.read_now(events.one, other) is not None, "whoever asks for it by id still finds it"
    assert desk.read_now(events.one, b"x" * 16) is None


def test_records_of_an_event_are_its_own_in_the_order_they_were_made(desk: Desk) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "UTC", "2026-06-11", "2026-07-19")).value
    for event, name in ((EVENT, "Zulu"), (other, "Elsewhere"), (EVENT, "Alpha")):
        desk.do_now(Add("venue", event, {"name": name}))
    assert [venue.name for venue in desk.read_now(events.of_event, Venue, EVENT)] == ["Zulu", "Alpha"]
    assert len(desk.read_now(events.records, Venue, limit=2)) == 2


@pytest.mark.parametrize(("now", "name"), [(9, None), (10, "one"), (19, "one"), (20, "two"), (29, "two"), (30, None)])
def test_the_period_that_runs_is_the_one_that_has_begun_and_not_ended(desk: Desk, now: int, name: str | None) -> None:
    for starts, called in ((20, "two"), (10, "one")):
        desk.do_now(AddPeriod(EVENT, starts, starts + 10, called))
    assert [period.name for period in desk.read_now(events.periods, EVENT)] == ["one", "two"]
    found = desk.read_now(events.period_at, EVENT, now)
    assert (found and found.name) == name


def test_the_posture_in_force_is_the_newest_that_has_begun(desk: Desk) -> None:
    assert desk.read_now(events.posture, EVENT, 10**15) is None
    for since, level in ((30, 1), (10, 3), (20, 2)):
        desk.do_now(Add("posture", EVENT, {"level": level, "since": since}))
    levels = [desk.read_now(events.posture, EVENT, now) for now in (9, 10, 25, 99)]
    assert [found and found.level for found in levels] == [None, 3, 2, 1]
