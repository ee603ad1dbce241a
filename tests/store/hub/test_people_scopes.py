"""Scopes by right: a device hears how far goes what it may see, and of nothing else."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from eocdesk.models import clock
from eocdesk.models.ids import scope_id
from eocdesk.models.right import Right
from eocdesk.store.hub import people, people_scopes
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import AMBER, GREEN, OFFICER, PARTNER, RED, Pen, let_in, push


def test_a_device_hears_of_what_it_may_see_alone(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    for labels, times in ((GREEN, 1), (AMBER, 2), (RED, 3)):
        push(hub, device, [pen.entry(labels) for _ in range(times)], pen.end(labels))
    now = clock.now()
    with hub.reading() as c:
        assert people_scopes.reach(c, [OFFICER], now) == {
            scope_id(*GREEN): 1,
            scope_id(*AMBER): 2,
            scope_id(*RED): 3,
        }
        assert people_scopes.reach(c, [PARTNER], now) == {scope_id(*GREEN): 1}
        assert people_scopes.reach(c, [Right("watch officer", b"another event   ")], now) == {}
        assert people_scopes.reach(c, [Right("watch officer", until=now)], now) == {}
        assert people_scopes.labels_of(c, [scope_id(*RED), b"unknown" + bytes(9)]) == {scope_id(*RED): RED}


def test_there_is_news_of_devices_until_the_last_was_let_in_or_shut_out(hub: Hub) -> None:
    with hub.reading() as c:
        assert people_scopes.state(c).newest == 0
    begun = clock.now()
    device = let_in(hub)
    with hub.reading() as c:
        let_in_at = people_scopes.state(c).newest
        assert people.news(c, let_in_at - 1) != []
        assert people.news(c, let_in_at) == []
    assert begun <= let_in_at <= clock.now()
    with hub.writing() as c:
        people.revoke(c, device.dev, "Left in a taxi", by="K. Mori")
        revoked = people.device(c, device.dev)
    assert revoked is not None
    with hub.reading() as c:
        assert people_scopes.state(c).newest == revoked.revoked


def test_whatever_changes_an_answer_changes_the_state_and_being_heard_of_does_not(hub: Hub) -> None:
    """Also where the hour is the same to the millisecond."""
    pen, more = Pen(), Right("liaison")
    device, seen = pen.let_in(hub), set()

    def look() -> bool:
        with hub.reading() as c:
            found = people_scopes.state(c)
        fresh = found not in seen
        seen.add(found)
        return fresh

    def do(step: Callable[[Connection], object]) -> bool:
        with hub.writing() as c:
            step(c)
        return look()

    assert look()
    push(hub, device, [pen.entry(GREEN)], pen.end(GREEN))
    assert look()
    assert do(lambda c: people.grant(c, device.dev, more, by="K. Mori"))
    assert do(lambda c: people.withdraw_right(c, device.dev, more, why="Done", by="K. Mori"))
    assert do(lambda c: people.enrol(c, b"e" * 16, b"k" * 32, b"b" * 32, "Gate 4", more, by="K. Mori"))
    assert do(lambda c: people.revoke(c, b"e" * 16, "Lost", by="K. Mori"))
    assert not do(lambda c: people.saw(c, device.dev))
