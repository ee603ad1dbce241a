"""Nobody does away with what is not written yet: who says it saw a change must not be there before it."""

from __future__ import annotations

import pytest

from eocdesk.models import Act, clock
from eocdesk.models.change import decode
from eocdesk.models.ids import new_device, new_id, scope_id
from eocdesk.models.right import Right
from eocdesk.store import signing
from eocdesk.store.hub import log, log_ahead, log_page, people, quarantine
from eocdesk.store.hub.committer import Committed
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.log_ahead import SENTENCE, TRIES, Patience, named
from eocdesk.store.hub.log_page import Item
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.quarantine import Kept
from tests.kit.hubs import AMBER, GREEN, RED, Pen, pieces, pull_all, push

SCOPE = scope_id(*GREEN)


def seen(pen: Pen, n: int) -> dict[str, list[tuple[bytes, int]]]:
    return {"title": [(pen.dev, n)]}


def test_what_somebody_will_write_is_not_superseded_beforehand(hub: Hub) -> None:
    """Else its author's next edits would come and be seen by nobody."""
    author, thief = Pen(), Pen()
    device, stolen = author.let_in(hub), thief.let_in(hub)
    rec = new_id()
    push(hub, device, [author.write(rec=rec)], author.end())
    forged = thief.write(fields={"title": "All quiet"}, rec=rec, base=seen(author, 3))
    for _ in range(2):
        told = push(hub, stolen, [forged], thief.end())
        assert (told.durable, told.refused, told.wanted) == ([], [], [(SCOPE, thief.dev, 0)])
    later = [author.write(fields={"title": f"Fire {n}"}, rec=rec, base=seen(author, n)) for n in (1, 2)]
    assert push(hub, device, later, author.end()).durable == [(SCOPE, author.dev, 3)]
    assert push(hub, stolen, [forged], thief.end()).durable == [(SCOPE, thief.dev, 1)], "now it is a word like any"
    assert pieces(pull_all(hub, author.dev))[-1] == forged


def test_what_was_seen_without_the_hub_comes_along_or_is_waited_for(hub: Hub) -> None:
    author, other, relay = Pen(), Pen(), Pen()
    device, second = author.let_in(hub), other.let_in(hub)
    bringing = relay.let_in(hub)
    rec = new_id()
    first = author.write(rec=rec)
    answer = other.write(fields={"title": "Smoke"}, rec=rec, base=seen(author, 1))
    assert push(hub, bringing, [answer], other.end()).wanted == [(SCOPE, other.dev, 0)]
    told = push(hub, second, [answer, first], other.end(), author.end())
    assert set(told.durable) == {(SCOPE, other.dev, 1), (SCOPE, author.dev, 1)}
    again = author.write(fields={"title": "Fire"}, rec=rec, base=seen(other, 1))
    assert push(hub, device, [again], author.end()).durable == [(SCOPE, author.dev, 2)]


def test_what_waits_keeps_back_the_other_half_of_its_act_and_who_has_seen_it(hub: Hub) -> None:
    author, other, third = Pen(), Pen(), Pen()
    author.let_in(hub)
    device = other.let_in(hub)
    third.let_in(hub)
    rec, act = new_id(), Act(new_id(), "Both", size=2)
    page = [
        third.write(fields={"title": "Fire"}, rec=rec, base=seen(other, 1)),
        other.write(fields={"title": "Smoke"}, rec=rec, base=seen(author, 1), act=act),
        other.write(AMBER, act=act),
    ]
    told = push(hub, device, page, third.end(), other.end(), other.end(AMBER))
    assert told.durable == []
    assert len(told.wanted) == 3


def test_nobody_is_waited_for_whose_words_do_not_come(hub: Hub) -> None:
    """A desk that the hub never let in, or lost for good, keeps nobody's words back; nor does one that is two, whose
    words come along and are refused.
    """
    author, stranger, lost, copied = Pen(), Pen(), Pen(), Pen()
    device = author.let_in(hub)
    lost.let_in(hub)
    twin = copied.let_in(hub)
    with hub.writing() as connection:
        people.revoke(connection, lost.dev, "lost in a taxi", by="K. Mori")
    push(hub, twin, [copied.write(), copied.write()], copied.end())
    copied.chains = {}
    rec = new_id()
    theirs = [copied.write(rec=rec) for _ in range(3)]
    page = [
        author.write(fields={"title": "Fire"}, rec=rec, base=seen(stranger, 3)),
        author.write(fields={"title": "Fire"}, rec=rec, base=seen(lost, 3)),
        author.write(fields={"title": "Fire"}, rec=rec, base=seen(copied, 3)),
    ]
    told = push(hub, device, [*theirs, *page], copied.end(), author.end())
    assert (SCOPE, author.dev, 3) in told.durable


