"""What every format is handed: how far it is, when to stop, and the names that stand for ids."""

from __future__ import annotations

import pytest

from eocdesk.interchange.format import Asked, Cancelled, Export, never
from eocdesk.models import Agency, Event, Venue


def test_progress_is_told_and_a_cancel_stops_at_the_next_beat() -> None:
    told: list[tuple[int, int]] = []
    stop = iter([False, True])
    asked = Asked(progress=lambda done, total: told.append((done, total)), cancelled=lambda: next(stop))
    asked.beat(256, 1000)
    with pytest.raises(Cancelled):
        asked.beat(512, 1000)
    assert told == [(256, 1000)]


def test_an_id_is_written_as_its_name_and_an_unknown_one_as_nothing() -> None:
    venue, agency = Venue(id=b"v", name="SoFi Stadium"), Agency(id=b"a", name="LAPD")
    export = Export(Event(code="LA28"), venues=[venue], agencies=[agency], venue_names={b"w": "Rose Bowl"})
    assert [export.venue_name(record) for record in (b"v", b"w", b"x", None)] == ["SoFi Stadium", "Rose Bowl", "", ""]
    assert [export.agency_name(record) for record in (b"a", b"x", None)] == ["LAPD", "", ""]


def test_a_format_that_is_only_written_recognises_nothing() -> None:
    assert never(b"BEGIN:VCALENDAR", "a.ics") is False
