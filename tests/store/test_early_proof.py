"""A row told early stands only where the whole log tells just the same, to the byte."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.models.change import decode, encode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.snapshot import DONE, Snapshot, Told
from eocdesk.store import early, early_proof, early_taking, rows
from eocdesk.store.gist import gist
from eocdesk.store.project import once_of
from tests.kit.desks import sound
from tests.kit.hubs import AMBER, GREEN, Pen
from tests.kit.stories import Story

HUB = b"h" * 16
SCOPE = scope_id(*GREEN)


def told_and_come(desk: Desk, change: Callable[[Told], Told] = lambda it: it, more: bool = False) -> Story:  # noqa: FBT001, FBT002  one word in a test
    story = Story(GREEN).go([(0, 0, ["title"], 1, False), (0, 0, ["title"], 2, False)])
    page = story.snapshot(len(story.bodies), story.records)
    page = Snapshot(page.scope, page.labels, page.chains, [change(one) for one in page.pieces])
    desk.store.writer.local(lambda c: early_taking.take(c, HUB, [page], set())).result()
    if more:
        story.go([(0, 0, ["title"], 0, False)])
    desk.store.writer.apply(story.bodies).result()
    return story


def proven(desk: Desk, story: Story) -> set[bytes]:
    return set(desk.read_now(early_proof.proven, SCOPE, story.records).stand)


def settled(desk: Desk) -> None:
    while desk.store.writer.receive(early_taking.settle).result().ids:
        pass


def test_what_the_log_tells_too_stands_and_was_received_with_it(desk: Desk) -> None:
    story = told_and_come(desk)
    assert proven(desk, story) == set(story.records)
    settled(desk)
    assert desk.read_now(early.count) == 0
    assert sound(desk)


def other_words(one: Told) -> Told:
    change = decode(one[0])
    if change.n != 5:
        return one
    fields = change.fields | {"title": "Nobody wrote this"}
    return encode(
        type(change)(*(fields if name == "fields" else getattr(change, name) for name in change.__struct_fields__))
    ), one[1]


@pytest.mark.parametrize("change", [other_words, lambda it: (it[0], []), lambda it: (it[0], ["title", "owner"])])
def test_what_was_told_otherwise_is_made_again_from_the_log(
    desk: Desk, change: Callable[[Told], Told], caplog: pytest.LogCaptureFixture
) -> None:
    story = told_and_come(desk, change)
    assert story.records[0] not in proven(desk, story)
    settled(desk)
    assert ("of 1 records other words were told" in caplog.text) == (change is other_words)
    caplog.clear()
    assert desk.read_now(rows.load, "incident", story.records)[story.records[0]].values["title"] == "2"
    assert sound(desk)


def test_what_was_written_on_since_is_made_again(desk: Desk) -> None:
    story = told_and_come(desk, more=True)
    assert proven(desk, story) == set(story.records[1:])
    settled(desk)
    assert desk.read_now(rows.load, "incident", story.records)[story.records[0]].values["title"] == "0"
    assert sound(desk)


def test_what_came_from_another_scope_is_made_again_whatever_numbers_it_names(desk: Desk) -> None:
    pen, record = Pen(), new_id()
    pen.write(AMBER, rec=record)
    _, come = pen.move(record, AMBER, GREEN, 1)
    more = pen.write(GREEN, {"owner": "Field team"}, rec=record)
    bodies = [come, more]
    told = [(bodies[at], dead) for at, dead in gist([decode(one) for one in bodies], once_of)]
    page = Snapshot(SCOPE, GREEN, {pen.dev: 2}, told, DONE)
    desk.store.writer.local(lambda c: early_taking.take(c, HUB, [page], set())).result()
    desk.store.writer.apply(bodies).result()
    assert desk.read_now(early_proof.proven, SCOPE, [record]).stand == {}
    settled(desk)
    assert sound(desk)