def test_who_sends_less_than_the_hub_holds_is_not_taken_for_early(hub: Hub) -> None:
    author, other = Pen(), Pen()
    device, second = author.let_in(hub), other.let_in(hub)
    rec = new_id()
    page = [author.write(rec=rec)]
    ends = [author.end()]
    page.append(author.write(fields={"title": "Fire"}, rec=rec, base=seen(author, 1)))
    push(hub, device, page, author.end())
    answer = other.write(fields={"title": "Smoke"}, rec=rec, base=seen(author, 2))
    assert (SCOPE, other.dev, 1) in push(hub, second, [page[0], answer], *ends, other.end()).durable


def insist(hub: Hub, device: HubDevice, page: list[bytes], pen: Pen) -> Committed:
    """Bring a page as often as a desk does that is not heard, and once more."""
    for _ in range(TRIES):
        assert push(hub, device, page, pen.end()).durable == []
    return push(hub, device, page, pen.end())


def waiting(hub: Hub) -> list[Kept]:
    with hub.reading() as connection:
        return quarantine.waiting(connection)


def test_what_names_what_will_never_be_is_kept_back_and_holds_up_nobody(hub: Hub) -> None:
    """One bent desk does not silence all who read what it wrote and wrote on."""
    author, bent, honest = Pen(), Pen(), Pen()
    device, crooked, third = author.let_in(hub), bent.let_in(hub), honest.let_in(hub)
    rec = new_id()
    push(hub, device, [author.write(rec=rec)], author.end())
    forged = bent.write(fields={"title": "All quiet"}, rec=rec, base=seen(author, 10**9))
    answer = honest.write(fields={"title": "Fire"}, rec=rec, base=seen(bent, 1))
    for _ in range(TRIES):
        assert push(hub, third, [forged, answer], bent.end(), honest.end()).durable == []
    told = push(hub, third, [forged, answer], bent.end(), honest.end())
    assert set(told.durable) == {(SCOPE, bent.dev, 1), (SCOPE, honest.dev, 1)}
    assert told.refused == [(SCOPE, bent.dev, 1, SENTENCE)]
    assert forged not in pieces(pull_all(hub, author.dev))
    assert answer in pieces(pull_all(hub, author.dev))
    later = bent.write()
    told = push(hub, crooked, [forged, later], bent.end())
    assert (told.durable, told.refused) == ([(SCOPE, bent.dev, 2)], [(SCOPE, bent.dev, 1, SENTENCE)])


def test_what_came_too_early_is_let_in_by_itself_once_all_is_there_that_it_answers(hub: Hub) -> None:
    author, other, early = Pen(), Pen(), Pen()
    device, second = author.let_in(hub), other.let_in(hub)
    relay = early.let_in(hub)
    rec = new_id()
    words = [author.write(rec=rec)], [author.write(fields={"title": "Smoke"}, rec=rec, base=seen(author, 1))]
    ends = [author.end()]
    theirs = other.write(fields={"owner": "Ops"}, rec=rec, base={"owner": [(author.dev, 1)]})
    base = {"title": [(author.dev, 2)], "owner": [(other.dev, 1)]}
    act = Act(new_id(), "Both", size=2)
    answer = [early.write(fields={"title": "Fire", "owner": "Fire"}, rec=rec, base=base, act=act), early.write(act=act)]
    assert [one[3] for one in insist(hub, relay, answer, early).refused] == [SENTENCE, SENTENCE]
    push(hub, device, [*words[0], *words[1]], *ends, author.end())
    assert len(waiting(hub)) == 2, "of two that it answers one is there"
    push(hub, second, [theirs], other.end())
    assert waiting(hub) == []
    assert pieces(pull_all(hub, author.dev))[-2:] == answer


