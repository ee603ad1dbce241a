"""What the pane reads: found by words at once, by likeness where nobody is called so."""

from __future__ import annotations

from array import array
from typing import Any

from eocdesk.commands.calldown import TickOff
from eocdesk.commands.records import Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.partners import Wanted
from eocdesk.ui.panes.partners import reading
from tests.kit.desks import EVENT
from tests.kit.partners import Cast


def found(desk: Desk, **wanted: Any) -> tuple[list[str], bool]:
    got = desk.read_now(reading.people, EVENT, clock.now(), Wanted(**wanted), array("q"))
    return [got.first[key].name for key in got.plan.ids], got.alike


def test_words_are_found_in_name_role_and_agency(desk: Desk, cast: Cast) -> None:
    assert found(desk, words="rui") == (["Maria Ruiz"], False)
    assert found(desk, words="duty off") == (["Daniel Okafor", "Tom Baker"], False)
    assert found(desk, words="fema") == (["Daniel Okafor"], False)


def test_a_name_heard_wrongly_is_found_by_likeness(desk: Desk, cast: Cast) -> None:
    names, alike = found(desk, words="okaffor")
    assert names[0] == "Daniel Okafor"
    assert alike


def test_likeness_stays_among_those_the_filter_lets_through(desk: Desk, cast: Cast) -> None:
    assert found(desk, words="okaffor", sector="local") == ([], False)
    assert found(desk, words="ruis", on_duty=True) == (["Maria Ruiz"], True)


def test_what_nothing_is_like_finds_nobody_though_there_are_people(desk: Desk, cast: Cast) -> None:
    got = desk.read_now(reading.people, EVENT, clock.now(), Wanted(words="zzqqxx"), array("q"))
    assert (list(got.plan.ids), got.alike, got.anybody) == ([], False, True)


def test_a_desk_without_people_says_so(desk: Desk) -> None:
    got = desk.read_now(reading.people, EVENT, clock.now(), Wanted(), array("q"))
    assert (got.anybody, got.on_duty) == (False, 0)


def test_those_on_duty_are_counted_whatever_the_filter(desk: Desk, cast: Cast) -> None:
    assert desk.read_now(reading.people, EVENT, clock.now(), Wanted(), array("q")).on_duty == 1
    assert desk.read_now(reading.people, EVENT, clock.now(), Wanted(words="kim"), array("q")).on_duty == 0


def test_agencies_stand_by_sector_and_answer_to_their_short_names(desk: Desk, cast: Cast) -> None:
    def named(**wanted: Any) -> list[str]:
        rows, every = desk.read_now(reading.agencies, EVENT, clock.now(), Wanted(**wanted))
        assert every == 2
        return [row.short for row in rows]

    assert named() == ["FEMA", "LACoFD"]
    assert named(words="lacof") == ["LACoFD"]
    assert named(sector="federal") == ["FEMA"]
    assert named(words="lacofd", sector="federal") == []


def test_the_call_down_knows_the_people_on_it_in_order(desk: Desk, cast: Cast) -> None:
    desk.do_now(TickOff(cast.okafor, EVENT, "reached"))
    calls = desk.read_now(reading.calls, EVENT, clock.now())
    assert [calls.people[record].name for record in calls.state.order] == ["Maria Ruiz", "Daniel Okafor", "Sara Kim"]
    assert calls.state.reached == 1


def test_the_card_of_somebody_struck_is_none(desk: Desk, cast: Cast) -> None:
    told = desk.read_now(reading.told, EVENT, ("contact", cast.baker), "UTC", clock.now())
    assert told is not None
    assert told.title == "Tom Baker"
    desk.do_now(Strike("contact", cast.baker))
    desk.do_now(Strike("agency", cast.fema))
    assert desk.read_now(reading.told, EVENT, ("contact", cast.baker), "UTC", clock.now()) is None
    assert desk.read_now(reading.told, EVENT, ("agency", cast.fema), "UTC", clock.now()) is None


def test_the_filter_offers_roles_by_how_common_they_are(desk: Desk, cast: Cast) -> None:
    choices = desk.read_now(reading.choices, EVENT)
    assert choices.roles[0] == ("Duty officer", 2)
    assert choices.venues == ((cast.sofi, "SoFi Stadium"),)


def test_what_is_sifted_keeps_its_own_order() -> None:
    texts = ["Baker EOC", "Ruiz LACoFD", "Lacey Bakersfield"]
    assert reading.sifted(texts, "") == [0, 1, 2]
    assert reading.sifted(texts, "ba") == [0, 2]
    assert reading.sifted(texts, "zzqq") == []
