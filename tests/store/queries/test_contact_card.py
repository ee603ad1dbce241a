"""A contact's card: every way in the order it is tried, duties and seats, nothing of what is over."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.partners import AddContact, AmendAgency, AmendContact
from eocdesk.commands.records import Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import contact_card
from eocdesk.store.queries.contact_card import Card, Way
from tests.kit.desks import EVENT
from tests.kit.partners import HOUR, make_cast


def card(desk: Desk, contact: bytes, later: int = 0) -> Card:
    found = desk.read_now(contact_card.card, contact, clock.now() + later)
    assert found is not None
    return found


def added(desk: Desk, **values: Any) -> bytes:
    made = desk.do_now(AddContact(EVENT, values)).value
    assert isinstance(made, bytes)
    return made


def test_radio_goes_before_phones_and_the_agency_comes_last(desk: Desk) -> None:
    cast = make_cast(desk)
    desk.do_now(AmendAgency(cast.fire, {"email": "desk@fire.example.org"}))
    assert card(desk, cast.ruiz).ways == (
        Way("radio", "", "Ch 7B"),
        Way("call sign", "", "Medical 1"),
        Way("phone", "mobile", "+12135550143"),
        Way("phone", "", "Ext 22"),
        Way("e-mail", "work", "ruiz@fire.example.org"),
        Way("agency phone", "LACoFD", "+12134850000"),
        Way("agency e-mail", "LACoFD", "desk@fire.example.org"),
    )


def test_what_is_not_known_is_no_way(desk: Desk) -> None:
    assert card(desk, added(desk, name="Tom Baker")).ways == ()


def test_the_agency_is_told_with_its_short_name_or_in_the_person_s_own_words(desk: Desk) -> None:
    cast = make_cast(desk)
    assert card(desk, cast.ruiz).agency_words == "LA County Fire (LACoFD)"
    assert card(desk, cast.kim).agency_words == "Inglewood PD"
    desk.do_now(AmendAgency(cast.fire, {"short": "LA County Fire"}))
    assert card(desk, cast.ruiz).agency_words == "LA County Fire"


def test_duties_that_run_or_come_are_told_in_time_and_those_over_are_not(desk: Desk) -> None:
    cast = make_cast(desk)
    assert [watch.position for watch in card(desk, cast.ruiz).duties] == ["Branch director"]
    assert card(desk, cast.ruiz, later=2 * HOUR).duties == ()
    assert card(desk, cast.ruiz).row.on_duty
    assert not card(desk, cast.ruiz, later=2 * HOUR).row.on_duty
    desk.do_now(Strike("duty", cast.now_on))
    assert card(desk, cast.ruiz).duties == ()


def test_seats_come_with_their_status_and_leave_when_they_are_struck(desk: Desk) -> None:
    cast = make_cast(desk)
    assert card(desk, cast.ruiz).seats == (("Medical", "activated"),)
    desk.do_now(Strike("seat", cast.medical))
    assert card(desk, cast.ruiz).seats == ()


def test_the_address_falls_back_on_the_agency_s(desk: Desk) -> None:
    cast = make_cast(desk)
    desk.do_now(AmendAgency(cast.fire, {"address": "1320 Eastern Ave"}))
    assert card(desk, cast.ruiz).address == "1320 Eastern Ave"
    desk.do_now(AmendContact(cast.ruiz, {"address": "Gate 7"}))
    assert card(desk, cast.ruiz).address == "Gate 7"


def test_somebody_struck_or_unknown_has_no_card(desk: Desk) -> None:
    cast = make_cast(desk)
    desk.do_now(Strike("contact", cast.baker))
    assert desk.read_now(contact_card.card, cast.baker, clock.now()) is None
    assert desk.read_now(contact_card.card, b"?" * 16, clock.now()) is None


def test_marking_and_audience_go_with_the_card(desk: Desk) -> None:
    found = card(desk, added(desk, name="Informant", marking="RED", audience="FBI"))
    assert (found.marking, found.audience) == ("RED", "FBI")
