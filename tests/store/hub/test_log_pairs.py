"""A record leaves together with its coming or not at all, and two that move it at once are judged one by one."""

from __future__ import annotations

from eocdesk.models import Act, Op, clock
from eocdesk.models.change import Stub, decode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.right import Right
from eocdesk.store import signing
from eocdesk.store.hub import log, log_page
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from tests.kit.hubs import AMBER, GREEN, PARTNER, RED, Pen, made, pieces, pull_all, push

LIAISON = Right("liaison")
CANARY = "CANARY-PAIR"
LONE = "it was not told for where"


def _page(pen: Pen, device: HubDevice, bodies: list[bytes], *labels: tuple[bytes, str, str]) -> log_page.Page:
    read = log_page.read(device, bodies, [pen.end(one) for one in labels])
    return log_page.proven(read, {pen.dev: signing.public(pen.key)})


def _in_two_places(hub: Hub, one: tuple[Pen, HubDevice], two: tuple[Pen, HubDevice]) -> bytes:
    """A record that one moved from GREEN to RED and the other, unseen, to AMBER."""
    (author, device), (other, second) = one, two
    rec = new_id()
    push(hub, device, [author.write(rec=rec), *author.move(rec, GREEN, RED, 1)], author.end(), author.end(RED))
    act, base = Act(new_id(), "Change the marking", size=2), {"event": [(author.dev, 1)]}
    side = [
        other.write(GREEN, {}, rec=rec, op=Op.LEAVE, base=base, act=act),
        other.write(AMBER, made(AMBER), rec=rec, op=Op.ENTER, base=base, act=act, left=scope_id(*GREEN)),
    ]
    assert push(hub, second, side, other.end(), other.end(AMBER)).refused == []
    return rec


def test_a_record_does_not_leave_for_nowhere(hub: Hub) -> None:
    """Else who may write could have every desk give it up: alone, beside another, or back into the same place."""
    author, thief, reader = Pen(), Pen(), Pen()
    device, stolen = author.let_in(hub), thief.let_in(hub)
    reader.let_in(hub, PARTNER)
    rec, other, here = new_id(), new_id(), scope_id(*GREEN)
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    push(hub, device, [first], author.end())
    base = {"event": [(author.dev, 1)]}
    beside, same, short = (Act(new_id(), "Change the marking", size=2) for _ in range(3))
    green = {"event": [(author.dev + here, 1), (thief.dev, 7)]}
    page = [
        thief.write(GREEN, rec=other),
        thief.write(GREEN, {}, rec=rec, op=Op.LEAVE, base=base),
        thief.write(GREEN, {}, rec=rec, op=Op.LEAVE, base=base, act=beside),
        thief.write(RED, made(RED), rec=other, op=Op.ENTER, base={"event": [(thief.dev, 1)]}, act=beside, left=here),
        thief.write(GREEN, {}, rec=rec, op=Op.LEAVE, base=base, act=same),
        thief.write(GREEN, made(GREEN), rec=rec, op=Op.ENTER, base=green, act=same, left=scope_id(*AMBER)),
        thief.write(GREEN, {}, rec=rec, op=Op.LEAVE, base=base, act=short),
    ]
    told = push(hub, stolen, page, thief.end(), thief.end(RED))
    assert [n for scope, _, n, why in told.refused if LONE in why and scope == here] == [2, 3, 4, 5, 6]
    assert len(told.refused) == 6
    assert first in pieces(pull_all(hub, reader.dev))


def test_a_record_leaves_whose_coming_is_told_in_the_same_act_or_was_before(hub: Hub) -> None:
    author, relay = Pen(), Pen()
    device, bringing = author.let_in(hub), relay.let_in(hub)
    rec = new_id()
    first = author.write(rec=rec)
    push(hub, device, [first], author.end())
    gone, come = author.move(rec, GREEN, RED, 1)
    assert push(hub, bringing, [come], author.end(RED)).refused == []  # a desk that sees RED alone brings its half
    assert push(hub, device, [gone], author.end()).refused == []
    back = author.move(rec, RED, GREEN, 1)
    assert push(hub, device, back, author.end(), author.end(RED)).refused == []
    assert pieces(pull_all(hub, author.dev), RED)[:2] == [come, back[0]]


