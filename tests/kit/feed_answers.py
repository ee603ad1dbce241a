"""What every feed answers in the course of a day: at first, with what is new in it, and how it fails in between."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from eocdesk.models.clock import Moment
from tests.feeds.test_airnow import ROW
from tests.feeds.test_calfire import FIRE
from tests.feeds.test_cap import AREA, INFO
from tests.feeds.test_firms import row as hot_spot
from tests.feeds.test_firms import table
from tests.feeds.test_nws_alerts import answer as warnings
from tests.feeds.test_nws_alerts import feature as warning
from tests.feeds.test_usgs import quake
from tests.feeds.test_wfigs import fire
from tests.kit.feed_server import Play
from tests.kit.odf import UNIT, message

STADIUM = {"name": "Stadium", "lat": 34.01, "lon": -118.28}
SYSTEM = {"name": "Gateway", "vendor": "Fortinet", "product": "FortiOS"}
"""What has to be on a desk for all of them to bring something."""
RECORDS = {
    "nws-alerts": (2, 3),
    "nws-forecast": (2, 2),
    "cap": (1, 2),
    "wfigs": (1, 2),
    "calfire": (1, 1),
    "usgs": (2, 3),
    "airnow": (1, 1),
    "firms": (1, 2),
    "heatrisk": (1, 1),
    "layer": (2, 2),
    "calendar": (2, 2),
    "odf": (1, 2),
    "kev": (1, 2),
    "taxii": (2, 3),
}
"""How many records each has made after its first answer and after its second."""
FAILURES = (
    Play(status=500),
    Play(status=429, headers={"retry-after": "5400"}),
    Play(b"<html>Sign in</html>", headers={"content-type": "text/html"}),
    Play(b"GIF89a", headers={"content-type": "image/gif"}),
    Play(b"{", cut=True),
    Play(status=403),
)
"""Each of the feeds in turn fails in one of these ways."""


def first(now: Moment) -> dict[str, bytes]:
    """The first answer of each."""
    return {
        "nws-alerts": warnings(warning("a"), warning("b", event="Excessive Heat Warning")),
        "nws-forecast": _forecast(now, 30.0),
        "cap": _cap("m1", "Alert"),
        "wfigs": json.dumps({"features": [fire(10, 1_800_000_000_000)]}).encode(),
        "calfire": json.dumps({"Incidents": [{**FIRE, "IsActive": "Y"}]}).encode(),
        "usgs": _quakes(("ci1", 4.2), ("ci2", 3.1)),
        "airnow": json.dumps([ROW]).encode(),
        "firms": table(hot_spot()),
        "heatrisk": b"Venue,Date,HeatRisk\r\nStadium,2028-07-19,3\r\n",
        "layer": _layer(("1", -118.2), ("2", -118.3)),
        "calendar": _calendar(("a", "Final", 18), ("b", "Heats", 20)),
        "odf": message(UNIT),
        "kev": _kev("CVE-2028-1001"),
        "taxii": _taxii(1, 2),
    }


def then(now: Moment) -> dict[str, bytes]:
    """What they answer later: updated, cancelled, moved, revised, and with one thing more in some."""
    update = warning("c", messageType="Update", references=[{"identifier": "b"}], sent="2028-07-19T06:00:00-07:00")
    other = fire(5, 1_800_000_000_000)
    other["properties"] |= {"attr_IrwinID": "{CD}", "poly_IncidentName": "Canyon"}
    spotted = {**FIRE, "IsActive": "N", "Updated": "2028-07-19T21:00:00Z", "ExtinguishedDate": "2028-07-19T20:00:00Z"}
    return {
        "nws-alerts": warnings(warning("a"), update),
        "nws-forecast": _forecast(now, 38.0),
        "cap": _cap("m2", "Cancel", "a@example.org,m1,2028-07-19T03:00:00-07:00"),
        "wfigs": json.dumps({"features": [fire(90, 1_800_000_900_000), other]}).encode(),
        "calfire": json.dumps({"Incidents": [spotted]}).encode(),
        "usgs": _quakes(("ci1", 4.4), ("ci2", 3.1), ("ci3", 2.9)),
        "airnow": json.dumps([ROW | {"HourObserved": 18, "AQI": 171}]).encode(),
        "firms": table(hot_spot(), hot_spot(time="1130")),
        "heatrisk": b"Venue,Date,HeatRisk\r\nStadium,2028-07-19,4\r\n",
        "layer": _layer(("1", -118.25), ("2", -118.3)),
        "calendar": _calendar(("a", "Final, moved", 19), ("b", "Heats", 20)),
        "odf": message(UNIT.replace("Final", "Gold"), UNIT.replace("000100", "000200")),
        "kev": _kev("CVE-2028-1001", "CVE-2028-1002"),
        "taxii": _taxii(1, 2, 3),
    }


def _forecast(now: Moment, degrees: float) -> bytes:
    issued = datetime.fromtimestamp(now / 1000, UTC).replace(minute=0, second=0, microsecond=0).isoformat()
    ring = [[-118.3, 34.0], [-118.27, 34.0], [-118.27, 34.02], [-118.3, 34.02], [-118.3, 34.0]]

    def course(unit: str, value: float) -> dict[str, Any]:
        return {"uom": unit, "values": [{"validTime": f"{issued}/P2D", "value": value}]}

    said = {
        "updateTime": issued,
        "temperature": course("wmoUnit:degC", degrees),
        "relativeHumidity": course("wmoUnit:percent", 40.0),
    }
    return json.dumps({"geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": said}).encode()


def _cap(key: str, kind: str, replaces: str = "") -> bytes:
    named = f"<references>{replaces}</references>" if replaces else ""
    info = INFO.format("en-US", "Excessive Heat Warning", AREA)
    return (
        '<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'
        f"<identifier>{key}</identifier><sender>a@example.org</sender><sent>2028-07-19T03:00:00-07:00</sent>"
        f"<status>Actual</status><msgType>{kind}</msgType><scope>Public</scope>{named}{info}</alert>"
    ).encode()


def _quakes(*rows: tuple[str, float]) -> bytes:
    made = [quake(key, f",{key},", [-118.6, 34.5, 9.1], size) for key, size in rows]
    return json.dumps({"type": "FeatureCollection", "features": made}).encode()


def _layer(*rows: tuple[str, float]) -> bytes:
    made = [
        {
            "type": "Feature",
            "id": key,
            "properties": {"name": f"Gate {key}"},
            "geometry": {"type": "Point", "coordinates": [lon, 34.1]},
        }
        for key, lon in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": made}).encode()


def _calendar(*rows: tuple[str, str, int]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for key, title, hour in rows:
        lines += ["BEGIN:VEVENT", f"UID:{key}", f"DTSTART:20280719T{hour}0000Z", f"SUMMARY:{title}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _kev(*names: str) -> bytes:
    rows = [
        {"cveID": name, "vendorProject": "Fortinet", "product": "FortiOS", "dateAdded": "2028-07-01"} for name in names
    ]
    rows.append({"cveID": "CVE-2028-9999", "vendorProject": "Nobody", "product": "Nothing", "dateAdded": "2028-07-01"})
    return json.dumps({"count": len(rows), "vulnerabilities": rows}).encode()


def _taxii(*counts: int) -> bytes:
    rows = [
        {
            "type": "indicator",
            "spec_version": "2.1",
            "id": f"indicator--00000000-0000-4000-8000-{count:012d}",
            "created": "2028-07-01T00:00:00.000Z",
            "modified": f"2028-07-0{len(counts)}T00:00:00.000Z",
            "name": f"Phishing {count} of {len(counts)}",
            "pattern": f"[domain-name:value = 'bad{count}.example.org']",
            "pattern_type": "stix",
            "valid_from": "2028-07-01T00:00:00Z",
        }
        for count in counts
    ]
    return json.dumps({"more": False, "objects": rows}).encode()
