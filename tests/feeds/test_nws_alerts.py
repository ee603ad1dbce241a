"""Weather alerts: no shape, two ends, codes and references are kept as what they are; twice is once."""

from __future__ import annotations

import json
from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.feeds import Given
from eocdesk.feeds.nws_alerts import read
from eocdesk.models import Alert, ids
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, bodies


def feature(key: str, **said: Any) -> dict[str, Any]:
    base = {
        "id": key,
        "event": "Red Flag Warning",
        "sender": "w@example.org",
        "sent": "2028-07-19T03:00:00-07:00",
        "expires": "2028-07-19T12:00:00-07:00",
        "ends": "2028-07-20T18:00:00-07:00",
        "status": "Actual",
        "messageType": "Alert",
        "severity": "Severe",
        "geocode": {"UGC": ["CAZ368"], "SAME": ["006037"]},
    }
    return {"type": "Feature", "geometry": None, "properties": {**base, **said}}


def answer(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_an_alert_and_its_update_come_in_and_a_second_reading_changes_nothing(desk: Desk) -> None:
    data = answer(feature("a"), feature("b", messageType="Update", references=[{"identifier": "a"}]))
    for _ in range(2):
        (command,) = read(data, Given(EVENT, 0)).commands
        desk.do_now(command)
        held = bodies(desk)
    desk.do_now(command)
    assert bodies(desk) == held
    both: list[Any] = [
        desk.read_now(events.record, Alert, ids.source_id(EVENT, "alert", "nws", key)) for key in ("a", "b")
    ]
    first, second = both
    assert (first.state, first.retired_by, second.state) == ("superseded", "b", "in force")
    assert second.ends - second.expires == 30 * 3_600_000
    assert (second.hazard, second.severity, second.codes) == ("wildfire", "severe", ["UGC:CAZ368", "SAME:006037"])
    assert second.geometry == ""


def test_what_does_not_fit_is_said_with_its_place() -> None:
    broken = feature("c", sent="date:now -1 hour", severity="Awful")
    broken["geometry"] = {"type": "Point", "coordinates": ["x", "y"]}
    reading = read(answer("text", {"properties": {}}, broken), Given(EVENT, 0, exercise=True))
    assert [at for at, _ in reading.refused] == ["feature 1", "feature 2"]
    words = "\n".join(reading.warnings)
    assert reading.read == 3
    for part in ("severity “awful”", "not a time", "without it", "exercise desk"):
        assert part in words
