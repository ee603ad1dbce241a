"""Sessions for the calendar's tests: rows as they are drawn, and sessions on a real desk."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from eocdesk.commands.calendar import AddSession
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models.clock import moment
from eocdesk.store.queries.calendar import SessionRow
from tests.kit.desks import EVENT

ZONE = "America/Los_Angeles"
DAY = "2028-07-19"
MINUTE = 60_000
HOUR = 60 * MINUTE
_COUNTER = count(1)


def when(words: str, zone: str = ZONE) -> int:
    """`14:00` on the day of the tests, or `2028-07-20 14:00`, on that zone's clock."""
    whole = words if len(words) > len("14:00") else f"{DAY} {words}"
    return moment(datetime.fromisoformat(whole).replace(tzinfo=ZoneInfo(zone)))


def row(title: str = "Swimming", starts: str | None = None, ends: str | None = None, **more: Any) -> SessionRow:
    """A session as the calendar reads it; a venue of one letter stands for its id."""
    n = next(_COUNTER)
    venue = more.pop("venue", None)
    if isinstance(venue, str):
        more.setdefault("venue_name", f"Venue {venue}")
        venue = venue.encode()
    return SessionRow(
        n,
        n.to_bytes(16, "big"),
        title,
        venue=venue,
        starts=None if starts is None else when(starts),
        ends=None if ends is None else when(ends),
        **more,
    )


def add(desk: Desk, title: str, starts: str | None = None, ends: str | None = None, **values: Any) -> bytes:
    """A session written by hand; its id."""
    times = {"starts": starts and when(starts), "ends": ends and when(ends)}
    made: bytes = desk.do_now(AddSession(EVENT, {"title": title, **times, **values})).value
    return made


def venue(desk: Desk, name: str, **values: Any) -> bytes:
    """A venue; its id."""
    made: bytes = desk.do_now(Add("venue", EVENT, {"name": name, **values})).value
    return made


@st.composite
def rows(draw: st.DrawFn, most: int = 14) -> list[SessionRow]:
    """Sessions of a few venues within three days: overlapping, without an end, ending before they start, no time."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        begins = draw(st.none() | st.integers(0, 72 * 12))
        long = draw(st.none() | st.integers(-12, 60))
        starts = None if begins is None else when("00:00") + begins * 5 * MINUTE
        n, place = next(_COUNTER), draw(st.sampled_from((None, b"a", b"b", b"c")))
        found.append(
            SessionRow(
                n,
                n.to_bytes(16, "big"),
                f"Session {n}",
                kind=draw(st.sampled_from(("competition", "ceremony", "training", "delivery", "meeting"))),
                venue=place,
                venue_name=draw(st.sampled_from(("", "Hall"))) if place is None else f"Venue {place.decode()}",
                starts=starts,
                ends=None if starts is None or long is None else starts + long * 5 * MINUTE,
                status=draw(st.sampled_from(("scheduled", "delayed", "running", "finished", "cancelled"))),
                source=draw(st.sampled_from(("", "ics"))),
                day=draw(st.sampled_from((None, DAY, "2028-07-20"))) if starts is None else None,
            )
        )
    return found
