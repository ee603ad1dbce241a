"""Measures of the watch: what hazards touch, CISA's list and a large STIX bundle brought in at an open window."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.maps.exposure import exposed, read_shapes
from eocdesk.models import clock
from eocdesk.store.queries import exposures
from eocdesk.ui.bench.figures import Figure, quantile, took
from eocdesk.ui.bench.made import EVENT, Ground, fill, games
from eocdesk.ui.bench.processes import child, printed

_HOUR = 3_600_000
_TIMES = 9
_BARE_JSON = (
    "import json, sys, time\n"
    "from eocdesk.ui.bench.processes import resident\n"
    "data = open(sys.argv[1], 'rb').read(); before = resident(); begun = time.perf_counter()\n"
    "held = json.loads(data); took = (time.perf_counter() - begun) * 1000\n"
    "print(json.dumps({'took': took, 'more': resident() - before, 'count': len(held)}))"
)
_KINDS = ("indicator", "malware", "relationship", "observed-data", "x-centre-note")


def exposure(ground: Ground) -> Iterator[Figure]:
    """What is touched, reckoned anew because a hazard changed, beside the bare tree asked with the same shapes."""
    venues, sessions, alerts = ground.sizes.hazards
    desk = Desk(ground.folder / "hazards")
    try:
        _fill(desk, ground)
        now = clock.now()
        first = took(partial(_reckon, desk, now))
        later = [took(partial(_reckon, desk, now)) for _ in range(_TIMES)]
        world = desk.read_now(exposures.world, EVENT, now)
        touched = len(exposed(world, now).exposures)
        bare = quantile([took(_bare(world)) for _ in range(_TIMES)], 0.5)
        folder = desk.folder
    finally:
        desk.close()
    what = f"{venues:,} venues, {sessions:,} sessions, {alerts:,} alerts"
    floor_is = "a bare STRtree of the venues, asked with the alerts"
    yield Figure("exposure", f"{what}, first", first, "ms", None, bare, floor_is)
    yield Figure("exposure", f"{touched:,} touched, again, p50", quantile(later, 0.5), "ms", 200, bare, floor_is)
    stalled = child(folder, "reckon", times=_TIMES)
    rest = "the same window at rest"
    yield Figure("exposure", "longest stall of the screen", stalled["stall"], "ms", 100, stalled["rest"], rest)


def _reckon(desk: Desk, now: int) -> object:
    """Read and reckoned, as after any change of a hazard."""
    return exposed(desk.read_now(exposures.world, EVENT, now), now)


def _bare(world: exposures.World) -> Callable[[], object]:
    import shapely  # noqa: PLC0415  heavy: the other measures do without

    points = [shapely.Point(one.lon or 0, one.lat or 0) for one in world.venues]
    shapes = read_shapes([one.geometry for one in world.alerts])
    return lambda: shapely.STRtree(points).query(shapes, predicate="intersects")


def _fill(desk: Desk, ground: Ground) -> None:
    """Venues over a city, their sessions over two weeks, alerts as large as warnings are over the land around it."""
    venues, sessions, alerts = ground.sizes.hazards
    now = clock.now()
    desk.do_now(games())
    desk.open_event(EVENT)
    held = fill(desk, "venue", _venue, venues)

    def session(at: int) -> dict[str, Any]:
        starts = now + (at * 37 % (14 * 24)) * _HOUR
        return {"title": f"Session {at}", "venue": held[at % venues], "starts": starts, "ends": starts + 2 * _HOUR}

    def alert(at: int) -> dict[str, Any]:
        lat, lon = 32.8 + at * 7 % 97 / 40, -119.9 + at * 13 % 101 / 30
        turn = [(lat + 0.05 * (n % 5 + 1), lon + 0.004 * n) for n in range(40)]
        ring = [[x, y] for y, x in turn] + [[lon + 0.16, lat - 0.05], [lon, lat - 0.05], [turn[0][1], turn[0][0]]]
        shape = json.dumps({"type": "Polygon", "coordinates": [ring]})
        ends = now + (1 + at % 48) * _HOUR
        return {"title": f"Warning {at}", "hazard": "heat", "onset": now, "ends": ends, "geometry": shape}

    fill(desk, "session", session, sessions)
    fill(desk, "alert", alert, alerts)


def _venue(at: int) -> dict[str, Any]:
    return {"name": f"Venue {at}", "lat": 33.6 + at * 7 % 89 / 100, "lon": -118.7 + at * 11 % 97 / 90}


def kev(ground: Ground) -> Iterator[Figure]:
    """CISA's whole list as a file at an open window, beside json.loads of it alone."""
    yield from _brought(ground, "kev", kev_list(ground.folder / "kev.json", ground.sizes.kev), ground.sizes.kev)