def test_half_a_move_that_a_relay_brought_is_made_whole_by_its_author(hub: Hub) -> None:
    author, relay, reader = Pen(), Pen(), Pen()
    device, bringing = author.let_in(hub), relay.let_in(hub, PARTNER)
    reader.let_in(hub, PARTNER)
    rec = new_id()
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    gone, come = author.move(rec, GREEN, RED, 1)
    assert push(hub, bringing, [first, gone], author.end()).refused == []
    assert CANARY not in str(pull_all(hub, reader.dev))
    told = push(hub, device, [first, gone, come], author.end(), author.end(RED))
    assert (told.refused, len(told.durable)) == ([], 2)
    assert CANARY not in str(pull_all(hub, reader.dev))


def test_an_author_that_gave_up_where_a_record_went_still_tells_that_it_left(file_hub: Hub) -> None:
    """As after a hub was put back: in the place of the coming its author holds a stub by now."""
    author = Pen()
    device = author.let_in(file_hub)
    rec = new_id()
    first = author.write(rec=rec)
    gone, come = author.move(rec, GREEN, RED, 1)
    change = decode(come)
    stub = Stub(change.scope, change.dev, change.n, change.prev, b"d" * 32)
    assert push(file_hub, device, [first, gone, stub], author.end(), author.end(RED)).refused == []


def test_a_record_leaves_every_place_that_others_moved_it_to(file_hub: Hub) -> None:
    author, other = Pen(), Pen()
    device, second = author.let_in(file_hub), other.let_in(file_hub)
    rec = _in_two_places(file_hub, (author, device), (other, second))
    clear = (GREEN[0], "CLEAR", "")
    act = Act(new_id(), "Change the marking", size=3)
    stays = {"event": sorted([(author.dev + scope_id(*RED), 1), (other.dev, 1)])}
    there = {"event": sorted([(author.dev, 1), (other.dev + scope_id(*AMBER), 1)])}
    page = [
        author.write(RED, {}, rec=rec, op=Op.LEAVE, base=there, act=act),
        author.write(AMBER, {}, rec=rec, op=Op.LEAVE, base=stays, act=act),
        author.write(clear, made(clear), rec=rec, op=Op.ENTER, base=stays, act=act, left=scope_id(*AMBER)),
    ]
    ends = (author.end(RED), author.end(AMBER), author.end(clear))
    assert push(file_hub, device, page, *ends).refused == []


def test_a_record_leaves_where_a_settlement_says_that_it_stays_in_the_other_place(file_hub: Hub) -> None:
    author, other = Pen(), Pen()
    device, second = author.let_in(file_hub), other.let_in(file_hub)
    rec = _in_two_places(file_hub, (author, device), (other, second))
    act = Act(new_id(), "Settle a conflict", size=2)
    stays = {"event": sorted([(author.dev, 1), (other.dev + scope_id(*AMBER), 1)])}
    there = {"event": sorted([(author.dev + scope_id(*RED), 1), (other.dev, 1)])}
    gone = author.write(AMBER, {}, rec=rec, op=Op.LEAVE, base=there, act=act)
    settled = author.write(RED, made(RED), rec=rec, base=stays, act=act)
    assert push(file_hub, device, [gone, settled], author.end(AMBER), author.end(RED)).refused == []
    act = Act(new_id(), "Settle a conflict", size=2)  # one that says nothing of where the record leaves
    gone = other.write(AMBER, {}, rec=rec, op=Op.LEAVE, base={"event": [(other.dev, 9)]}, act=act)
    again = other.write(RED, made(RED), rec=rec, base={"event": [(author.dev, 1)]}, act=act)
    told = push(file_hub, second, [gone, again], other.end(AMBER), other.end(RED))
    assert [LONE in why for _, _, _, why in told.refused] == [True, True]


