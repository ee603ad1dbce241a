"""Devices of a hub: each code lets one desk in once, rights add up, the revoked stay out, all of it in the trail."""

from __future__ import annotations

import pytest
from msgspec import structs
from sqlalchemy import Connection, update

from eocdesk.models import Refused, clock
from eocdesk.models.card import decode_card
from eocdesk.models.enrolment import Code
from eocdesk.models.ids import desk_code, event_id
from eocdesk.models.right import Right, may_see
from eocdesk.store import signing
from eocdesk.store.hub import people
from eocdesk.store.hub.people_tables import CODE

DEV, KEY, BOX = b"d" * 16, b"k" * 32, b"b" * 32
OFFICER = Right("watch officer")


def let_in(c: Connection, right: Right = OFFICER, dev: bytes = DEV, name: str = "Gate 3") -> people.HubDevice:
    return people.redeem(c, people.make_code(c, right, by="K. Mori"), dev, KEY, BOX, name)


def lines(c: Connection) -> list[tuple[str, str]]:
    return [(line.what, line.sentence) for line in reversed(people.trail(c))]


def test_a_code_lets_one_desk_in_with_the_right_it_was_made_for(c: Connection) -> None:
    right = Right("liaison", event_id("LA28"), "amber", "fire, police", why="stays with us for the opening")
    made = let_in(c, right)
    assert (made.name, made.key, made.box, made.revoked, made.seen) == ("Gate 3", KEY, BOX, None, None)
    assert made.rights == (
        Right("liaison", event_id("LA28"), "AMBER", "FIRE,POLICE", None, "stays with us for the opening"),
    )
    assert people.device(c, DEV) == made
    assert [what for what, _ in lines(c)] == ["code made", "enrolled"]
    assert "stays with us for the opening" in lines(c)[1][1]


def test_a_code_serves_once_yet_its_own_desk_may_ask_again(c: Connection) -> None:
    code = people.make_code(c, OFFICER, by="K. Mori", name="The van")
    first = people.redeem(c, Code(code, "").text, DEV, KEY, BOX, "laptop")
    assert first.name == "The van"
    assert people.redeem(c, code, DEV, KEY, BOX, "laptop") == first
    with pytest.raises(Refused, match="used already"):
        people.redeem(c, code, b"e" * 16, KEY, BOX, "")
    with pytest.raises(Refused, match="used already"):
        people.redeem(c, code, DEV, b"x" * 32, BOX, "")
    assert len(people.devices(c)) == 1


def test_a_code_that_is_too_old_or_was_never_made_lets_nobody_in(c: Connection) -> None:
    code = people.make_code(c, OFFICER, lifetime=-1, by="K. Mori")
    with pytest.raises(Refused, match="too old"):
        people.redeem(c, code, DEV, KEY, BOX, "")
    with pytest.raises(Refused, match="no such"):
        people.redeem(c, "22222222222", DEV, KEY, BOX, "")
    assert people.devices(c) == []


def test_what_the_database_keeps_of_a_code_is_not_the_code(c: Connection) -> None:
    code = people.make_code(c, OFFICER, by="K. Mori")
    row = c.execute(CODE.select()).one()
    assert code not in repr(row)
    people.known(c, code)
    people.known(c, Code(code).text)
    for words in (Code("22222222222").text, "what else"):
        with pytest.raises(Refused):
            people.known(c, words)


def test_codes_long_over_are_forgotten(c: Connection) -> None:
    people.make_code(c, OFFICER, by="K. Mori")
    c.execute(update(CODE).values(until=1))
    people.make_code(c, OFFICER, by="K. Mori")
    assert len(c.execute(CODE.select()).all()) == 1


@pytest.mark.parametrize(
    "right", [Right("king"), Right("liaison", ceiling="PURPLE")], ids=["a role that is none", "a marking that is none"]
)
def test_a_right_that_makes_no_sense_makes_no_code(c: Connection, right: Right) -> None:
    with pytest.raises(Refused):
        people.make_code(c, right, by="K. Mori")


def test_rights_add_up_and_go_one_by_one_with_a_reason(c: Connection) -> None:
    games, cup = Right("watch officer", event_id("LA28")), Right("analyst", event_id("WC26"))
    let_in(c, games)
    assert let_in(c, cup).rights == (games, cup)  # the same desk, another code
    assert people.grant(c, DEV, cup, by="K. Mori").rights == (games, cup)
    with pytest.raises(Refused, match="Say why"):
        people.withdraw_right(c, DEV, cup, why="  ", by="K. Mori")
    left = people.withdraw_right(c, DEV, cup, why="the cup is over", by="K. Mori")
    assert left.rights == (games,)
    assert not may_see(left.rights, (event_id("WC26"), "GREEN", ""), clock.now())
    with pytest.raises(Refused, match="does not hold"):
        people.withdraw_right(c, DEV, cup, why="again", by="K. Mori")
    assert lines(c)[-1] == (
        "withdrawn",
        f"“Gate 3” lost: analyst in one event ({cup.event.hex()[:8]}). the cup is over",
    )


