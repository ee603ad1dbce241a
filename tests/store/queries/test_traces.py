"""The history of a record as a paper may tell it: what was written under a stricter marking is not in it."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.incidents import ReportIncident, SetIncident
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.referred import Referred
from eocdesk.store.queries.situation import Labels
from eocdesk.store.queries.traces import Reach, Trace, traces
from tests.kit.desks import EVENT
from tests.kit.spans import between


def told(desk: Desk, record: bytes, reach: Reach, labels: Labels | None = None) -> tuple[Trace, ...]:
    def read(connection: Any) -> tuple[Trace, ...]:
        held = Labels() if labels is None else labels
        return traces(connection, "incident", record, reach, "UTC", Referred(connection, held), held)

    return desk.read_now(read)


def test_what_changed_since_with_old_and_new_words_and_who(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    record = desk.do_now(ReportIncident(EVENT, "Smoke", severity=1)).value[0]
    since = between(desk)
    desk.do_now(SetIncident(record, {"severity": 3, "venue": venue}))
    lines = [one for one in told(desk, record, Reach(since=since)) if not one.first]
    assert {(one.label, one.old, one.new, one.who) for one in lines} == {
        ("Severity", "Minor", "Major", "L. Chen"),
        ("Venue", "", "Rose Bowl", "L. Chen"),
    }
    assert not told(desk, record, Reach(since=between(desk)))
    assert all(one.first for one in told(desk, record, Reach(until=since)))


def test_words_written_under_a_stricter_marking_stay_out_even_after_it_was_lowered(desk: Desk) -> None:
    record = desk.do_now(ReportIncident(EVENT, "CANARY source named", marking="RED")).value[0]
    desk.do_now(SetIncident(record, {"owner": "CANARY owner"}))
    desk.do_now(SetIncident(record, {"title": "Smoke", "owner": "Watch", "marking": "GREEN"}))
    labels = Labels()
    green = told(desk, record, Reach("GREEN"), labels)
    assert "CANARY" not in str(green)
    assert any(one.new == "Smoke" for one in green)
    assert set(labels.markings) == {"GREEN"}
    assert "CANARY" in str(told(desk, record, Reach()))


def test_who_is_on_none_of_its_lists_does_not_see_it() -> None:
    reach = Reach("AMBER", "FBI,LAPD")
    assert reach.sees("AMBER", "LAPD")
    assert reach.sees("GREEN", "")
    assert not reach.sees("GREEN", "LASD")
    assert not reach.sees("RED", "FBI")
    assert not reach.sees("unheard of", "")
    assert Reach().sees("RED", "LASD")
