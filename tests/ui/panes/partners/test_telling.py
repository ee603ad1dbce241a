"""The card tells every way to reach somebody, when they are there, what is known of them."""

from __future__ import annotations

from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.contact_card import DESK, MAIL, PHONE, RADIO, Way
from eocdesk.ui.panes.partners import reading
from eocdesk.ui.panes.partners.telling import Told, reach_of
from tests.kit.desks import EVENT
from tests.kit.partners import Cast


def told(desk: Desk, kind: str, record: bytes) -> Told:
    found = desk.read_now(reading.told, EVENT, (kind, record), "UTC", clock.now())
    assert found is not None
    return found


def test_a_person_s_card_has_every_way_in_the_order_it_is_tried(desk: Desk, cast: Cast) -> None:
    card = told(desk, "contact", cast.ruiz)
    assert [(way.name, way.words) for way in card.ways] == [
        ("Radio", "Ch 7B"),
        ("Call sign", "Medical 1"),
        ("Phone, mobile", "+1 213 555 0143"),
        ("Phone", "Ext 22"),
        ("E-mail, work", "ruiz@fire.example.org"),
        ("LACoFD phone", "+1 213 485 0000"),
    ]
    assert card.second == "Medical branch · LA County Fire (LACoFD)"
    facts = dict(card.facts)
    assert (facts["Languages"], facts["Availability"], facts["Note"]) == (
        "English, Spanish",
        "Days",
        "Ask for the branch.",
    )
    assert (facts["Venue"], facts["Call-down"]) == ("SoFi Stadium", "Place 1")
    assert [part.caption for part in card.parts] == ["On duty", "Seats"]
    assert card.parts[1].lines == (("Medical", "activated"),)
    assert card.listed


def test_the_number_that_is_copied_can_be_dialled_where_there_is_one(desk: Desk, cast: Cast) -> None:
    assert told(desk, "contact", cast.ruiz).best == "+1 213 555 0143"
    assert told(desk, "contact", cast.baker).best == ""


def test_a_duty_to_come_says_from_when_to_when(desk: Desk, cast: Cast) -> None:
    (duty,) = told(desk, "contact", cast.kim).parts
    words, status = duty.lines[0]
    assert words.startswith("from ")
    assert " to " in words
    assert words.endswith("Commander")
    assert status == ""


def test_what_is_not_known_takes_no_line(desk: Desk, cast: Cast) -> None:
    card = told(desk, "contact", cast.baker)
    assert (card.ways, card.parts) == ((), ())
    assert all(words for _, words in card.facts)


def test_an_agency_s_card_tells_its_people_seats_and_functions(desk: Desk, cast: Cast) -> None:
    card = told(desk, "agency", cast.fire)
    facts = dict(card.facts)
    assert (card.second, card.presence.word) == ("LACoFD · Local", "1 on duty")
    assert (facts["People"], facts["Seats"], facts["Functions"]) == ("1 person", "1 of 1 seat activated", "CA-ESF 4, 8")
    assert dict(told(desk, "agency", cast.fema).facts)["Seats"] == "0 of 1 seat activated"


def test_only_what_can_be_opened_has_a_link() -> None:
    assert reach_of(Way(RADIO, "", "Ch 7B")).link == ""
    assert reach_of(Way(PHONE, "", "Ext 22")).link == ""
    assert reach_of(Way(DESK, "LACoFD", "+12134850000")).link == "tel:+12134850000"
    assert reach_of(Way(MAIL, "", "a@b.org")).link == "mailto:a@b.org"
    assert reach_of(Way(MAIL, "", "a@b.org")).verb == "Write to"
    assert reach_of(Way(PHONE, "", "911")).verb == "Call"
