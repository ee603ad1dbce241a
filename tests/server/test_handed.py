"""A sealed page is taken as if it had been pushed open; one that does not open is not taken, and not told as taken."""

from __future__ import annotations

import pytest

from eocdesk.models.change import Stub, decode
from eocdesk.server import handed
from eocdesk.server.answers import Answers
from eocdesk.store import handing, signing
from eocdesk.store.changelog import digest_of
from eocdesk.store.handing import Handed
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.protocol import Page, Reach
from eocdesk.sync.unlocking import Locked, Unlocked
from tests.kit.hubs import GREEN, PARTNER, RED, Pen, pull_all


def sealed(hub: Hub, pen: Pen, *bodies: bytes) -> Page:
    ends = [pen.end(labels) for labels in (GREEN, RED) if any(labels[1].encode() in body for body in bodies)]
    return Page([], [], sealed=[handing.seal(signing.public(hub.key), Handed(list(bodies), ends))])


def unlocked(hub: Hub, dev: bytes, locked: Locked) -> Unlocked:
    return handed.unlocked(hub, dev, handed.keys_of(hub.key, locked))


def test_an_open_page_is_left_as_it_is() -> None:
    page = Page([], [])
    assert handed.opened(signing.new_key(), page) is page


def test_what_was_sealed_is_in_the_log(file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub)
    body = pen.entry()
    taken = Answers(file_hub).push(device.dev, sealed(file_hub, pen, body))
    assert taken.durable == [Reach(pen.end().scope, pen.dev, 1)]
    assert [piece for found in pull_all(file_hub, device.dev).values() for one in found for piece in one.pieces] == [
        body
    ]


def test_words_come_into_places_that_went_ahead_of_them(file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub)
    body = pen.entry()
    change = decode(body)
    Answers(file_hub).push(
        device.dev, Page([Stub(change.scope, change.dev, 1, change.prev, digest_of(body))], [pen.end()])
    )
    Answers(file_hub).push(device.dev, sealed(file_hub, pen, body))
    found = [piece for found in pull_all(file_hub, device.dev).values() for one in found for piece in one.pieces]
    assert body in found


def test_what_its_author_may_not_write_any_more_waits_for_a_person(file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub, PARTNER)
    taken = Answers(file_hub).push(device.dev, sealed(file_hub, pen, pen.entry()))
    assert len(taken.refused) == 1


def test_what_does_not_open_is_told_as_nothing(file_hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    pen = Pen()
    device = pen.let_in(file_hub)
    taken = Answers(file_hub).push(device.dev, Page([], [], sealed=[b"x" * 300]))
    assert (taken.durable, taken.refused, taken.wanted) == ([], [], [])
    caplog.clear()


def test_a_key_is_given_back_where_the_right_holds_and_to_nobody_else(file_hub: Hub) -> None:
    pen, partner = Pen(), Pen()
    device, stranger = pen.let_in(file_hub), partner.let_in(file_hub, PARTNER)
    for labels in (GREEN, RED):
        Answers(file_hub).push(device.dev, Page([pen.entry(labels)], [pen.end(labels)]))
    keys = [("a" * 64, pen.end(GREEN).scope, b"g" * 32), ("b" * 64, pen.end(RED).scope, b"r" * 32)]
    locked = Locked(handing.seal(signing.public(file_hub.key), Handed([], [], keys)))
    assert unlocked(file_hub, device.dev, locked).keys == {"a" * 64: b"g" * 32, "b" * 64: b"r" * 32}
    assert unlocked(file_hub, stranger.dev, locked).keys == {"a" * 64: b"g" * 32}
    assert unlocked(file_hub, b"nobody known here", locked).keys == {}
    assert unlocked(file_hub, device.dev, Locked(b"x" * 300)).keys == {}
    with file_hub.writing() as c:
        people.revoke(c, device.dev, "lost", by="K. Mori")
    assert unlocked(file_hub, device.dev, locked).keys == {}