def test_two_that_move_a_record_at_once_are_judged_one_after_the_other(hub: Hub) -> None:
    """Committed together as one by one: the second may not put it where it is seen by who may not see the first's."""
    author, late = Pen(), Pen()
    device, newcomer = author.let_in(hub), late.let_in(hub, LIAISON)
    rec = new_id()
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    push(hub, device, [first], author.end())
    up = author.move(rec, GREEN, RED, 1, title=CANARY)
    act, base = Act(new_id(), "Change the marking", size=2), {"event": [(author.dev, 1)]}
    side = [
        late.write(GREEN, {}, rec=rec, op=Op.LEAVE, base=base, act=act),
        late.write(AMBER, made(AMBER), rec=rec, op=Op.ENTER, base=base, act=act, left=scope_id(*GREEN)),
    ]
    pages = [_page(author, device, up, GREEN, RED), _page(late, newcomer, side, GREEN, AMBER)]
    with hub.writing() as connection:
        told, _ = log.append(connection, pages, clock.now())
    assert told[0].refused == []
    assert all("no right to move this incident" in why for _, _, _, why in told[1].refused)
    assert len(told[1].refused) == 2
    assert CANARY not in str(pull_all(hub, late.dev))


def test_a_relay_that_brings_both_moves_at_once_brings_no_more(hub: Hub) -> None:
    author, late, relay = Pen(), Pen(), Pen()
    device, bringing = author.let_in(hub), relay.let_in(hub)
    late.let_in(hub, LIAISON)
    rec = new_id()
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    push(hub, device, [first], author.end())
    up = author.move(rec, GREEN, RED, 1, title=CANARY)
    act, base = Act(new_id(), "Change the marking", size=2), {"event": [(author.dev, 1)]}
    side = [
        late.write(GREEN, {}, rec=rec, op=Op.LEAVE, base=base, act=act),
        late.write(AMBER, made(AMBER), rec=rec, op=Op.ENTER, base=base, act=act, left=scope_id(*GREEN)),
    ]
    ends = (author.end(), author.end(RED), late.end(), late.end(AMBER))
    assert len(push(hub, bringing, [*up, *side], *ends).refused) == 2
    assert CANARY not in str(pull_all(hub, late.dev))


def test_nobody_else_brings_a_record_back_from_where_the_hub_has_not_heard_of(hub: Hub) -> None:
    author, relay, late = Pen(), Pen(), Pen()
    author.let_in(hub)
    bringing, newcomer = relay.let_in(hub, PARTNER), late.let_in(hub, LIAISON)
    rec = new_id()
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    gone, _ = author.move(rec, GREEN, RED, 1)
    push(hub, bringing, [first, gone], author.end())
    act, base = Act(new_id(), "Change the marking", size=2), {"event": [(late.dev, 1)]}
    back = [
        late.write(AMBER, {}, rec=rec, op=Op.LEAVE, base=base, act=act),
        late.write(GREEN, made(GREEN), rec=rec, op=Op.ENTER, base=base, act=act, left=scope_id(*AMBER)),
    ]
    told = push(hub, newcomer, back, late.end(), late.end(AMBER))
    assert all("cannot be brought back" in why for _, _, _, why in told.refused)
    assert len(told.refused) == 2
    assert CANARY not in str(pull_all(hub, late.dev))


def test_nobody_settles_that_a_record_stands_where_it_was_withdrawn_from(hub: Hub) -> None:
    """Its labels written once more in the place it left would have all its words told there again."""
    author, late, reader = Pen(), Pen(), Pen()
    device, newcomer = author.let_in(hub), late.let_in(hub, LIAISON)
    reader.let_in(hub, PARTNER)
    rec = new_id()
    first = author.write(GREEN, made(GREEN, title=CANARY), rec=rec)
    push(hub, device, [first, *author.move(rec, GREEN, RED, 1, title=CANARY)], author.end(), author.end(RED))
    base = {"event": [(author.dev, 1)]}
    forged = late.write(GREEN, made(GREEN), rec=rec, base=base)
    ((_, _, _, why),) = push(hub, newcomer, [forged], late.end()).refused
    assert "no right to move this incident" in why
    assert CANARY not in str(pull_all(hub, reader.dev))
    assert push(hub, device, [author.write(GREEN, made(GREEN), rec=rec, base=base)], author.end()).refused == []
