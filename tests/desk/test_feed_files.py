"""Saved answers of feeds come in as files do: recognised by content, counted, and the same file changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eocdesk.commands.records import Add
from eocdesk.desk import exchange, feed_files
from eocdesk.desk.desk import Desk
from eocdesk.desk.exchange import Given
from eocdesk.models import Alert, Entry, Event, Observation
from eocdesk.store.queries import events
from tests.feeds.test_firms import row, table
from tests.kit.desks import EVENT, bodies, sound

CAP = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>C1</identifier><sender>w@example.org</sender>
<sent>2028-07-19T10:00:00-07:00</sent><status>Exercise</status><msgType>Alert</msgType><scope>Public</scope>
<info><category>Met</category><event>Excessive Heat Warning</event><urgency>Expected</urgency>
<severity>Severe</severity><certainty>Likely</certainty></info></alert>"""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">&b;</alert>'
)


def nws(*alerts: dict[str, Any]) -> str:
    rows = [
        {
            "type": "Feature",
            "geometry": None,
            "properties": {
                "@type": "wx:Alert",
                "areaDesc": "Los Angeles County",
                "event": "Heat Advisory",
                "sent": "2028-07-19T10:00:00-07:00",
                "messageType": "Alert",
                "status": "Exercise",
                **alert,
            },
        }
        for alert in alerts
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows})


def quakes(*places: Any) -> str:
    rows = [
        {
            "type": "Feature",
            "id": f"q{count}",
            "properties": {"mag": 4.5, "place": "<b>10 km</b> W of nowhere", "time": 1_847_244_600_000, "tsunami": 0},
            "geometry": {"type": "Point", "coordinates": place},
        }
        for count, place in enumerate(places)
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows})


FIRE = {"Name": "Canyon Fire", "UniqueId": "f1", "AcresBurned": 12, "Latitude": 34.1, "Longitude": -118.2}
CALFIRE = json.dumps({"Incidents": [FIRE]})
WFIGS = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"attr_IrwinID": "{A1}", "attr_IncidentName": "Canyon"},
                "geometry": {"type": "Point", "coordinates": [-118.2, 34.1]},
            }
        ],
    }
)
ANSWERS = {
    "cap": CAP,
    "nws-alerts": nws({"id": "a"}, {"id": "b"}),
    "usgs": quakes([-118, 34, 5], [-117, 33, 5]),
    "calfire": CALFIRE,
    "wfigs": WFIGS,
}


def event(desk: Desk) -> Event:
    assert desk.event is not None
    return desk.event


def bring(desk: Desk, tmp_path: Path, data: str | bytes, given: Given | None = None) -> Any:
    path = tmp_path / "saved.txt"  # the name says nothing
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return exchange.import_file(desk, event(desk), path, given or Given())


@pytest.mark.parametrize("name", list(ANSWERS))
def test_an_answer_is_known_by_its_content_and_the_same_again_changes_nothing(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    would = bring(desk, tmp_path, ANSWERS[name], Given(dry_run=True))
    first = bring(desk, tmp_path, ANSWERS[name])
    assert (first.format, first.refused) == (name, [])
    assert first.read == first.added > 0
    assert (would.format, would.read, would.added) == (first.format, first.read, first.added)
    before = bodies(desk)
    again = bring(desk, tmp_path, ANSWERS[name])
    assert (again.read, again.unchanged) == (first.read, first.read)
    assert bodies(desk) == before
    assert sound(desk)


def test_a_table_of_hot_spots_is_known_by_its_columns_and_those_near_a_venue_come_in(
    desk: Desk, tmp_path: Path
) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "Bowl", "lat": 34.16, "lon": -118.17}))
    report = bring(desk, tmp_path, table(row(), row(lat=-17.4)))
    assert (report.format, report.read, report.added, len(report.warnings)) == ("firms", 1, 1, 1)


def test_a_dry_run_writes_nothing_and_the_act_is_said_in_the_log(desk: Desk, tmp_path: Path) -> None:
    before = bodies(desk)
    bring(desk, tmp_path, ANSWERS["nws-alerts"], Given(dry_run=True))
    assert bodies(desk) == before
    bring(desk, tmp_path, ANSWERS["nws-alerts"])
    said = [entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)]
    assert said == ["Import of saved.txt (nws-alerts): 2 read: 2 added, 0 changed, 0 unchanged, 0 refused."]


def test_utf_16_is_read_as_any_other_text(desk: Desk, tmp_path: Path) -> None:
    data = CAP.replace(' encoding="UTF-8"', "").encode("utf-16")
    assert bring(desk, tmp_path, data).added == 1


def test_what_is_wrong_with_a_row_is_said_with_its_place_and_the_rest_comes_in(desk: Desk, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, quakes([-118, 34], [500, 34]))
    assert (report.read, report.added) == (2, 1)
    assert [(one.at, one.reason) for one in report.refused] == [("feature 2", "It has no place on the Earth.")]
    assert [quake.place for quake in desk.read_now(events.of_event, Observation, EVENT)] == [
        "<b>10 km</b> W of nowhere"
    ]


def test_an_alert_that_stands_twice_in_an_answer_is_the_one_sent_last(desk: Desk, tmp_path: Path) -> None:
    newer = {"id": "a", "headline": "newer", "sent": "2028-07-19T11:00:00-07:00"}
    data = nws(newer, {"id": "a", "headline": "older"})
    report = bring(desk, tmp_path, data)
    assert (report.read, report.added, report.unchanged) == (2, 1, 1)
    assert report.warnings == ["rows passed over because a later one speaks of the same record: 1"]
    assert [alert.headline for alert in desk.read_now(events.of_event, Alert, EVENT)] == ["newer"]
    before = bodies(desk)
    assert bring(desk, tmp_path, data).unchanged == 2
    assert bodies(desk) == before


def test_a_hostile_answer_is_refused_whole(desk: Desk, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, BOMB)
    assert (report.read, report.added) == (1, 0)
    assert "never followed" in report.refused[0].reason


def test_an_answer_with_nothing_in_it_is_no_fault(desk: Desk, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, '{"features": []}', Given(format="nws-alerts"))
    assert (report.read, report.refused) == (0, [])
    assert report.warnings == ["the file holds none: nothing to do"]


def test_a_table_a_calendar_or_places_are_no_answer_of_a_feed() -> None:
    others = (b"Title,mag\n", b"BEGIN:VCALENDAR", b'{"type": "FeatureCollection", "features": []}', b"<html>", b"")
    assert [feed_files.recognised(data) for data in others] == [None] * len(others)


def test_a_person_may_say_the_format_and_finds_it_in_the_dialog() -> None:
    exchange.check(Given(format="nws-alerts"))
    assert ("nws-alerts", "Weather alerts (NWS)") in exchange.readable()
    assert exchange.label_of("nws-alerts") == "Weather alerts (NWS)"
    assert exchange.label_of("csv") == "Table (CSV)"
