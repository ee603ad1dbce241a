"""Who is believed, how far and how long: hubs' cards, pairings, introductions; and what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import structs

from eocdesk.desk.desk import Desk
from eocdesk.models import ids
from eocdesk.models.card import Card, Vouched
from eocdesk.models.ids import new_device
from eocdesk.models.right import Right
from eocdesk.store import signing
from eocdesk.sync.trust import Trust, introduce, trusted, vouch
from tests.kit.desks import EVENT
from tests.kit.pairs import OFFICER, PARTNER, RoomHub, pair

AMBER, RED, GREEN = ((EVENT, marking, "") for marking in ("AMBER", "RED", "GREEN"))
OWN, HUB, PAL, AUTHOR = (signing.new_key() for _ in range(4))
DEV, HUB_ID, PAL_DEV, AUTHOR_DEV = (new_device() for _ in range(4))
NOW = 1_000_000


def card(hub: bytes, dev: bytes, key: bytes, *rights: Right, issued: int = NOW, until: int = NOW + 9) -> Card:
    return Card(hub, dev, signing.public(key), bytes(32), "A desk", rights, issued, until)


def trust(*cards: Card, now: int = NOW) -> Trust:
    hubs = {HUB_ID: signing.public(HUB)}
    return Trust(DEV, {DEV: signing.public(OWN)}, hubs, {one.dev: one for one in cards}, now)


PAIRED = card(DEV, PAL_DEV, PAL, OFFICER)


def test_a_card_opens_what_its_rights_reach_until_its_term() -> None:
    known = trust(card(HUB_ID, AUTHOR_DEV, AUTHOR, PARTNER))
    assert known.sees(AUTHOR_DEV, GREEN)
    assert not known.sees(AUTHOR_DEV, AMBER)
    late = trust(card(HUB_ID, AUTHOR_DEV, AUTHOR, PARTNER), now=NOW + 9)
    assert not late.sees(AUTHOR_DEV, GREEN)
    assert late.known(AUTHOR_DEV) is not None, "what it brings is believed all the same"


@pytest.mark.parametrize(
    "one",
    [
        card(new_device(), AUTHOR_DEV, AUTHOR, OFFICER),
        Card(HUB_ID, AUTHOR_DEV, signing.public(AUTHOR), bytes(32), "", (OFFICER,), NOW, NOW + 9, revoked=True),
    ],
)
def test_a_card_of_a_hub_not_joined_or_a_revoked_one_opens_nothing(one: Card) -> None:
    assert trust(one).known(AUTHOR_DEV) is None
    assert not trust(one).sees(AUTHOR_DEV, GREEN)


def test_what_a_hub_said_of_this_desk_bounds_what_it_keeps_and_nothing_else_does() -> None:
    assert trust().mine(RED)
    assert not trust(card(HUB_ID, DEV, OWN, PARTNER)).mine(RED)
    assert trust(card(HUB_ID, DEV, OWN, PARTNER)).mine(GREEN)


def test_a_hubs_newer_card_is_taken_an_older_or_forged_one_is_not() -> None:
    held = card(HUB_ID, AUTHOR_DEV, AUTHOR, issued=NOW)
    newer, older = (vouch(card(HUB_ID, AUTHOR_DEV, AUTHOR, issued=NOW + more), HUB) for more in (1, -1))
    forged = vouch(card(HUB_ID, AUTHOR_DEV, AUTHOR, OFFICER, issued=NOW + 2), PAL)
    assert set(trust(held).checked([newer]).by_hub) == {AUTHOR_DEV}
    assert not trust(held).checked([older, forged, Vouched(b"\xc1", bytes(64))]).cards
    decided = vouch(structs.replace(card(HUB_ID, AUTHOR_DEV, AUTHOR, issued=NOW - 1), serial=1), HUB)
    assert trust(held).checked([decided]).by_hub == {AUTHOR_DEV: decided}, "whatever the hub's clock said before"


def test_a_paired_desk_introduces_whom_this_desk_has_not_met() -> None:
    said = introduce(PAL_DEV, PAL, (AUTHOR_DEV, signing.public(AUTHOR), "Third desk"), NOW)
    shown = trust(PAIRED).checked([said], PAIRED)
    assert trust(PAIRED).key_of(AUTHOR_DEV, shown.cards) == signing.public(AUTHOR)
    assert trust(PAIRED).key_of(AUTHOR_DEV, {}) is None


def test_an_introduction_gives_no_rights_and_changes_no_key_that_is_known() -> None:
    other = signing.new_key()
    said = introduce(PAL_DEV, PAL, (AUTHOR_DEV, signing.public(other), "Third desk"), NOW)
    known = trust(PAIRED, card(HUB_ID, AUTHOR_DEV, AUTHOR))
    assert known.key_of(AUTHOR_DEV, known.checked([said], PAIRED).cards) == signing.public(AUTHOR)
    greedy = vouch(card(PAL_DEV, AUTHOR_DEV, AUTHOR, OFFICER), PAL)
    assert not trust(PAIRED).checked([greedy], PAIRED).cards


def test_only_a_paired_desk_introduces_not_one_a_hub_vouches_for_and_not_in_anothers_name() -> None:
    by_hub = card(HUB_ID, PAL_DEV, PAL, OFFICER)
    said = introduce(PAL_DEV, PAL, (AUTHOR_DEV, signing.public(AUTHOR), "Third desk"), NOW)
    assert not trust(by_hub).checked([said], by_hub).cards
    posing = introduce(PAL_DEV, AUTHOR, (AUTHOR_DEV, signing.public(AUTHOR), "Third desk"), NOW)
    assert not trust(PAIRED).checked([posing], PAIRED).cards


def test_a_hubs_word_stands_above_an_introduction_of_the_same_page() -> None:
    other = signing.new_key()
    said = introduce(PAL_DEV, PAL, (AUTHOR_DEV, signing.public(other), "Third desk"), NOW)
    by_hub = vouch(card(HUB_ID, AUTHOR_DEV, AUTHOR), HUB)
    for order in ([said, by_hub], [by_hub, said]):
        shown = trust(PAIRED).checked(order, PAIRED)
        assert trust(PAIRED).key_of(AUTHOR_DEV, shown.cards) == signing.public(AUTHOR)


def test_what_a_real_desk_knows_is_read_from_its_store(desks: Callable[[int], list[Desk]]) -> None:
    first, second, third = desks(3)
    hub = RoomHub()
    hub.join(first)
    hub.join(second, PARTNER)
    pair(first, third)
    known, keys = trusted(first.store)
    assert known.own[first.device] == signing.public(keys.key)
    assert known.sees(second.device, GREEN)
    assert not known.sees(second.device, AMBER)
    assert known.sees(third.device, RED)
    assert [known.paired(desk.device) for desk in (second, third)] == [False, True]
    assert known.name_of(third.device) == third.person
    assert ids.desk_code(DEV) in known.name_of(DEV)
