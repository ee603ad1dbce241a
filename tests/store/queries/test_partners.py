"""What the partners' pane lists, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eocdesk.commands.events import AddEvent
from eocdesk.commands.partners import AddAgency, AddContact, AddDuty, AddSeat
from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import partners
from eocdesk.store.queries.contact_card import Way, card
from eocdesk.store.queries.partners import Wanted

HOUR = 3_600_000
NOON = 1_847_646_000_000


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EOCDESK_NO_KEYRING", "1")
    made = Desk(tmp_path / "desk")
    made.open_event(made.do_now(AddEvent("LA28", "LA28 Games", "America/Los_Angeles")).value)
    yield made
    made.close()


@pytest.fixture
def event(desk: Desk) -> bytes:
    assert desk.event is not None
    return desk.event.id


def add(desk: Desk, event: bytes, verb: Any, **values: Any) -> bytes:
    key = desk.do_now(verb(event, values)).value
    assert isinstance(key, bytes)
    return key


def listed(desk: Desk, event: bytes, **wanted: Any) -> list[str]:
    rows = desk.read_now(partners.people, event, NOON, Wanted(**wanted))
    read = desk.read_now(partners.rows_of, event, rows, NOON)
    return [read[row].name for row in rows]


def test_people_stand_by_name_and_those_on_duty_before_them(desk: Desk, event: bytes) -> None:
    names = ("ruiz", "Álvarez", "Baker", "Kim")
    keys = {name: add(desk, event, AddContact, name=name) for name in names}
    add(desk, event, AddDuty, contact=keys["ruiz"], starts=NOON - HOUR, ends=NOON + HOUR)
    add(desk, event, AddDuty, contact=keys["Kim"], starts=NOON - HOUR, ends=NOON)
    add(desk, event, AddDuty, contact=keys["Baker"], starts=NOON + HOUR)
    desk.do_now(Strike("contact", add(desk, event, AddContact, name="Adams")))
    assert listed(desk, event) == ["ruiz", "Baker", "Kim", "Álvarez"]
    assert listed(desk, event, on_duty=True) == ["ruiz"]


def test_words_are_found_in_the_person_the_agency_and_the_venue_together(desk: Desk, event: bytes) -> None:
    fire = add(desk, event, AddAgency, name="LA County Fire", short="LACoFD", sector="local")
    sofi = desk.do_now(Add("venue", event, {"name": "SoFi Stadium"})).value
    add(desk, event, AddContact, name="Maria Ruiz", agency=fire, role="Medical branch", phones=[["", "213-485-3265"]])
    add(desk, event, AddContact, name="Mario Ruiz", venue=sofi, role="Venue commander")
    assert listed(desk, event, words="ruiz") == ["Maria Ruiz", "Mario Ruiz"]
    assert listed(desk, event, words="lacofd ru") == ["Maria Ruiz"]
    assert listed(desk, event, words="sofi comm") == ["Mario Ruiz"]
    assert listed(desk, event, words="ruiz police") == []
    assert listed(desk, event, words='"; DROP') == []


def test_people_are_narrowed_by_sector_role_venue_and_agency(desk: Desk, event: bytes) -> None:
    fire = add(desk, event, AddAgency, name="LA County Fire", sector="local")
    fema = add(desk, event, AddAgency, name="FEMA", sector="federal")
    sofi = desk.do_now(Add("venue", event, {"name": "SoFi Stadium"})).value
    add(desk, event, AddContact, name="A", agency=fire, role="Liaison", venue=sofi)
    add(desk, event, AddContact, name="B", agency=fema, role="Liaison")
    add(desk, event, AddContact, name="C", agency=fema)
    assert listed(desk, event, sector="federal") == ["B", "C"]
    assert listed(desk, event, role="Liaison") == ["A", "B"]
    assert listed(desk, event, venue=sofi) == ["A"]
    assert listed(desk, event, agency=fema, role="Liaison") == ["B"]
    assert desk.read_now(partners.roles, event) == (("Liaison", 2),)
    assert desk.read_now(partners.venues, event) == ((sofi, "SoFi Stadium"),)


def test_a_row_says_until_when_somebody_is_on_duty_and_the_best_seat_they_hold(desk: Desk, event: bytes) -> None:
    kim = add(desk, event, AddContact, name="Kim", radio="Ch 4C", phones=[["mobile", "911"]], organisation="Inglewood")
    add(desk, event, AddDuty, contact=kim, starts=NOON - HOUR, ends=NOON + HOUR)
    add(desk, event, AddDuty, contact=kim, starts=NOON - HOUR, ends=NOON + 2 * HOUR)
    add(desk, event, AddSeat, name="Law", holder=kim, status="activated")
    add(desk, event, AddSeat, name="Deputy", holder=kim, status="on call")
    (row,) = desk.read_now(partners.rows_by_id, event, [kim], NOON).values()
    assert (row.on_duty, row.until, row.seat) == (True, NOON + 2 * HOUR, "activated")
    assert (row.radio, row.phone, row.place) == ("Ch 4C", "911", "Inglewood")
    add(desk, event, AddDuty, contact=kim, starts=NOON - HOUR)
    (row,) = desk.read_now(partners.rows_by_id, event, [kim], NOON).values()
    assert (row.on_duty, row.until) == (True, None)


def test_agencies_count_their_people_and_seats(desk: Desk, event: bytes) -> None:
    fire = add(desk, event, AddAgency, name="LA County Fire", short="LACoFD", esf="ESF-4", ca_esf="CA-ESF 4")
    kim = add(desk, event, AddContact, name="Kim", agency=fire)
    add(desk, event, AddContact, name="Baker", agency=fire)
    add(desk, event, AddDuty, contact=kim, starts=NOON - HOUR)
    add(desk, event, AddSeat, name="Fire", agency=fire, status="activated")
    add(desk, event, AddSeat, name="EMS", agency=fire)
    (row,) = desk.read_now(partners.agencies, event, NOON)
    assert (row.short, row.esf, row.ca_esf) == ("LACoFD", "ESF-4", "CA-ESF 4")
    assert (row.people, row.on_duty, row.seats, row.activated) == (2, 1, 2, 1)


def test_the_board_knows_each_seat_s_sector_and_holder(desk: Desk, event: bytes) -> None:
    fema = add(desk, event, AddAgency, name="FEMA", sector="federal")
    kim = add(desk, event, AddContact, name="Kim")
    add(desk, event, AddSeat, name="Federal liaison", agency=fema, holder=kim, status="on call")
    add(desk, event, AddSeat, name="Logistics")
    board = {seat.name: seat for seat in desk.read_now(partners.board, event)}
    liaison = board["Federal liaison"]
    assert (liaison.sector, liaison.agency_name, liaison.holder_name, liaison.status) == (
        "federal",
        "FEMA",
        "Kim",
        "on call",
    )
    assert (board["Logistics"].sector, board["Logistics"].holder_name) == ("", "")


def test_the_roster_lists_who_is_on_by_the_end_then_who_comes_by_the_start(desk: Desk, event: bytes) -> None:
    kim = add(desk, event, AddContact, name="Kim", radio="Ch 4C")
    for position, starts, ends in (
        ("Open", -HOUR, None),
        ("Late", -HOUR, 3 * HOUR),
        ("Soon", -HOUR, HOUR),
        ("Next", HOUR, 2 * HOUR),
        ("After", 2 * HOUR, None),
        ("Over", -2 * HOUR, -HOUR),
        ("Tomorrow", 30 * HOUR, None),
    ):
        values = {"contact": kim, "position": position, "starts": NOON + starts}
        add(desk, event, AddDuty, **values, ends=None if ends is None else NOON + ends)
    roster = desk.read_now(partners.roster, event, NOON)
    assert [(duty.position, duty.now) for duty in roster] == [
        ("Soon", True),
        ("Late", True),
        ("Open", True),
        ("Next", False),
        ("After", False),
    ]
    assert (roster[0].name, roster[0].radio) == ("Kim", "Ch 4C")


def test_the_card_has_every_way_to_reach_somebody_their_duties_and_seats(desk: Desk, event: bytes) -> None:
    fire = add(desk, event, AddAgency, name="LA County Fire", short="LACoFD", phone="213-485-0000", email="a@fire.org")
    kim = add(
        desk,
        event,
        AddContact,
        name="Kim",
        agency=fire,
        radio="Ch 4C",
        call_sign="Medic 1",
        phones=[["mobile", "213-485-3265"], ["", "Ext 12"]],
        emails=[["work", "kim@fire.org"]],
        languages="Korean, English",
    )
    add(desk, event, AddDuty, contact=kim, position="Medical", starts=NOON - HOUR, ends=NOON + HOUR)
    add(desk, event, AddDuty, contact=kim, position="Over", starts=NOON - 2 * HOUR, ends=NOON - HOUR)
    add(desk, event, AddSeat, name="EMS", holder=kim, status="on call")
    found = desk.read_now(card, kim, NOON)
    assert found is not None
    assert found.ways == (
        Way("radio", "", "Ch 4C"),
        Way("call sign", "", "Medic 1"),
        Way("phone", "mobile", "+12134853265"),
        Way("phone", "", "Ext 12"),
        Way("e-mail", "work", "kim@fire.org"),
        Way("agency phone", "LACoFD", "+12134850000"),
        Way("agency e-mail", "LACoFD", "a@fire.org"),
    )
    assert [duty.position for duty in found.duties] == ["Medical"]
    assert found.seats == (("EMS", "on call"),)
    assert (found.agency_words, found.languages) == ("LA County Fire (LACoFD)", "Korean, English")
    desk.do_now(Strike("contact", kim))
    assert desk.read_now(card, kim, NOON) is None


def test_likeness_is_measured_on_names_and_agencies_of_those_who_stand(desk: Desk, event: bytes) -> None:
    fire = add(desk, event, AddAgency, name="LA County Fire", short="LACoFD")
    add(desk, event, AddContact, name="Kim", agency=fire)
    desk.do_now(Strike("contact", add(desk, event, AddContact, name="Adams")))
    assert [words for _, words in desk.read_now(partners.called, event)] == ["Kim LACoFD"]
