"""What a hub held back stays held back, though a neighbour hands it over; the hub itself may let it in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from eocdesk.desk.desk import Desk
from eocdesk.models import Entry
from eocdesk.models.change import Piece, Stub, Why, decode
from eocdesk.store import changelog, meeting, withdraw
from eocdesk.store.held_back import kept_out
from eocdesk.store.queries import events
from tests.kit.chains import everything, fetch, held, key_of, sign
from tests.kit.desks import EVENT, sound
from tests.kit.pairs import log


def texts(desk: Desk) -> set[str]:
    return {entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)}


def chain_of(pieces: list[Piece]) -> dict[tuple[bytes, bytes], list[tuple[int, Piece]]]:
    chains: dict[tuple[bytes, bytes], list[tuple[int, Piece]]] = {}
    for piece in pieces:
        one = piece if isinstance(piece, Stub) else decode(piece)
        chains.setdefault((one.scope, one.dev), []).append((one.n, piece))
    return chains


def hand_over(giver: Desk, taker: Desk, pieces: list[Piece], *, by_hub: bool, ends: bool = False) -> None:
    known = key_of(giver)
    signed = sign(giver, giver.read_now(meeting.after, {}, may=everything).ends) if ends else []

    def take(connection: object) -> set[tuple[str, bytes]]:
        some = pieces if by_hub else list(kept_out(connection, chain_of(pieces)))  # type: ignore[arg-type]
        return meeting.take(connection, some, signed, known)  # type: ignore[arg-type]

    taker.store.writer.receive(take).result()


def test_a_neighbour_does_not_bring_back_what_a_hub_held_back(desks: Callable[[int], list[Desk]]) -> None:
    author, desk = desks(2)
    for text in ("Gate 4 closed", "It never happened", "Gate 5 closed"):
        log(author, text)
    fetch(desk, author)
    bad = next(
        one for one in map(decode, filter(is_words, held(desk))) if one.fields.get("text") == "It never happened"
    )
    told = partial(withdraw.refuse, refusals=[(bad.scope, bad.dev, bad.n, "Not its right.")])
    desk.store.writer.receive(told).result()
    assert texts(desk) == {"Gate 4 closed", "Gate 5 closed"}
    hand_over(author, desk, held(author), by_hub=False)
    assert texts(desk) == {"Gate 4 closed", "Gate 5 closed"}
    assert [piece.why for piece in held(desk) if isinstance(piece, Stub)] == [Why.REFUSED]
    hand_over(author, desk, held(author), by_hub=True)
    assert texts(desk) == {"Gate 4 closed", "It never happened", "Gate 5 closed"}
    assert sound(desk)


def is_words(piece: Piece) -> bool:
    return isinstance(piece, bytes)


def test_other_places_are_filled_and_what_is_new_is_passed_on(desks: Callable[[int], list[Desk]]) -> None:
    author, desk = desks(2)
    log(author, "Gate 4 closed")
    pieces = held(author)
    assert desk.read_now(lambda connection: list(kept_out(connection, chain_of(pieces)))) == pieces
    fetch(desk, author)
    assert desk.read_now(lambda connection: list(kept_out(connection, chain_of(pieces)))) == pieces


def test_a_neighbour_cannot_have_words_held_back_and_a_hub_can_where_only_the_place_is(
    desks: Callable[[int], list[Desk]],
) -> None:
    author, desk = desks(2)
    log(author, "Gate 4 closed")
    pieces = held(author)
    last = decode(pieces[-1]) if isinstance(pieces[-1], bytes) else None
    assert last is not None
    place = Stub(last.scope, last.dev, last.n, last.prev, changelog.digest_of(pieces[-1]), int(Why.REFUSED))
    hand_over(author, desk, [*pieces[:-1], place], by_hub=False, ends=True)
    assert [piece.why for piece in held(desk) if isinstance(piece, Stub)] == [Why.WITHDRAWN]
    hand_over(author, desk, [*pieces[:-1], place], by_hub=True)
    assert [piece.why for piece in held(desk) if isinstance(piece, Stub)] == [Why.REFUSED]
    hand_over(author, desk, pieces, by_hub=False)
    assert texts(desk) == set()


def test_what_is_read_once_more_brings_no_refused_words_and_what_comes_behind_it_does(
    desks: Callable[[int], list[Desk]],
) -> None:
    author, desk = desks(2)
    hub = b"h" * 16
    for text in ("Gate 4 closed", "It never happened"):
        log(author, text)
    fetch(desk, author)
    bad = next(
        one for one in map(decode, filter(is_words, held(desk))) if one.fields.get("text") == "It never happened"
    )
    pieces = [piece for piece in held(author) if not isinstance(piece, Stub) and decode(piece).scope == bad.scope]
    told = partial(withdraw.refuse, refusals=[(bad.scope, bad.dev, bad.n, "Not its right.")])
    desk.store.writer.receive(told).result()

    def given(first: int) -> list[Piece]:
        return list(desk.read_now(meeting.once, hub, [(bad.scope, first, pieces)]))

    assert given(1) == pieces, "what a hub gives for the first time is taken as it gives it"
    desk.store.writer.local(
        partial(meeting.set_cursor, peer=hub, scope=bad.scope, seq=len(pieces), hash_=b"x" * 32)
    ).result()
    desk.store.writer.local(partial(meeting.reread, peer=hub, scopes={bad.scope})).result()
    assert bad.scope not in desk.read_now(meeting.cursors, hub)
    out = [one for one in given(1) if isinstance(one, Stub)]
    assert [(one.dev, one.n, one.why) for one in out] == [(bad.dev, bad.n, Why.REFUSED)]
    assert given(len(pieces) + 1) == pieces, "what was let in since stands behind what was read"
