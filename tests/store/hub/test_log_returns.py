"""A record that comes back: who had to give its words up gets them again, who may still not see it gets none."""

from __future__ import annotations

import pytest

from eocdesk.models import Act, Op
from eocdesk.models.change import Stub, encode_stub
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.right import Right
from eocdesk.store.hub import log_returns
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.log_ahead import SENTENCE
from tests.kit.hubs import AMBER, GREEN, PARTNER, RED, Cursor, Pen, made, pieces, pull_all, push

LIAISON = Right("liaison")
CANARY = "CANARY-RETURN"


def words(found: list[object]) -> list[object]:
    """The bodies among these pieces."""
    return [piece for piece in found if not isinstance(piece, Stub)]


def test_a_record_that_comes_back_brings_the_words_it_had_before(hub: Hub) -> None:
    """A reader that was level while it was away has given them up, and its cursor stands behind them."""
    author, partner, officer = Pen(), Pen(), Pen()
    device = author.let_in(hub)
    partner.let_in(hub, PARTNER)
    officer.let_in(hub)
    rec = new_id()
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    there = author.move(rec, GREEN, AMBER, 1, title=CANARY)
    push(hub, device, [first, *there], author.end(), author.end(AMBER))
    level: dict[bytes, Cursor] = {}
    pull_all(hub, partner.dev, level)
    back = author.move(rec, AMBER, GREEN, 1, title=CANARY)
    push(hub, device, back, author.end(), author.end(AMBER))
    assert pieces(pull_all(hub, partner.dev, level)) == [back[1], first]
    assert pieces(pull_all(hub, officer.dev)) == [first, there[0], back[1], first]


def test_a_record_that_moves_on_tells_its_words_to_those_who_see_it_now_and_to_nobody_else(hub: Hub) -> None:
    author, partner, liaison = Pen(), Pen(), Pen()
    device = author.let_in(hub)
    partner.let_in(hub, PARTNER)
    liaison.let_in(hub, LIAISON)
    rec = new_id()
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    up = author.move(rec, GREEN, RED, 1, title=CANARY)
    push(hub, device, [first, *up], author.end(), author.end(RED))
    level: dict[bytes, Cursor] = {}
    assert words(pieces(pull_all(hub, liaison.dev, level))) == [up[0]]
    down = author.move(rec, RED, AMBER, 1, title=CANARY)
    push(hub, device, down, author.end(RED), author.end(AMBER))
    found = pull_all(hub, liaison.dev, level)
    assert (pieces(found), pieces(found, AMBER)) == ([first], [down[1]])
    assert CANARY.encode() not in b"".join(
        encode_stub(piece) if isinstance(piece, Stub) else piece for piece in pieces(pull_all(hub, partner.dev))
    )


def test_two_who_moved_a_record_unseen_leave_it_in_both_places(hub: Hub) -> None:
    """Whoever sees one of them reads on; clocks have no say in it."""
    one, other, liaison = Pen(), Pen(), Pen()
    first_desk, second_desk = one.let_in(hub), other.let_in(hub)
    liaison.let_in(hub, LIAISON)
    rec = new_id()
    first = one.write(GREEN, rec=rec)
    push(hub, first_desk, [first], one.end())
    up = one.move(rec, GREEN, RED, 1)
    push(hub, first_desk, up, one.end(), one.end(RED))
    assert words(pieces(pull_all(hub, liaison.dev))) == [up[0]]
    act, base = Act(new_id(), "Change the marking", size=2), {"event": [(one.dev, 1)]}
    side = [
        other.write(GREEN, {}, rec=rec, op=Op.LEAVE, base=base, act=act),
        other.write(AMBER, made(AMBER), rec=rec, op=Op.ENTER, base=base, act=act, left=scope_id(*GREEN)),
    ]
    push(hub, second_desk, side, other.end(), other.end(AMBER))
    assert first in pieces(pull_all(hub, liaison.dev))


def test_nobody_brings_a_record_back_from_where_it_may_not_look(hub: Hub) -> None:
    """Who came late and sees of a record only that it left could else have all its words told again."""
    author, late = Pen(), Pen()
    device, newcomer = author.let_in(hub), late.let_in(hub, LIAISON)
    rec = new_id()
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    there = author.move(rec, GREEN, RED, 1, title=CANARY)
    push(hub, device, [first, *there], author.end(), author.end(RED))
    forged = [
        late.write(GREEN, made(GREEN), rec=rec, op=Op.ENTER),
        late.write(GREEN, made(GREEN), rec=rec, op=Op.ENTER, base={"event": [(author.dev, 1)]}),
        late.write(GREEN, made(GREEN), rec=rec, op=Op.ENTER, base={"event": [(author.dev, 1)]}, left=scope_id(*RED)),
        late.write(GREEN, made(GREEN), rec=rec, op=Op.ENTER, base={"event": [(author.dev + scope_id(*RED), 1)]}),
    ]
    told = push(hub, newcomer, forged, late.end())
    assert [n for _, _, n, _ in told.refused] == [1, 2, 3, 4]
    assert all("no right to move this incident" in why for _, _, _, why in told.refused[:2])
    assert all(why == SENTENCE for _, _, _, why in told.refused[2:]), "as if nothing were there"
    assert CANARY not in str(pull_all(hub, late.dev))


def test_nobody_brings_a_record_from_where_it_was_before_it_left_for_where_one_may_not_look(hub: Hub) -> None:
    """Who says it never heard of the leaving is not believed: words that were withdrawn would be told again to all."""
    author, late = Pen(), Pen()
    device, newcomer = author.let_in(hub), late.let_in(hub, LIAISON)
    rec = new_id()
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    there = author.move(rec, GREEN, RED, 1, title=CANARY)
    push(hub, device, [first, *there], author.end(), author.end(RED))
    base = {"event": [(author.dev, 1)]}
    forged = late.write(AMBER, made(AMBER), rec=rec, op=Op.ENTER, base=base, left=scope_id(*GREEN))
    ((_, _, _, why),) = push(hub, newcomer, [forged], late.end(AMBER)).refused
    assert "no right to move this incident" in why
    assert CANARY not in str(pull_all(hub, late.dev))


def test_a_record_that_goes_to_and_fro_does_not_fill_the_log(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    often = 3
    monkeypatch.setattr(log_returns, "AGAIN", often)
    author = Pen()
    device = author.let_in(hub)
    rec = new_id()
    push(hub, device, [author.write(GREEN, made(GREEN, title=CANARY), rec=rec)], author.end())
    moves, here, there, n = 20, GREEN, AMBER, 1
    for _ in range(moves):
        push(hub, device, author.move(rec, here, there, n, title=CANARY), author.end(here), author.end(there))
        here, there, n = there, here, author.chains[scope_id(*there)][0]
    with hub.reading() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM hub_change").scalar_one()
    written = 1 + 2 * moves
    assert written < rows <= written + often * (1 + moves)