def stix(ground: Ground) -> Iterator[Figure]:
    """A bundle of 100,000 objects, a fifth of them indicators, likewise."""
    count = ground.sizes.stix
    yield from _brought(ground, "stix", stix_bundle(ground.folder / "stix.json", count), len(range(0, count, 5)))


def _brought(ground: Ground, name: str, file: Path, wanted: int) -> Iterator[Figure]:
    desk = Desk(ground.folder / f"bring-{name}")
    desk.do_now(games())
    desk.open_event(EVENT)
    desk.close()
    found = child(desk.folder, "bring", file=str(file))
    if found["added"] != wanted:
        raise AssertionError(f"the import lost rows: {found}")
    bare = printed([sys.executable, "-c", _BARE_JSON, str(file)])
    size = f"{file.stat().st_size / 1e6:.0f} MB"
    alone = f"json.loads of the {size} alone"
    yield Figure(name, f"{wanted:,} records of {size}", found["took"], "ms", None, bare["took"], alone)
    yield Figure(name, "memory at most, above the window's", found["more"], "MB", 600, bare["more"], alone)
    yield Figure(name, "memory kept afterwards", found["kept"], "MB")
    rest = "the same window at rest"
    yield Figure(name, "longest stall of the screen", found["stall"], "ms", 200, found["rest"], rest)
    yield Figure(name, "the desk's folder grows by", found["disk"], "MB", None, file.stat().st_size / 1e6, "the file")


def kev_list(file: Path, count: int) -> Path:
    """A made list with texts as long as CISA's are."""
    rows = [
        {
            "cveID": f"CVE-{2021 + at % 8}-{10_000 + at}",
            "vendorProject": f"Vendor {at % 90}",
            "product": f"Product {at % 400}",
            "vulnerabilityName": f"Vendor {at % 90} Product {at % 400} Improper Access Control Vulnerability",
            "dateAdded": f"2028-0{1 + at % 6}-11",
            "shortDescription": "It holds a flaw by which somebody without an account may run what they like. " * 2,
            "requiredAction": "Apply mitigations per vendor instructions or discontinue use of the product.",
            "dueDate": "2028-07-02",
            "knownRansomwareCampaignUse": "Known" if at % 5 == 0 else "Unknown",
            "notes": f"https://vendor{at % 90}.example.org/notices/{at}",
        }
        for at in range(count)
    ]
    file.write_text(json.dumps({"title": "List", "count": count, "vulnerabilities": rows}), "utf-8")
    return file


def stix_bundle(file: Path, count: int) -> Path:
    """A made bundle, written object by object."""
    with file.open("w", encoding="utf-8") as out:
        out.write('{"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000000", "objects": [')
        for at in range(count):
            out.write((",\n" if at else "") + json.dumps(_object(at)))
        out.write("]}")
    return file


def _object(at: int) -> dict[str, Any]:
    kind = _KINDS[at % len(_KINDS)]
    stamp = "2028-07-01T00:00:00.000Z"
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--00000000-0000-4000-8000-{at:012x}",
        "created": stamp,
        "modified": stamp,
        "name": f"Made object {at} of a bundle",
        "description": "Seen at the gate of a partner, told in a call, and written down as it was heard. " * 3,
        "pattern": f"[domain-name:value = 'host{at}.example.org']",
        "pattern_type": "stix",
        "valid_from": stamp,
        "object_marking_refs": ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"],
    }
