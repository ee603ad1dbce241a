"""What a hub tells a desk that begins: what holds now, page by page as of one moment, and nothing it may not see."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from eocdesk.models.change import decode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.right import Labels
from eocdesk.models.snapshot import DONE, Snapshot
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.snapshot import Snapshots
from tests.kit.hubs import AMBER, GREEN, PARTNER, RED, Pen, made, push
from tests.kit.stories import Story

BYTES = 4 << 20
SEEN = {scope_id(*GREEN): GREEN}


def pages(hub: Hub, snapshots: Snapshots, seen: dict[bytes, Labels] = SEEN, size: int = BYTES) -> list[Snapshot]:
    """All that is told a desk that begins with nothing."""
    found, asked = [], dict[bytes, bytes]()
    while True:
        with hub.reading() as connection:
            one = snapshots.page(connection, asked, (), seen, size)
        if one is None:
            return found
        asked[one.scope] = one.place
        found.append(one)


def told(found: Collection[Snapshot]) -> list[bytes]:
    return [body for one in found for body, _ in one.pieces]


def wrote(hub: Hub, count: int = 3, labels: Labels = GREEN) -> tuple[Pen, list[bytes]]:
    pen = Pen()
    bodies = [pen.write(labels) for _ in range(count)]
    push(hub, pen.let_in(hub), bodies, pen.end(labels))
    return pen, bodies


def test_what_holds_now_is_told_and_how_far_it_reaches(hub: Hub) -> None:
    story = Story(GREEN).go([(0, 0, ["title"], value, True) for value in range(9)])
    pen = story.pens[0]
    push(hub, pen.let_in(hub), story.bodies, pen.end())
    (page,) = pages(hub, Snapshots(few=0))
    assert page.chains == {pen.dev: 12}
    assert {decode(body).n: dead for body, dead in page.pieces} == {1: ["title"], 2: [], 3: [], 12: []}
    assert page.place == DONE


def test_pages_are_as_of_one_moment_whatever_is_written_meanwhile(hub: Hub) -> None:
    pen, bodies = wrote(hub, 5)
    snapshots = Snapshots(few=0)
    size = len(bodies[0])
    with hub.reading() as connection:
        first = snapshots.page(connection, {}, (), SEEN, size)
    assert first is not None
    later = [
        pen.write(rec=decode(body).rec, fields={"title": "later"}, base={"title": [(pen.dev, n)]})
        for n, body in enumerate(bodies, 1)
    ]
    with hub.reading() as connection:
        device = people.device(connection, pen.dev)
    assert device is not None
    push(hub, device, later, pen.end())
    found, asked = [first], {first.scope: first.place}
    for other in (snapshots, Snapshots(few=0)):  # another process of the hub goes on as well
        found, asked = [first], {first.scope: first.place}
        while asked[first.scope] != DONE:
            with hub.reading() as connection:
                one = other.page(connection, asked, (), SEEN, size)
            assert one is not None
            asked[one.scope] = one.place
            found.append(one)
        assert sorted(told(found)) == sorted(bodies)
        assert len(found) == 5
    assert first.chains == {pen.dev: 5}


def test_small_scopes_those_read_and_those_not_wanted_are_left_to_history(hub: Hub) -> None:
    wrote(hub, 3)
    (scope,) = SEEN
    with hub.reading() as connection:
        assert Snapshots(few=3).page(connection, {}, (), SEEN, BYTES) is None
        assert Snapshots().page(connection, {}, (), SEEN, BYTES) is None
        assert Snapshots(few=2).page(connection, {}, (), SEEN, BYTES) is not None
        assert Snapshots(few=2).page(connection, {}, {scope}, SEEN, BYTES) is None
        for place in (DONE, b"x", bytes(25)):
            assert Snapshots(few=2).page(connection, {scope: place}, (), SEEN, BYTES) is None


def test_no_word_of_a_scope_that_is_not_seen_nor_of_a_record_that_left_for_one(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    records = [new_id(), new_id(), new_id()]
    bodies = [pen.write(GREEN, made(GREEN, title="canary"), rec=record) for record in records]
    bodies += pen.move(records[0], GREEN, RED, 1, title="canary red")
    bodies += pen.move(records[1], GREEN, AMBER, 2, title="canary amber")
    push(hub, device, bodies, pen.end(GREEN), pen.end(RED), pen.end(AMBER))
    snapshots = Snapshots(few=0)
    partner = pages(hub, snapshots)
    assert {decode(body).rec for body in told(partner)} == {records[2]}
    both = pages(hub, snapshots, SEEN | {scope_id(*AMBER): AMBER})
    assert {decode(body).rec for body in told(both)} == {records[1], records[2]}
    assert b"canary red" not in b"".join(told(both))
    push(hub, device, pen.move(records[2], GREEN, RED, 3), pen.end(GREEN), pen.end(RED))
    assert told(pages(hub, snapshots)) == []


def test_words_in_quarantine_are_not_told_and_once_released_they_are(hub: Hub) -> None:
    pen = Pen()
    partner = pen.let_in(hub, PARTNER)
    body = pen.write()
    committed = push(hub, partner, [body], pen.end())
    assert committed.refused
    assert told(pages(hub, Snapshots(few=0))) == []
    hub.release(scope_id(*GREEN), pen.dev, 1, "K. Mori")
    assert told(pages(hub, Snapshots(few=0))) == [body]


def test_pages_are_worked_out_once_for_all_who_begin_together(hub: Hub) -> None:
    wrote(hub, 3)
    snapshots = Snapshots(few=0)
    whole = pages(hub, snapshots)

    def gone(connection: Connection) -> Connection:
        connection.exec_driver_sql("DELETE FROM hub_change")
        return connection

    with hub.writing() as connection:
        gone(connection)
    assert pages(hub, snapshots) == whole
    assert told(pages(hub, Snapshots(few=0))) == []
