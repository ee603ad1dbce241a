"""Where records are after their moves, whatever order those come in."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import Op
from eocdesk.models.change import decode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.log_moves import NOWHERE, Move, departures, gone, hidden, move_of, note
from eocdesk.store.merge import Key
from tests.kit.hubs import AMBER, GREEN, RED, Pen

S, T, U = scope_id(*GREEN), scope_id(*AMBER), scope_id(*RED)
REC, DEV = b"r" * 16, b"d" * 16
MADE = Key(S, DEV, 1)


def leave(scope: bytes, n: int, *parents: Key, dev: bytes = DEV) -> Move:
    return Move(REC, scope, dev, n, int(Op.LEAVE), frozenset(parents))


def enter(scope: bytes, n: int, *parents: Key, dev: bytes = DEV) -> Move:
    return Move(REC, scope, dev, n, int(Op.ENTER), frozenset(parents))


def test_a_record_that_moved_has_left_for_where_it_went() -> None:
    assert departures([leave(S, 2, MADE), enter(T, 1, MADE)]) == {(S, T)}


def test_a_record_that_left_for_nobody_knows_where_is_shown_to_none() -> None:
    assert departures([leave(S, 2, MADE)]) == {(S, NOWHERE)}
    assert hidden([(REC, NOWHERE)], {S, T}) == {REC}


def test_a_record_that_came_back_has_left_the_place_between() -> None:
    there, back = enter(T, 1, MADE), enter(S, 3, Key(T, DEV, 1))
    assert departures([leave(S, 2, MADE), there, leave(T, 2, there.dot), back]) == {(T, S)}


def test_a_record_moved_to_two_places_at_once_is_in_both() -> None:
    other = b"e" * 16
    moves = [leave(S, 2, MADE), enter(T, 1, MADE), leave(S, 1, MADE, dev=other), enter(U, 1, MADE, dev=other)]
    assert departures(moves) == {(S, T), (S, U)}
    assert hidden([(REC, T), (REC, U)], {U}) == set()
    assert hidden([(REC, T), (REC, U)], {S}) == {REC}


@given(st.lists(st.sampled_from((S, T, U)), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_moves_come_makes_no_difference(places: list[bytes], rng: random.Random) -> None:
    moves, at, n, before = [], S, 1, MADE
    for place in places:
        if place == at:
            continue
        moves += [leave(at, n + 1, before), enter(place, n + 2, before)]
        before, at, n = moves[-1].dot, place, n + 2
    expected = {(scope, at) for scope in {move.scope for move in moves if move.op == Op.LEAVE} - {at}}
    shuffled = moves[:]
    rng.shuffle(shuffled)
    assert departures(shuffled) == departures(moves) == expected


def test_only_goings_and_comings_are_moves() -> None:
    pen = Pen()
    rec = new_id()
    written = pen.write(rec=rec)
    gone, come = pen.move(rec, GREEN, AMBER, 1)
    assert move_of(decode(written)) is None
    assert move_of(decode(gone)) == Move(rec, S, pen.dev, 2, int(Op.LEAVE), frozenset({Key(S, pen.dev, 1)}))
    assert move_of(decode(come)) == Move(rec, T, pen.dev, 1, int(Op.ENTER), frozenset({Key(S, pen.dev, 1)}))


def test_a_settlement_of_where_a_record_is_puts_it_there() -> None:
    pen, other = Pen(), b"e" * 16
    rec = new_id()
    pen.write(rec=rec)
    base = {"event": [(pen.dev, 1), (other + T, 1)]}
    settled = move_of(decode(pen.write(fields={"event": b"", "marking": "GREEN"}, rec=rec, base=base)))
    assert settled is not None
    assert (settled.op, settled.parents) == (Op.ENTER, {Key(S, pen.dev, 1), Key(T, other, 1)})
    stay = enter(T, 1, MADE, dev=other)
    again = Move(REC, S, DEV, 3, settled.op, frozenset({stay.dot}))
    assert departures([leave(S, 2, MADE), stay, leave(T, 1, stay.dot), again]) == {(T, S)}


def test_gone_is_said_of_nothing_whose_coming_is_on_its_way(hub: Hub) -> None:
    pen = Pen()
    pen.let_in(hub)
    rec, other = new_id(), new_id()
    pen.write(rec=rec)
    pen.write(rec=other)
    pages = [pen.write(rec=rec, op=Op.LEAVE, fields={}, base={"event": [(pen.dev, 1)]})]
    with hub.writing() as connection:
        note(connection, [move for body in pages if (move := move_of(decode(body)))])
        assert gone(connection, [rec, other], {S, T}) == []
        note(connection, [Move(rec, U, pen.dev, 1, int(Op.ENTER), frozenset({Key(S, pen.dev, 1)}))])
        assert gone(connection, [rec, other], {S, T}) == [(rec, S)]
        assert gone(connection, [rec, other], {T}) == [], "of a scope that is not seen nothing is told"
        assert gone(connection, [rec, other], {S, U}) == []
