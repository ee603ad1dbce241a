"""What could answer a request is ranked, with what speaks for it and against it in words."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.aid import AskFor, MoveRequest
from eocdesk.commands.fills import FillRequest
from eocdesk.commands.offers import OfferAid
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.aid import OfferRow, RequestRow, ResourceRow
from eocdesk.store.queries.aid_matches import Candidate, candidates, match, shared_words
from tests.kit.desks import EVENT

DAY = 86_400_000
NOW = 1_847_000_000_000
_BLANK: dict[str, Any] = {
    "row": 1,
    "id": b"x" * 16,
    "number": "",
    "title": "Crews",
    "name": "Crew",
    "state": "open",
    "priority": "routine",
    "level": "local",
    "category": "Wildland fire",
    "kind": "team",
    "type": "2",
    "quantity": 2,
    "filled": 0,
    "arrived": 0,
    "given": 0,
    "status": "available",
}


def made(cls: Any, **values: Any) -> Any:
    moments = {"asked", "needed", "eta", "starts", "ends", "offered", "liaison_phones"}
    every = {**_BLANK, **values}
    return cls(**{name: every.get(name, None if name in moments else "") for name in cls._fields})


def only(request: Any, *others: Any) -> Candidate:
    offers = [one for one in others if isinstance(one, OfferRow)]
    found = match(request, offers, [one for one in others if isinstance(one, ResourceRow)], "2028-07-20")
    assert len(found) == 1
    return found[0]


def test_words_that_are_nearly_the_same_are_the_same() -> None:
    assert shared_words("Interpreters, night", "Interpreter of Korean") == ("interpreter",)
    assert shared_words("Wildland fire", "Wild flowers") == ()
    assert shared_words("Interpreters, night", "Night helicopter crew") == ()


def test_what_is_alike_is_told_and_what_is_something_else_is_left_out() -> None:
    asked = made(RequestRow, languages="English, Spanish", needed=NOW)
    good = made(OfferRow, languages="Spanish, English", nation="Mexico", starts=NOW - DAY, ends=NOW + DAY)
    found = only(asked, good, made(OfferRow, category="Water", title="Tenders", id=b"y" * 16))
    assert not found.warned
    assert found.told == (
        "category: Wildland fire; team or crew; type 2; speaks English, Spanish; 2 left of 2; "
        "there when it is needed; from Mexico"
    )


def test_expired_credentials_are_shown_against_it_and_never_hidden() -> None:
    found = only(made(RequestRow), made(ResourceRow, valid_until="2028-07-19", credentials="NVG"))
    assert found.warned
    assert found.told.startswith("credentials expired 2028-07-19; ")
    later = match(made(RequestRow), [], [made(ResourceRow, valid_until="2028-07-22")], "2028-07-20", "2028-07-25")
    assert "credentials expired 2028-07-22" in later[0].told  # valid today, not when it is needed
    unsaid = only(made(RequestRow), made(ResourceRow, credentials="NVG"))
    assert "nobody said how long" in unsaid.told


def test_what_is_against_it_is_said() -> None:
    asked = made(RequestRow, quantity=3, type="2", languages="Korean, English", needed=NOW)
    poor = made(OfferRow, kind="equipment", type="4", languages="English", given=1, starts=NOW + 1)
    told = only(asked, poor).told
    for words in (
        "equipment, another kind than asked",
        "type 4 can do less than type 2",
        "does not speak Korean",
        "1 left of 2: 2 short",
        "begins 1 day after it is needed",
    ):
        assert words in told
    able = only(made(RequestRow), made(OfferRow, type="1")).told
    assert "type 1, can do more than type 2" in able


def test_who_is_free_and_valid_comes_before_who_is_not() -> None:
    free = made(ResourceRow, name="Free", id=b"a" * 16, valid_until="2029-01-01")
    busy = made(ResourceRow, name="Busy", id=b"b" * 16, status="assigned", request_number="7KQ4-R1")
    past = made(ResourceRow, name="Past", id=b"c" * 16, valid_until="2028-01-01")
    found = match(made(RequestRow), [], [busy, past, free], "2028-07-20")
    assert [one.title for one in found] == ["Free", "Past", "Busy"]
    assert "assigned, given to 7KQ4-R1" in found[2].told


@given(st.lists(st.tuples(st.sampled_from("1234"), st.integers(0, 3)), max_size=6))
def test_the_order_does_not_hang_on_the_order_they_are_read_in(drawn: list[tuple[str, int]]) -> None:
    offers = [made(OfferRow, type=type_, given=given, id=bytes([at]) * 16) for at, (type_, given) in enumerate(drawn)]
    asked = made(RequestRow)
    assert match(asked, offers, [], "2028-07-20") == match(asked, offers[::-1], [], "2028-07-20")


def test_a_desk_finds_them_and_not_what_gave_all_already(desk: Desk) -> None:
    request, _ = desk.do_now(AskFor(EVENT, {"title": "Hand crews", "category": "Wildland fire", "quantity": 3})).value
    offer, number = desk.do_now(OfferAid(EVENT, {"title": "Crews", "category": "Wildland fire", "quantity": 2})).value
    desk.do_now(Add("resource", EVENT, {"name": "Crew", "category": "Wildland fire", "valid_until": "2020-01-01"}))
    found = desk.read_now(candidates, request, NOW)
    assert [(one.kind, one.quantity) for one in found] == [("offer", 2), ("resource", 1)]
    assert found[0].number == number
    assert "credentials expired 2020-01-01" in found[1].told
    desk.do_now(MoveRequest(request, "approved"))
    desk.do_now(FillRequest(request, offer=offer))
    assert [one.kind for one in desk.read_now(candidates, request, NOW)] == ["resource"]
    desk.do_now(FillRequest(request, resource=found[1].id))
    assert desk.read_now(candidates, request, NOW) == ()
    assert desk.read_now(candidates, b"?" * 16, NOW) == ()
