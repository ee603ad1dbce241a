"""Tables become readings through their profiles: every row an item, or refused with its reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from eocdesk.commands.imports import Import
from eocdesk.commands.partners import AddAgency
from eocdesk.commands.reading import Reading
from eocdesk.desk.desk import Desk
from eocdesk.interchange.format import Asked, Cancelled
from eocdesk.interchange.sheet.read import is_json, read_csv, read_json, read_tsv, read_xlsx
from eocdesk.models.errors import Refused
from eocdesk.store.queries.listed import listed
from tests.interchange.sheet.test_book import workbook
from tests.kit.desks import EVENT

LA = Asked(zone="America/Los_Angeles", year=2028)


def at(when: int | None) -> str:
    assert when is not None
    return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=when):%Y-%m-%d %H:%M}"


def counted(reading: Reading) -> tuple[int, int]:
    assert reading.read == len(reading.items) + len(reading.refused)
    return len(reading.items), len(reading.refused)


def la28(**more: Any) -> dict[str, Any]:
    row = {"id": "SWM01", "sport": "Swimming", "name": "SWM01 Swimming", "desc": "Heats", "venue": "Stadium"}
    row |= {"zone": "Inglewood", "date": "Sat Jul 22", "dk": "07-22", "time": "9:30 AM–12:00 PM", "rt": "Prelim"}
    return {**row, **more}


def test_the_la28_session_list_is_known_by_its_names_and_read_in_local_time() -> None:
    rows = [
        la28(),
        la28(id="SFB1", time="9:00 (CT)–11:30 (CT)"),
        la28(id="BOX9", time="6:30 PM–12:00 AM"),
        la28(id="OC", time="TBD–TBD", rt="Ceremony", venue="N/A"),
    ]
    reading = read_json(json.dumps(rows).encode(), LA)
    assert counted(reading) == (4, 0)
    assert (reading.source, reading.lists) == ("la28", "la28-sessions")
    first, central, late, undecided = reading.items
    assert (first.key, first.names, at(first.values["starts"])) == ("SWM01", {"venue": "Stadium"}, "2028-07-22 16:30")
    assert at(central.values["starts"]) == "2028-07-22 14:00"
    assert at(late.values["ends"]) == "2028-07-23 07:00"
    assert (undecided.values["day"], undecided.values["starts"], undecided.names) == ("2028-07-22", None, {})
    assert (undecided.values["kind"], undecided.warnings) == ("ceremony", ("time to be decided",))


def test_what_the_la28_list_does_not_say_is_asked_for() -> None:
    with pytest.raises(Refused, match="time zone"):
        read_json(json.dumps([la28()]).encode(), Asked(year=2028))
    wrong = read_json(json.dumps([la28(), la28(id="B", date="Fri Jul 22")]).encode(), LA)
    assert wrong.refused[0].at == "record 2"
    assert "is not a Fri in 2028" in wrong.refused[0].reason


def test_a_paris_schedule_keeps_what_is_odd_and_tells_it() -> None:
    head = "start_date,end_date,day,status,discipline,event,phase,venue,location_code,url\n"
    rows = [
        "2024-07-24T15:00:00+02:00,2024-07-24T17:00:00+02:00,2024-07-24,FINISHED,Football,Men,Group A,Parc,PDP,/a",
        "2024-07-25T15:00:00+02:00,2024-07-25T14:00:00+02:00,2024-07-25,CANCELLED,Golf,Men,R1,Golf,LGN,/b",
        "2024-07-26T15:00:00+02:00,,2024-07-26,SCHEDULED,Golf,Men,R2,Golf,LGN,/c",
    ]
    reading = read_csv((head + "\n".join(rows) + "\n").encode(), Asked())
    assert counted(reading) == (3, 0)
    assert reading.source == "paris2024"
    assert [item.values["status"] for item in reading.items] == ["finished", "cancelled", "scheduled"]
    assert [item.warnings for item in reading.items] == [(), ("cancelled", "ends before it starts"), ("no end",)]
    assert at(reading.items[0].values["starts"]) == "2024-07-24 13:00"


def test_matches_keep_the_offset_of_their_ground() -> None:
    match = {"round": "Matchday 1", "date": "2026-06-11", "time": "13:00 UTC-6", "team1": "Mexico", "team2": "Ghana"}
    made = {"name": "World Cup 2026", "matches": [{**match, "ground": "Mexico City", "group": "Group A"}]}
    (item,) = read_json(json.dumps(made).encode(), Asked()).items
    assert (item.key, item.values["title"]) == ("World Cup 2026/Group A/Mexico/Ghana", "Mexico – Ghana")
    assert at(item.values["starts"]) == "2026-06-11 19:00"
    assert item.warnings == ("no end",)


def test_a_dispatch_log_becomes_entries_and_an_id_that_comes_back_stays_apart() -> None:
    head = "id,date,time,summary,category,location,latitude,longitude,units\n"
    rows = [
        "FF1,2022-12-31,10:00:00 AM,Tree down,Storm,MAIN ST,37.5,-122.3,E9\n",
        "FF1,2022-12-31,10:00:00 AM,Tree down,Storm,MAIN ST,37.5,-122.3,E9 E12\n",
        "FF1,2023-01-01,01/01/2023 02:00:00 AM,Flood,Storm,,,,\n",
    ]
    reading = read_csv((head + "".join(rows)).encode(), Asked())
    assert counted(reading) == (3, 0)
    assert {item.kind for item in reading.items} == {"entry"}
    assert len({item.key for item in reading.items}) == 3
    assert reading.items[0].values["text"] == "Storm. MAIN ST. Units: E9. Tree down"
    assert (reading.items[2].values["lat"], at(reading.items[2].values["happened"])) == (None, "2023-01-01 10:00")


def test_a_plain_table_needs_no_profile_whatever_it_is_kept_in() -> None:
    text = "Title\tStart\tEnd\nOpening\t2028-07-14 20:00\t22:30\n"
    tabs = read_tsv(text.encode(), LA)
    commas = read_csv(text.replace("\t", ",").encode(), LA)
    cells = read_xlsx(workbook(S=[line.split("\t") for line in text.splitlines()]), LA)
    for reading in (tabs, commas, cells):
        (item,) = reading.items
        assert (at(item.values["starts"]), at(item.values["ends"])) == ("2028-07-15 03:00", "2028-07-15 05:30")
    assert [reading.format for reading in (tabs, commas, cells)] == ["tsv", "csv", "xlsx"]


def test_columns_that_no_field_takes_are_told_once_and_only_where_they_say_something() -> None:
    reading = read_csv(b"Title,Start,Weather,Empty\nOpening,2028-07-14 20:00,sun,\n", LA)
    assert reading.warnings == ("columns not taken: Weather",)


def test_two_sheets_of_one_source_are_one_reading_and_one_nobody_knows_is_refused_by_name() -> None:
    rows = [["Title", "Start", "End"], ["Opening", "2028-07-14 20:00", "22:00"]]
    data = workbook(One=rows, Two=[rows[0], ["Closing", "2028-07-30 20:00", "22:00"]], Notes=[["x", "y"], ["1", "2"]])
    reading = read_xlsx(data, LA)
    assert counted(reading) == (2, 1)
    assert reading.refused[0].at == "Notes"


def test_rows_that_cannot_be_read_are_refused_by_place_and_the_rest_comes_in() -> None:
    reading = read_csv(b"Title,Start,End\n,2028-07-14 20:00,\nHeat,noonish,\nFinal,2028-07-15 20:00,21:00\n", LA)
    assert [(refusal.at, refusal.reason) for refusal in reading.refused] == [
        ("row 2", "The row has no title."),
        ("row 3", "“noonish” is not a time as this source writes them."),
    ]
    assert counted(reading) == (1, 2)


def test_headings_alone_and_xml_are_refused() -> None:
    with pytest.raises(Refused, match="headings but no rows"):
        read_csv(b"Title,Start\n", LA)
    with pytest.raises(Refused, match="XML or HTML"):
        read_csv(b"<html><table>", LA)
    assert is_json(b"\xef\xbb\xbf [1]")
    assert not is_json(b"[a],b".replace(b"[", b"("))


def test_a_cancel_stops_between_rows() -> None:
    stop = iter([False, True, True])
    rows = b"".join(b"Heat %d,2028-07-14 20:00\n" % number for number in range(600))
    with pytest.raises(Cancelled):
        read_csv(b"Title,Start\n" + rows, Asked(zone="UTC", cancelled=lambda: next(stop)))


CREWS = """\
Crew,Nation,Discipline,Type,People,Languages,Qualifications,Qualified until,Sending agency,Where,Liaison,Liaison phone
Sierra 1,Mexico,Wildland fire,2,20,"Spanish, English",S-130,2028-08-01,CNPC,Balboa,G. Herrera,+52 55 0100
Sierra 1,Chile,Wildland fire,2,18,Spanish,S-130,2028-07-01,CONAF,,,
,Mexico,Wildland fire,2,20,Spanish,S-130,2028-08-01,CNPC,,,
"""


def test_crews_of_partner_nations_come_in_twice_as_once_with_agency_and_liaison(desk: Desk) -> None:
    agency = desk.do_now(AddAgency(EVENT, {"name": "Protección Civil", "short": "CNPC"})).value
    reading = read_csv(CREWS.encode(), Asked())
    assert (reading.source, len(reading.refused)) == ("partner-crews", 1)
    report = desk.do_now(Import(EVENT, reading, "crews.csv")).value
    assert (report.added, len(report.refused)) == (2, 1)
    rows = {one["nation"]: one for one in desk.read_now(listed, "resource", EVENT, None, None)}
    mexico, chile = rows["Mexico"], rows["Chile"]
    assert (mexico["agency"], mexico["quantity"], mexico["valid_until"]) == (agency, 20, "2028-08-01")
    assert mexico["note"] == "Liaison: G. Herrera. Liaison phone: +52 55 0100"
    assert (mexico["kind"], mexico["place"]) == ("team", "Balboa")
    assert (chile["agency"], chile["note"]) == (None, "Agency: CONAF")  # not known here: the words stay
    again = desk.do_now(Import(EVENT, read_csv(CREWS.encode(), Asked()), "crews.csv")).value
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)


def test_a_roster_without_a_profile_tells_badge_numbers_of_two_countries_apart(desk: Desk) -> None:
    head = "Volunteer ID,Full name,Skills,Languages,Expires,Country,Phone\n"
    rows = "1,Ana,Interpreter,Spanish,2028-08-01,Mexico,+52 1\n1,Luc,Heat,French,31/07/28,France,+33 1\n"
    reading = read_csv((head + rows).encode(), Asked())
    assert reading.items[0].kind == "resource"
    desk.do_now(Import(EVENT, reading, "roster.csv"))
    found = {one["name"]: one for one in desk.read_now(listed, "resource", EVENT, None, None)}
    assert set(found) == {"Ana", "Luc"}
    assert (found["Ana"]["number"], found["Ana"]["valid_until"], found["Ana"]["note"]) == (
        "1",
        "2028-08-01",
        "Phone: +52 1",
    )
    assert any("is not a day" in warning for warning in reading.items[1].warnings)
