"""eocdesk exposures."""

from __future__ import annotations

import argparse
from typing import Any

from eocdesk.cli.desks import at_desk, event, put_json
from eocdesk.maps.exposure import SEVERITIES, Exposure
from eocdesk.models import clock
from eocdesk.store.queries import titles


def exposures(asked: argparse.Namespace) -> int:
    """Say what is touched, and which alerts could not be matched by place."""
    now = clock.now()
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        found = desk.exposing.look(opened.id, now)
        names: dict[bytes, str] = {}
        for kind, wanted in (
            ("venue", {one.venue for one in found.exposures if one.venue}),
            ("session", {one.session for one in found.exposures if one.session}),
            ("feature", {one.feature for one in found.exposures if one.feature}),
            ("alert", set(found.unplaced)),
        ):
            names |= desk.read_now(titles.titles, kind, sorted(wanted))
    made = [_plain(one, names, now) for one in found.exposures]
    unplaced = [{"id": one.hex(), "title": names.get(one, "")} for one in found.unplaced]
    if asked.json:
        put_json({"at": clock.iso(now), "exposures": made, "unplaced": unplaced})
        return 0
    for one in made:
        where = one["session_name"] or one["feature_name"] or one["venue_name"]
        until = one["ends"] or "further notice"
        print(f"{'now  ' if one['now'] else 'later'}  {where}  {one['begins']} to {until}  {one['reason']}")
    for alert in unplaced:
        print(f"no shape: not matched by place  {alert['title']}")
    if not made and not unplaced:
        print("No hazard touches anything of this event.")
    return 0


def _plain(one: Exposure, names: dict[bytes, str], now: int) -> dict[str, Any]:
    """As scripts read it: ids in hexadecimal, moments as ISO 8601."""
    made: dict[str, Any] = {"hazard": one.hazard.hex(), "kind": one.kind, "title": one.title}
    for name in ("venue", "session", "feature"):
        record = getattr(one, name)
        made[name] = record.hex() if record else None
        made[f"{name}_name"] = names.get(record, "") if record else ""
    return made | {
        "begins": clock.iso(one.begins),
        "ends": clock.iso(one.ends),
        "now": one.is_now(now),
        "reason": one.reason,
        "km": None if one.km is None else round(one.km, 1),
        "severity": SEVERITIES[one.severity],
    }
