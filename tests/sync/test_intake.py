"""What another desk hands over: what follows is kept, a broken chain holds up no other, what waits is named."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
import pytest

from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry
from eocdesk.models.card import Signed
from eocdesk.models.change import Change, decode, encode
from eocdesk.models.right import Right
from eocdesk.store import meeting, peers
from eocdesk.store.queries import events
from eocdesk.sync.giving import Giver
from eocdesk.sync.intake import Gain, Intake
from eocdesk.sync.protocol import Page
from eocdesk.sync.sequence import place_of
from eocdesk.sync.trust import trusted
from tests.kit.desks import EVENT, sound
from tests.kit.pairs import OFFICER, PARTNER, RoomHub, log, pair

Labels = dict[bytes, tuple[bytes, str, str]]


@pytest.fixture
def two(desks: Callable[[int], list[Desk]]) -> tuple[Desk, Desk]:
    """Two desks that were paired."""
    first, second = desks(2)
    pair(first, second)
    return first, second


def all_of(desk: Desk) -> tuple[Page, Labels]:
    trust, keys = trusted(desk.store)
    labels = {scope: stand.labels for scope, stand in desk.read_now(meeting.standing).items()}
    return Giver(desk.store, trust, keys).page({}, lambda _: True, 5000, 1 << 22), labels


def given(giver: Desk, taker: Desk, page: Page | None = None, labels: Labels | None = None) -> Gain:
    trust, _ = trusted(taker.store)
    all_, named = all_of(giver)
    intake = Intake(taker.store, trust, trust.cards[giver.device])
    return intake.take(all_ if page is None else page, named if labels is None else labels)


def texts(desk: Desk) -> set[str]:
    return {entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)}


def test_everything_comes_over_once_and_the_desk_notes_what_the_giver_holds(two: tuple[Desk, Desk]) -> None:
    first, second = two
    log(first, "Gate 4 closed")
    gain = given(first, second)
    assert (gain.taken, gain.here, gain.refused, gain.waiting) == (2, 0, [], {})
    assert {kind for kind, _ in gain.touched} == {"event", "entry"}
    again = given(first, second)
    assert (again.taken, again.here, again.touched) == (0, 2, set())
    assert texts(second) == {"Gate 4 closed"}
    left = second.read_now(partial(meeting.pending, peer=first.device)).ends
    assert {end.dev for end in left} == {second.device}, "the giver need not be sent what it gave"
    assert sound(second)


def test_a_chain_that_begins_too_late_waits_and_the_others_are_taken(desks: Callable[[int], list[Desk]]) -> None:
    first, second, third = desks(3)
    pair(first, second)
    pair(first, third)
    for desk, words in ((first, "From the first"), (third, "From the third")):
        log(desk, words)
    given(third, first)
    page, labels = all_of(first)
    late = msgspec.structs.replace(
        page, pieces=[one for one in page.pieces if (place_of(one).dev, place_of(one).n) != (third.device, 1)]
    )
    gain = given(first, second, late, labels)
    assert [(dev, held) for (_, dev), held in gain.waiting.items()] == [(third.device, 0)]
    assert texts(second) == {"From the first"}
    assert given(first, second).waiting == {}
    assert texts(second) == {"From the first", "From the third"}


def test_a_paired_desk_brings_what_it_had_from_desks_that_are_not_known_here(
    desks: Callable[[int], list[Desk]],
) -> None:
    first, second, third = desks(3)
    pair(first, second)
    pair(first, third)
    log(third, "From the third")
    given(third, first)
    given(first, second)
    assert texts(second) == {"From the third"}
    assert third.device in second.read_now(peers.keys_of)
    assert trusted(second.store)[0].known(third.device) is None, "its words are believed; it may not be given anything"


def test_a_desk_of_the_hub_brings_no_desk_the_hub_does_not_know(desks: Callable[[int], list[Desk]]) -> None:
    first, second, third = desks(3)
    hub = RoomHub()
    hub.join(first)
    hub.join(second)
    pair(first, third)
    log(third, "From a stranger")
    given(third, first)
    gain = given(first, second)
    assert texts(second) == set()
    assert len(gain.refused) == 1
    assert third.code in gain.refused[0]


def forged(page: Page, dev: bytes, change: Callable[[Change], Change]) -> Page:
    pieces = list(page.pieces)
    at = next(at for at, one in enumerate(pieces) if isinstance(one, bytes) and place_of(one).dev == dev)
    body = pieces[at]
    assert isinstance(body, bytes)
    pieces[at] = encode(change(decode(body)))
    return msgspec.structs.replace(page, pieces=pieces)


@pytest.mark.parametrize("fault", ["words", "signature", "end", "unsigned", "key", "labels", "noise"])
def test_what_does_not_hold_is_refused_and_the_sound_chain_beside_it_is_taken(
    desks: Callable[[int], list[Desk]], fault: str
) -> None:
    first, second, third = desks(3)
    pair(first, second)
    pair(first, third)
    log(third, "From the third")
    log(first, "From the first")
    given(third, first)
    page, labels = all_of(first)
    rest = [one for one in page.signed if one.dev != third.device]
    (end,) = (one for one in page.signed if one.dev == third.device)
    if fault == "words":
        page = forged(page, third.device, lambda change: msgspec.structs.replace(change, kind="session"))
    elif fault == "labels":
        page = forged(page, third.device, lambda change: msgspec.structs.replace(change, labels=(EVENT, "CLEAR", "")))
    elif fault == "signature":
        wrong = Signed(end.scope, end.dev, end.n, end.hash, end.signature[::-1])
        page = msgspec.structs.replace(page, signed=[*rest, wrong])
    elif fault == "end":
        wrong = Signed(end.scope, end.dev, end.n, bytes(32), end.signature)
        page = msgspec.structs.replace(page, signed=[*rest, wrong])
    elif fault == "unsigned":
        page = msgspec.structs.replace(page, signed=rest)
    elif fault == "key":
        page = msgspec.structs.replace(page, cards=[])
    else:
        pieces = [one for one in page.pieces if place_of(one).dev != third.device]
        page = msgspec.structs.replace(page, pieces=[*pieces, b"\xc1noise"])
    gain = given(first, second, page, labels)
    assert len(gain.refused) == 1
    assert gain.refused[0].endswith(".")
    assert texts(second) == {"From the first"}
    assert sound(second)


def test_what_a_hub_says_is_not_for_this_desk_is_not_kept(desks: Callable[[int], list[Desk]]) -> None:
    first, second = desks(2)
    hub = RoomHub()
    hub.join(first)
    hub.join(second, PARTNER)
    log(first, "Not for partners", marking="RED")
    log(first, "For partners", marking="GREEN")
    gain = given(first, second)
    assert texts(second) == {"For partners"}
    assert gain.refused == ["Changes came that this desk may not see; they were not kept."]


@pytest.mark.parametrize("revoked", [False, True])
def test_words_their_author_had_no_right_to_are_not_taken_and_the_hub_may_still_give_them(
    desks: Callable[[int], list[Desk]], *, revoked: bool
) -> None:
    first, second, liaison = desks(3)
    hub = RoomHub()
    for desk in (first, second):
        hub.join(desk)
    hub.join(liaison, Right("liaison"))
    liaison.do_now(Amend("event", EVENT, {"name": "My Games"}))
    log(liaison, "Mine to say")
    given(liaison, first)
    assert first.event_of("LA28").name == "LA28 Games"
    assert texts(first) == {"Mine to say"}
    if revoked:
        hub.tell(second, hub.vouch(liaison, revoked=True))
    gain = given(first, second)
    assert gain.withheld == (1 if revoked else 0), "what is empty already comes empty"
    gain = given(liaison, second) if not revoked else gain
    assert texts(second) == (set() if revoked else {"Mine to say"})
    assert gain.refused == (
        [] if not revoked else [f"{liaison.person} was revoked: those words were not taken. The hub decides."]
    )
    words = [piece for piece in all_of(liaison)[0].pieces if isinstance(piece, bytes)]
    second.store.writer.apply(words).result()
    assert texts(second) == {"Mine to say"}, "as a hub gives what it let in"
    assert sound(second)


def test_labels_that_are_not_the_scopes_are_not_believed(two: tuple[Desk, Desk]) -> None:
    first, second = two
    log(first, "Gate 4 closed")
    page, labels = all_of(first)
    gain = given(first, second, page, dict.fromkeys(labels, (EVENT, "CLEAR", "")))
    assert gain.taken == 0
    assert gain.refused


def test_cards_of_the_hub_that_come_along_are_kept(desks: Callable[[int], list[Desk]]) -> None:
    first, second, third = desks(3)
    hub = RoomHub()
    hub.join(first)
    hub.join(second)
    hub.cards[third.device] = hub.vouch(third)
    hub.tell(first, hub.cards[third.device])
    hub.tell(third, *hub.cards.values())
    log(third, "From the third")
    given(third, first)
    given(first, second)
    assert texts(second) == {"From the third"}
    known, _ = trusted(second.store)
    assert known.cards[third.device].rights == (OFFICER,)