def test_a_revoked_desk_stays_out(c: Connection) -> None:
    let_in(c)
    with pytest.raises(Refused, match="Say why"):
        people.revoke(c, DEV, "", by="K. Mori")
    gone = people.revoke(c, DEV, "left in a taxi", by="K. Mori")
    assert gone.revoked is not None
    assert gone.why == "left in a taxi"
    assert people.revoke(c, DEV, "again", by="K. Mori") == gone
    for attempt in (lambda: let_in(c), lambda: people.grant(c, DEV, OFFICER, by="K. Mori")):
        with pytest.raises(Refused, match="was revoked"):
            attempt()
    assert [what for what, _ in lines(c)].count("revoked") == 1


def test_nobody_takes_a_desks_place_with_a_code_of_his_own(c: Connection) -> None:
    let_in(c)
    code = people.make_code(c, OFFICER, by="K. Mori")
    with pytest.raises(Refused, match="another key"):
        people.redeem(c, code, DEV, b"x" * 32, BOX, "Gate 3")
    with pytest.raises(Refused, match="no device"):
        people.redeem(c, code, DEV, b"short", BOX, "Gate 3")


def test_a_device_is_found_as_a_person_would_name_it(c: Connection) -> None:
    let_in(c)
    let_in(c, dev=b"e" * 16, name="Gate 4")
    let_in(c, dev=b"e" * 15 + b"f", name="GATE 4")
    assert people.named(c, "gate 3").dev == DEV
    assert people.named(c, DEV.hex()[:6]).dev == DEV
    assert people.named(c, desk_code(DEV).lower()).dev == DEV
    with pytest.raises(Refused, match="names 2 devices"):
        people.named(c, "Gate 4")
    for words in ("Gate 9", "64", ""):
        with pytest.raises(Refused, match="knows no device"):
            people.named(c, words)


def test_a_card_is_believed_by_whom_holds_the_hubs_key(c: Connection) -> None:
    key, hub, now = signing.new_key(), b"h" * 16, clock.now()
    held = let_in(c)
    vouched = people.card(c, key, hub, held, now)
    assert signing.holds(signing.public(key), vouched.message, vouched.signature)
    told = decode_card(vouched.body)
    assert (told.hub, told.dev, told.key, told.box, told.rights) == (hub, DEV, KEY, BOX, (OFFICER,))
    assert told.issued <= now < told.until <= now + people.LEASE
    assert people.card(c, key, hub, held, now - now % people.HOUR) == vouched  # the same bytes within the hour
    people.revoke(c, DEV, "lost", by="K. Mori")
    (gone,) = people.roster(c, key, hub, now)
    assert decode_card(gone.body).revoked
    assert decode_card(gone.body).rights == ()
    assert people.roster(c, key, hub, now, [b"e" * 16]) == []


def test_when_a_desk_was_last_heard_of_is_noted(c: Connection) -> None:
    let_in(c)
    before = clock.now()
    people.saw(c, DEV)
    seen = people.device(c, DEV)
    assert seen is not None
    assert (seen.seen or 0) >= before


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_laptop_that_joins_again_after_a_restore_is_revoked_under_all_its_names(c: Connection, at: int) -> None:
    """It stands in the list more than once; whoever revokes one of its names means the machine that was lost."""
    first = let_in(c)
    second = let_in(c, dev=b"e" * 16, name="Gate 3 again")
    people.follow(c, second, first.dev, KEY)
    people.follow(c, second, first.dev, KEY)
    assert [what for what, _ in lines(c)].count("followed") == 1
    third = let_in(c, dev=b"f" * 16, name="Gate 3 once more")
    people.follow(c, third, second.dev, KEY)
    people.revoke(c, (first, second, third)[at].dev, "lost in a taxi", by="K. Mori")
    assert [one.why for one in people.devices(c)] == ["lost in a taxi"] * 3
    people.revoke(c, third.dev, "once more", by="K. Mori")
    assert [one.why for one in people.devices(c)] == ["lost in a taxi"] * 3


def test_nobody_takes_over_a_device_of_another_key_or_one_that_was_revoked(c: Connection) -> None:
    first, other = let_in(c), let_in(c, dev=b"e" * 16, name="Gate 4")
    people.follow(c, other, first.dev, b"x" * 32)
    people.follow(c, other, other.dev, KEY)
    assert [one.heir for one in people.devices(c)] == [None, None]
    people.revoke(c, first.dev, "lost in a taxi", by="K. Mori")
    people.follow(c, other, first.dev, KEY)
    assert [one.heir for one in people.devices(c)] == [None, None]


def test_of_two_cards_the_one_decided_on_last_says_so_whatever_the_clock_does(c: Connection) -> None:
    key, hub, now = signing.new_key(), b"h" * 16, clock.now()
    held = let_in(c)
    year = 365 * 24 * people.HOUR
    ahead = decode_card(people.card(c, key, hub, held, now + year).body)
    for decided in (
        people.grant(c, DEV, Right("analyst"), by="K. Mori"),
        people.withdraw_right(c, DEV, Right("analyst"), why="over", by="K. Mori"),
        people.revoke(c, DEV, "lost", by="K. Mori"),
    ):
        card = decode_card(people.card(c, key, hub, decided, now).body)
        assert card.follows(ahead)
        assert not ahead.follows(card)
        ahead = structs.replace(card, issued=now + year)
