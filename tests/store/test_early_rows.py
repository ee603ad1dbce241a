"""The short way gives the rows that the merge gives, and leaves to it what is in dispute, moved, struck or known."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given

from eocdesk.desk.desk import Desk
from eocdesk.models.change import decode
from eocdesk.models.ids import new_id
from eocdesk.store import early_rows, project, rows
from eocdesk.store.early_rows import Kept
from tests.kit.hubs import AMBER, GREEN, Pen, made
from tests.kit.stories import STEPS, Step, Story


def kept(story: Story, record: bytes) -> list[Kept]:
    page = story.snapshot(len(story.bodies), [record])
    return [(decode(body), body, dead) for body, dead in page.pieces]


@given(STEPS)
def test_a_record_made_the_short_way_is_what_the_merge_makes_of_it(steps: list[Step]) -> None:
    story = Story(GREEN).go(steps)
    for record in story.records:
        state = early_rows._plain(kept(story, record), 5)
        whole = project.of(record, [(one, 5) for one in story.changes if one.rec == record])
        assert state is None or (state, {}) == (whole.state, whole.conflicts)


def bare(bodies: Sequence[bytes]) -> list[Kept]:
    return [(decode(body), body, []) for body in bodies]


def test_what_is_plain_goes_the_short_way_and_what_is_not_is_left(desk: Desk) -> None:
    pen, record = Pen(), new_id()
    first = pen.write(GREEN, made(GREEN, title="Smoke", later="x"), rec=record)
    struck = pen.write(GREEN, {"struck": True}, rec=record, base={"title": [(pen.dev, 1)]})
    moved = pen.move(record, GREEN, AMBER, 1, title="Smoke")
    foreign = pen.write(GREEN, {"title": "b"}, rec=record, base={"title": [(pen.dev + b"s" * 16, 1)]})
    relabelled = pen.write(GREEN, made(GREEN, title="again"), rec=record)
    other = pen.write(GREEN, {"title": "b"}, rec=record)
    for more in ([struck], moved[:1], [foreign], [relabelled], [other]):
        assert early_rows._plain(bare([first, *more]), 5) is None
    assert early_rows._plain(bare([other]), 5) is None
    assert early_rows._plain(bare(moved[1:]), 5) is None

    def write(connection: early_rows.Connection) -> list[bytes]:
        return early_rows.write(connection, bare([first]), 5)

    assert desk.store.writer.local(write).result() == []
    state = desk.read_now(rows.load, "incident", [record])[record]
    assert (state.values["title"], state.extra, state.received) == ("Smoke", {"later": "x"}, 5)


@pytest.mark.parametrize("where", ["change", "early"])
def test_a_record_that_is_known_already_is_left_to_the_merge(desk: Desk, where: str) -> None:
    pen, record = Pen(), new_id()
    first = pen.write(GREEN, made(GREEN, title="Smoke"), rec=record)
    know = {
        "change": "INSERT INTO change VALUES (9, 9, 1, ?, x'', '', 0, x'', x'')",
        "early": "INSERT INTO early VALUES (x'00', x'00', 1, 'incident', ?, 0, x'90', x'')",
    }

    def write(connection: early_rows.Connection) -> list[bytes]:
        connection.exec_driver_sql(know[where], (record,))
        return early_rows.write(connection, bare([first]), 5)

    assert desk.store.writer.local(write).result() == [record]
