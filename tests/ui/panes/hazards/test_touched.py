"""What is touched now comes first, then what begins soonest; sessions before venues, of these the most severe."""

from __future__ import annotations

from eocdesk.desk.desk import Desk
from eocdesk.maps.exposure import Exposed, Exposure
from eocdesk.ui.panes.hazards.touched import named

NOW = 1_847_000_000_000
HOUR = 3_600_000


def exposure(title: str, begins: int, severity: int, session: bytes | None = None) -> Exposure:
    return Exposure(title.encode(), "alert", title, b"v", session, None, begins, None, "why", 0.0, severity)


def test_now_before_later_and_the_most_severe_of_each_first(desk: Desk) -> None:
    given = (
        exposure("late", NOW + 2 * HOUR, 4),
        exposure("soon", NOW + HOUR, 1),
        exposure("mild", NOW - HOUR, 1),
        exposure("worst", NOW - 2 * HOUR, 4),
        exposure("session", NOW - HOUR, 1, b"s"),
    )
    made = desk.read_now(named, Exposed(given), NOW)
    assert [one.title for one in made] == ["session", "worst", "mild", "soon", "late"]
    assert made[1].what == "A place without a name"
    assert made[1].record == ("venue", b"v")
    assert made[0].record == ("session", b"s")