def test_what_is_answered_may_come_right_behind_in_one_transaction(hub: Hub) -> None:
    author, early = Pen(), Pen()
    device, relay = author.let_in(hub), early.let_in(hub)
    rec = new_id()
    word = author.write(rec=rec)
    answer = early.write(fields={"title": "Fire"}, rec=rec, base=seen(author, 1))
    pages = [log_page.read(relay, [answer], [early.end()]), log_page.read(device, [word], [author.end()])]
    keys = {pen.dev: signing.public(pen.key) for pen in (author, early)}
    with hub.writing() as connection:
        told, grown = log.append(connection, [log_page.proven(page, keys) for page in pages], clock.now())
    assert len(told[0].refused) == 1
    assert grown == {SCOPE: 3}
    assert waiting(hub) == []
    assert pieces(pull_all(hub, author.dev))[-1] == answer


def test_what_is_let_in_later_is_judged_by_then(hub: Hub) -> None:
    author, early = Pen(), Pen()
    device, relay = author.let_in(hub), early.let_in(hub)
    rec = new_id()
    word = author.write(rec=rec)
    answer = early.write(fields={"title": "Fire"}, rec=rec, base=seen(author, 1))
    insist(hub, relay, [answer], early)
    with hub.writing() as connection:
        people.revoke(connection, early.dev, "lost in a taxi", by="K. Mori")
    push(hub, device, [word], author.end())
    (kept,) = waiting(hub)
    assert "lost in a taxi" in kept.sentence
    assert answer not in pieces(pull_all(hub, author.dev))


def test_what_a_supervisor_ruled_on_is_not_ruled_on_again(hub: Hub) -> None:
    author, early = Pen(), Pen()
    device, relay = author.let_in(hub), early.let_in(hub)
    rec = new_id()
    word = author.write(rec=rec)
    page = [early.write(fields={"title": f"Fire {n}"}, rec=rec, base=seen(author, 1)) for n in range(2)]
    insist(hub, relay, page, early)
    hub.dismiss(SCOPE, early.dev, 1, "K. Mori")
    hub.release(SCOPE, early.dev, 2, "K. Mori")
    push(hub, device, [word], author.end())
    assert [piece for piece in pieces(pull_all(hub, author.dev)) if piece in page] == page[1:]


def test_who_names_what_it_may_not_see_hears_the_same_whatever_is_there(hub: Hub) -> None:
    """Else a desk could count what is written where it may not look, and hear whether there is such a place at all."""
    author, prober = Pen(), Pen()
    device, probing = author.let_in(hub), prober.let_in(hub, Right("watch officer", ceiling="GREEN"))
    push(hub, device, [author.write(RED) for _ in range(3)], author.end(RED))
    told = []
    for labels, n in ((RED, 1), (RED, 3), (RED, 4), (AMBER, 1), (RED, 10**9)):
        base = {"title": [(author.dev + scope_id(*labels), n)]}
        answer = push(hub, probing, [prober.write(fields={"title": "Fire"}, base=base)], prober.end())
        told.append((len(answer.durable), answer.wanted, [one[3] for one in answer.refused]))
    assert told == [(1, [], [SENTENCE])] * 5
    push(hub, device, [author.write(RED), author.write(AMBER)], author.end(RED), author.end(AMBER))
    assert len(waiting(hub)) == 5, "nor does it hear when something comes"


def test_each_desk_is_waited_for_by_itself_and_those_unheard_for_long_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    patience, one, other = Patience(), new_device(), new_device()
    chain = (SCOPE, one)
    assert [patience.over(one, chain, 1) for _ in range(TRIES + 1)] == [False] * TRIES + [True]
    assert not patience.over(other, chain, 1), "what it lacks may be in its next page"
    assert not patience.over(one, chain, 2)
    monkeypatch.setattr(log_ahead, "MANY", 3)
    patience.over(new_device(), chain, 1)
    assert not patience.over(one, chain, 1)


def test_how_far_a_change_has_seen_is_read_by_chain() -> None:
    pen, one = Pen(), new_device()
    base = {"title": [(one, 3), (pen.dev, 9)], "owner": [(one + scope_id(*AMBER), 2), (one, 5)]}
    change = decode(pen.write(fields={"title": "Fire"}, base=base))
    item = Item((SCOPE, pen.dev), 1, b"", b"", 1, change)
    assert named([item]) == {(SCOPE, one): 5, (scope_id(*AMBER), one): 2}
    assert named([Item((SCOPE, pen.dev), 1, b"", b"", 1)]) == {}
