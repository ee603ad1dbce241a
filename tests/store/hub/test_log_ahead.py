"""Nobody does away with what is not written yet: who says it saw a change must not be there before it."""

from __future__ import annotations

from eocdesk.models import Act
from eocdesk.models.change import decode
from eocdesk.models.ids import new_device, new_id, scope_id
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.log_ahead import named
from eocdesk.store.hub.log_page import Item
from tests.kit.hubs import AMBER, GREEN, Pen, pieces, pull_all, push

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


def test_how_far_a_change_has_seen_is_read_by_chain() -> None:
    pen, one = Pen(), new_device()
    base = {"title": [(one, 3), (pen.dev, 9)], "owner": [(one + scope_id(*AMBER), 2), (one, 5)]}
    change = decode(pen.write(fields={"title": "Fire"}, base=base))
    item = Item((SCOPE, pen.dev), 1, b"", b"", 1, change)
    assert named([item]) == {(SCOPE, one): 5, (scope_id(*AMBER), one): 2}
    assert named([Item((SCOPE, pen.dev), 1, b"", b"", 1)]) == {}
