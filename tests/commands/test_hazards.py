"""Hazards: an update retires what it names, whichever came first; the same answer read twice changes nothing."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from eocdesk.commands.hazards import AddObservation, SayHeatRisk, SetThreshold, TakeAlerts, TakeObservations
from eocdesk.commands.reading import Item
from eocdesk.commands.records import Strike
from eocdesk.commands.venues import AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.models import Alert, Observation, Refused, Threshold, ids
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, bodies, sound

SENDER = "w@example.org"


def alert(key: str, message: str = "alert", *replaces: str, sent: int = 1, **more: Any) -> Item:
    values = {"title": "Red Flag Warning", "identifier": key, "sender": SENDER, "message": message, "sent": sent}
    return Item("alert", key, f"feature {key}", {**values, "replaces": list(replaces) or None, **more})


def record(desk: Desk, of: Any, id: bytes) -> Any:  # noqa: A002  the word of the record
    return desk.read_now(events.record, of, id)


def held(desk: Desk, of: Any, source: str, key: str) -> Any:
    return record(desk, of, ids.source_id(EVENT, of.__tablename__, source, key))


def life(desk: Desk, key: str) -> tuple[str, str]:
    found = held(desk, Alert, "nws", key)
    return found.state, found.retired_by


THREE = (alert("a"), alert("b", "update", "a", sent=2), alert("c", "cancel", "a", "b", sent=3))


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_updates_and_cancels_retire_what_they_name_whichever_came_first(desk: Desk, order: tuple[int, ...]) -> None:
    for at in order:
        desk.do_now(TakeAlerts(EVENT, "nws", (THREE[at],)))
    assert life(desk, "a") == ("cancelled", "c")
    assert life(desk, "b") == ("cancelled", "c")
    assert life(desk, "c") == ("cancelled", "")
    assert sound(desk)


def test_an_answer_read_again_changes_nothing_and_one_that_lists_less_takes_nothing_away(desk: Desk) -> None:
    desk.do_now(TakeAlerts(EVENT, "nws", THREE))
    before = bodies(desk)
    taken = desk.do_now(TakeAlerts(EVENT, "nws", THREE)).value
    assert (taken.read, taken.added, taken.changed, taken.unchanged, taken.retired) == (3, 0, 0, 3, 0)
    desk.do_now(TakeAlerts(EVENT, "nws", ()))
    assert bodies(desk) == before


@pytest.mark.parametrize("more", [{"status": "exercise"}, {"sender": "somebody@example.org"}])
def test_an_exercise_or_a_stranger_ends_nothing_that_is_real(desk: Desk, more: dict[str, Any]) -> None:
    desk.do_now(TakeAlerts(EVENT, "nws", (alert("a"), alert("b", "cancel", "a", **more))))
    assert life(desk, "a") == ("in force", "")


def test_a_row_that_does_not_fit_is_refused_alone_with_its_place(desk: Desk) -> None:
    taken = desk.do_now(
        TakeAlerts(EVENT, "nws", (alert("a", severity="awful"), alert("b"), alert("c", title="")))
    ).value
    assert [refusal.at for refusal in taken.refused] == ["feature a", "feature c"]
    assert (taken.read, taken.added) == (3, 1)


def test_what_was_struck_by_hand_stays_struck(desk: Desk) -> None:
    desk.do_now(TakeAlerts(EVENT, "nws", (alert("a"),)))
    desk.do_now(Strike("alert", ids.source_id(EVENT, "alert", "nws", "a")))
    desk.do_now(TakeAlerts(EVENT, "nws", (alert("a", headline="again"),)))
    found = held(desk, Alert, "nws", "a")
    assert (found.struck, found.headline) == (True, "")


def test_an_older_observation_never_replaces_a_newer_one(desk: Desk) -> None:
    def fire(acres: float, observed: int) -> TakeObservations:
        values = {"title": "Line Fire", "measure": "fire", "value": acres, "observed": observed}
        return TakeObservations(EVENT, "calfire", (Item("observation", "x", "row 1", values),))

    for acres, observed in ((100.0, 2), (50.0, 1), (300.0, 3)):
        desk.do_now(fire(acres, observed))
        assert held(desk, Observation, "calfire", "x").value == max(acres, 100.0)


def test_an_observation_by_hand_is_dated_now_and_needs_a_name(desk: Desk) -> None:
    made = desk.do_now(AddObservation(EVENT, {"title": "Smoke seen", "hazard": "smoke"})).value
    assert record(desk, Observation, made).observed
    with pytest.raises(Refused) as told:
        desk.do_now(AddObservation(EVENT, {}))
    assert told.value.field == "title"
    with pytest.raises(Refused, match="both"):
        desk.do_now(AddObservation(EVENT, {"title": "Smoke", "lat": 34.0}))


def test_a_heatrisk_said_twice_for_a_day_is_one_observation_of_that_local_day(desk: Desk) -> None:
    venue = desk.do_now(AddVenue(EVENT, {"name": "Bowl"})).value
    first = desk.do_now(SayHeatRisk(EVENT, venue, "2028-07-19", 2)).value
    assert desk.do_now(SayHeatRisk(EVENT, venue, "2028-07-19", 3)).value == first
    found = record(desk, Observation, first)
    assert (found.value, found.title) == (3.0, "HeatRisk 3 (Major), Bowl")
    assert (found.starts, found.ends) == (1_847_602_800_000, 1_847_602_800_000 + 86_400_000)
    for day, level in (("2028-07-19", 5), ("soon", 1)):
        with pytest.raises(Refused):
            desk.do_now(SayHeatRisk(EVENT, venue, day, level))


def test_a_threshold_is_set_changed_and_taken_away(desk: Desk) -> None:
    venue = desk.do_now(AddVenue(EVENT, {"name": "Bowl"})).value
    made = desk.do_now(SetThreshold(EVENT, "heat index", 95.0, venue)).value
    assert desk.do_now(SetThreshold(EVENT, "heat index", 90.0, venue)).value == made
    assert record(desk, Threshold, made).value == 90.0
    desk.do_now(SetThreshold(EVENT, "heat index", None, venue))
    assert record(desk, Threshold, made).struck
    desk.do_now(SetThreshold(EVENT, "heat index", 92.0, venue))
    assert not record(desk, Threshold, made).struck
    for measure, value in (("gust", None), ("gust", -1.0), ("boredom", 1.0)):
        with pytest.raises(Refused):
            desk.do_now(SetThreshold(EVENT, measure, value))
