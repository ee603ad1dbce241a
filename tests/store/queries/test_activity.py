"""Whose log it is, when, and how each entry reads now."""

from __future__ import annotations

from eocdesk.commands.entries import AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.activity import Activity, activities
from eocdesk.store.queries.held import Sought, held
from tests.kit.desks import EVENT

HOUR = 3_600_000


def log(desk: Desk, of: str, *, since: int | None = None, until: int | None = None) -> tuple[Activity, ...]:
    def read(connection: object) -> tuple[Activity, ...]:
        found = held(connection, Sought("ics-214", EVENT, 0, since=since, until=until))  # type: ignore[arg-type]
        return activities(connection, found, of)  # type: ignore[arg-type]

    return desk.read_now(read)


def test_a_person_or_a_position_is_found_in_any_case_and_nobody_else(desk: Desk) -> None:
    desk.do_now(LogEntry(EVENT, "Gate 4 closed"))
    desk.settings.set("person", "M. Ruiz")
    desk.do_now(LogEntry(EVENT, "Water is out"))
    assert [one.text for one in log(desk, "m. ruiz")] == ["Water is out"]
    assert [one.text for one in log(desk, desk.position)] == ["Gate 4 closed", "Water is out"]
    assert log(desk, "Nobody") == ()
    assert len(log(desk, "")) == 2
    desk.settings.set("person", "Zoë Ólafsdóttir")
    desk.do_now(LogEntry(EVENT, "Fans moved"))
    assert [one.text for one in log(desk, "zoë Ólafsdóttir")] == ["Fans moved"]


def test_an_entry_reads_as_it_was_put_right_and_a_struck_one_says_why(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "Gate 4 closed")).value
    gone, _ = desk.do_now(LogEntry(EVENT, "Fire at gate 9")).value
    desk.do_now(AmendEntry(entry, "Gate 5 closed", "Wrong gate"))
    desk.do_now(StrikeEntry(gone, "A drill"))
    first, second = log(desk, "")
    assert (first.text, first.amended) == ("Gate 5 closed", True)
    assert second.struck.startswith("A drill")


def test_only_what_happened_in_the_time_counts(desk: Desk) -> None:
    for hour in (1, 2, 3):
        desk.do_now(LogEntry(EVENT, f"Hour {hour}", happened=hour * HOUR))
    assert [one.text for one in log(desk, "", since=2 * HOUR, until=3 * HOUR)] == ["Hour 2"]


def test_of_an_incident_its_own_entries_alone(desk: Desk) -> None:
    fire, _ = desk.do_now(ReportIncident(EVENT, "Fire")).value
    desk.do_now(LogEntry(EVENT, "Engine on scene", incident=fire))
    desk.do_now(LogEntry(EVENT, "Gate 4 closed"))

    def read(connection: object) -> list[str]:
        found = held(connection, Sought("ics-214", EVENT, 0, incident=fire))  # type: ignore[arg-type]
        return [one.text for one in activities(connection, found, "")]  # type: ignore[arg-type]

    said = desk.read_now(read)
    assert "Engine on scene" in said
    assert "Gate 4 closed" not in said


def test_what_is_left_out_lends_no_marking(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "Secret", marking="RED", happened=HOUR)).value
    desk.do_now(AmendEntry(entry, "More secret", "Why"))
    desk.do_now(LogEntry(EVENT, "Open", happened=5 * HOUR))

    def marking(connection: object) -> str:
        found = held(connection, Sought("ics-214", EVENT, 0, since=4 * HOUR, until=6 * HOUR))  # type: ignore[arg-type]
        activities(connection, found, "")  # type: ignore[arg-type]
        return found.marking

    assert desk.read_now(marking) != "RED"
