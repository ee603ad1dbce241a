"""A card survives every way it may be handed over; a changed one does not, and the number tells two desks apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, ids
from eocdesk.store import peers, sealing, signing
from eocdesk.sync import pairing
from eocdesk.sync.pairing import Introduction
from eocdesk.sync.trust import trusted
from tests.kit.desks import EVENT
from tests.kit.pairs import DAY, PARTNER, RoomHub, pair


def desk(name: str = "Venue desk", *, exercise: bool = False) -> tuple[Introduction, bytes]:
    key = signing.new_key()
    return pairing.introduction(ids.new_device(), (key, sealing.new_box()), name, exercise=exercise), key


MINE, KEY = desk()
THEIRS, _ = desk("Games desk")


@given(st.text(max_size=80), st.booleans())
def test_a_card_reads_back_whatever_the_desk_is_called(name: str, exercise: object) -> None:
    one, key = desk(name, exercise=bool(exercise))
    read = pairing.read(pairing.text_of(one, key))
    assert (read.dev, read.key, read.box, read.exercise) == (one.dev, one.key, one.box, one.exercise)
    assert len(one.name.encode()) <= pairing.NAME
    if name.isascii() and name.isprintable() and len(name) < pairing.NAME:
        assert read.name == " ".join(name.split())


def test_spaces_small_letters_and_what_looks_alike_do_no_harm() -> None:
    text = pairing.text_of(MINE, KEY)
    for spoken in (text.lower(), text.replace(" ", "-"), text.replace("\n", "\r\n  "), text.replace("O", "0")):
        assert pairing.read(spoken) == MINE


@given(st.data())
def test_a_card_mistyped_anywhere_is_refused(data: st.DataObject) -> None:
    letters = pairing.text_of(MINE, KEY).replace(" ", "").replace("\n", "")
    at = data.draw(st.integers(0, len(letters) - 2))  # the last letter carries spare bits
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").filter(lambda c: c != letters[at]))
    with pytest.raises(Refused, match=r"mistyped|no card"):
        pairing.read(letters[:at] + other + letters[at + 1 :])


@given(st.one_of(st.text(max_size=400), st.binary(max_size=200).map(lambda b: b.hex())))
def test_any_words_are_a_card_or_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(Refused, match=r"\.$"):
        pairing.read(words)


def test_a_card_that_borrows_anothers_key_is_refused() -> None:
    borrowed = Introduction(ids.new_device(), MINE.key, MINE.box, "Mallory")
    with pytest.raises(Refused, match="changed"):
        pairing.read(pairing.text_of(borrowed, signing.new_key()))


def test_both_desks_show_the_same_number_and_any_other_desk_another() -> None:
    shown = pairing.number(MINE, THEIRS)
    assert shown == pairing.number(THEIRS, MINE)
    assert shown == pairing.number(replace(MINE, name="Called otherwise today"), THEIRS)
    assert [len(group) for group in shown.split(" ")] == [5] * 6
    between, _ = desk()
    swapped = Introduction(THEIRS.dev, THEIRS.key, between.box, THEIRS.name)
    assert len({shown, pairing.number(MINE, between), pairing.number(MINE, swapped)}) == 3


def test_a_number_is_the_same_however_it_is_said() -> None:
    shown = pairing.number(MINE, THEIRS)
    assert pairing.same_number(shown.replace(" ", "-"), shown)
    assert pairing.same_number(shown.replace(" ", ""), shown)
    assert not pairing.same_number(shown[:-1], shown)
    assert not pairing.same_number("", shown)


def refused(desk: Desk, other: Introduction, match: str) -> None:
    own, _ = pairing.mine(desk.store, "Mine", exercise=False)
    with pytest.raises(Refused, match=match):
        pairing.check(desk.store, own, other)


def shown(desk: Desk, name: str = "Theirs") -> Introduction:
    return pairing.mine(desk.store, name, exercise=False)[0]


def test_who_need_not_or_must_not_be_paired_is_refused(desks: Callable[[int], list[Desk]]) -> None:
    one, two, three = desks(3)
    refused(one, shown(one), "own card")
    refused(one, replace(shown(two), exercise=True), "exercise")
    pair(one, two)
    refused(one, replace(shown(two), key=shown(three).key), "another key")
    pairing.check(one.store, shown(one), shown(two))  # to prolong it
    hub = RoomHub()
    hub.join(one)
    hub.join(three)
    refused(one, shown(three), "hub vouches")
    hub.tell(one, hub.vouch(three, days=-1))
    hub.tell(one, hub.vouch(three, revoked=True))
    pairing.check(one.store, shown(one), shown(three))


def test_a_pairing_opens_what_was_agreed_for_as_long_as_it_was_and_can_be_taken_back(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    card = pairing.pair(one.store, shown(two, "Venue desk"), (PARTNER,), days=2)
    assert card.until - card.issued == 2 * DAY
    trust, _ = trusted(one.store)
    green, amber = (EVENT, "GREEN", ""), (EVENT, "AMBER", "")
    assert (trust.sees(two.device, green), trust.sees(two.device, amber)) == (True, False)
    assert [held.name for held in pairing.paired(one.store)] == ["Venue desk"]
    assert pairing.unpair(one.store, "venue DESK").dev == two.device
    assert not trusted(one.store)[0].sees(two.device, green)
    assert pairing.paired(one.store) == []
    with pytest.raises(Refused, match="does not name one desk"):
        pairing.unpair(one.store, "Venue desk")
    noted = one.read_now(peers.get, two.device)
    assert noted is not None
    assert (noted.kind, noted.name, noted.state) == ("desk", "Venue desk", "revoked")
