"""What comes in a page and follows what stands here is the row that the whole log gives, to the byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from msgspec import structs

from eocdesk.commands.command import Work
from eocdesk.commands.records import Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Act, ids
from eocdesk.models.change import Change, Op, decode, encode
from eocdesk.store import advance, changelog, rows, search
from eocdesk.store.merge import Key
from tests.kit.desks import EVENT, bodies, meet, sound

STRANGER = b"x" * 16
MANY = 230
"""More than go in one statement, and not a round number of statements."""


@dataclass(frozen=True, slots=True)
class Put:
    """Write the same into many records."""

    records: tuple[bytes, ...]
    values: dict[str, Any]

    title = "Put"

    def do(self, work: Work) -> None:
        for at, record in enumerate(self.records):
            work.put("venue", record, **{name: f"{value} {at}" for name, value in self.values.items()}, event=EVENT)


@dataclass(frozen=True, slots=True)
class Alter:
    """Write the same into many records that stand."""

    records: tuple[bytes, ...]
    values: dict[str, Any]

    title = "Alter"

    def do(self, work: Work) -> None:
        for record in self.records:
            work.put("venue", record, **self.values)


def chained(like: Change, *told: dict[str, Any]) -> list[bytes]:
    """Changes of a desk never met, one after the other."""
    made: list[bytes] = []
    held = changelog.ZERO
    for n, one in enumerate(told, 1):
        said = {"kind": "venue", "op": Op.SET, "left": b"", "base": {}, **one}
        change = structs.replace(like, dev=STRANGER, n=n, prev=held[: changelog.PREV], hlc=like.hlc + n, **said)
        made.append(encode(change))
        held = changelog.link(held, made[-1])
    return made


def take(desk: Desk, page: list[bytes]) -> None:
    desk.store.writer.apply(page).result()


def row(desk: Desk, record: bytes) -> dict[str, Any]:
    return desk.read_now(lambda connection: rows.load(connection, "venue", [record])[record].values)


def likeness(desk: Desk) -> Change:
    return decode(bodies(desk)[0])


def test_many_records_made_and_written_on_are_equal_on_both_desks(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    records = tuple(ids.new_id() for _ in range(MANY))
    one.do_now(Put(records, {"name": "Venue", "city": "Carson"}))
    take(two, bodies(one))
    one.do_now(Alter(records, {"city": "Inglewood", "aliases": ["a", "b"]}))
    one.do_now(Alter(records[:7], {"name": "Arena"}))
    take(two, bodies(one))
    assert sound(two)
    assert two.read_now(rows.raw, "venue", records[:3]) != {}
    assert [two.read_now(search.rows, "venue", words, None, MANY + 1) for words in ("arena", "venue 229")] == [
        one.read_now(search.rows, "venue", words, None, MANY + 1) for words in ("arena", "venue 229")
    ]
    assert len(two.read_now(search.rows, "venue", "arena", None, MANY)) == 7
    assert row(two, records[0]) == row(one, records[0])


def test_what_is_made_and_written_on_in_one_page_is_one_row(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = ids.new_id()
    one.do_now(Put((record,), {"name": "Venue"}))
    one.do_now(Amend("venue", record, {"city": "Carson"}))
    one.do_now(Amend("venue", record, {"city": "Long Beach"}))
    take(two, bodies(one))
    assert row(two, record)["city"] == "Long Beach"
    assert sound(two)


def test_fields_of_a_newer_version_are_kept_beside_those_that_came_before(desk: Desk) -> None:
    record, like = ids.new_id(), likeness(desk)
    first, second = Key(like.scope, STRANGER, 1), Key(like.scope, STRANGER, 2)
    page = chained(
        like,
        {"rec": record, "fields": {"event": EVENT, "name": "V", "roof": "open", "sides": [1, 2]}},
        {"rec": record, "fields": {"roof": "shut"}, "base": {"roof": [(first.dev, 1)]}},
        {"rec": record, "fields": {"name": "W", "flag": True}, "base": {"name": [(first.dev, 1)]}},
        {"rec": record, "fields": {"roof": "half"}, "base": {"roof": [(second.dev, 2)]}},
    )
    for at in range(len(page)):
        take(desk, page[at : at + 1])
    state = desk.read_now(lambda connection: rows.load(connection, "venue", [record])[record])
    assert (state.values["name"], state.extra) == ("W", {"roof": "half", "sides": [1, 2], "flag": True})
    assert sound(desk)


@pytest.mark.parametrize(
    "odd",
    [
        {"fields": {"name": "two"}},
        {"fields": {"name": "two"}, "base": {"name": [(STRANGER, 7)]}},
        {"fields": {"name": "two"}, "base": {"name": [(STRANGER, 1), (b"y" * 16, 1)]}},
        {"fields": {"name": "two"}, "base": {"name": [(STRANGER, 1)], "city": [(b"y" * 16, 3)]}},
        {"fields": {"city": "two"}, "base": {"city": [(b"y" * 16, 3)]}},
        {"fields": {"name": 7}, "base": {"name": [(STRANGER, 1)]}},
        {"fields": {"struck": True}},
        {"fields": {"event": EVENT}, "base": {"event": [(STRANGER, 1)]}},
        {"fields": {}},
        {"fields": {"name": "two"}, "base": {"name": [(STRANGER, 1)]}, "op": Op.LEAVE},
    ],
)
def test_what_does_not_follow_is_worked_out_from_the_log(desk: Desk, odd: dict[str, Any]) -> None:
    record, like = ids.new_id(), likeness(desk)
    made = {"rec": record, "fields": {"event": EVENT, "name": "one"}}
    page = chained(like, made, {"rec": record, **odd}, {"rec": record, "fields": {"capacity": 5}})
    for at in range(len(page)):
        take(desk, page[at : at + 1])
    assert sound(desk)


def test_a_parent_that_says_the_scope_it_stands_in_is_known(desk: Desk) -> None:
    record, like = ids.new_id(), likeness(desk)
    page = chained(
        like,
        {"rec": record, "fields": {"event": EVENT, "name": "one"}},
        {"rec": record, "fields": {"name": "two"}, "base": {"name": [(STRANGER + like.scope, 1)]}},
    )
    take(desk, page[:1])
    take(desk, page[1:])
    assert row(desk, record)["name"] == "two"
    assert sound(desk)


def test_a_record_named_as_two_things_in_one_page_is_what_the_log_says(desk: Desk) -> None:
    record, like = ids.new_id(), likeness(desk)
    page = chained(
        like,
        {"rec": record, "fields": {"event": EVENT, "name": "one"}},
        {"rec": record, "fields": {"event": EVENT, "title": "two"}, "kind": "incident"},
    )
    take(desk, page)
    assert sound(desk)


def test_what_was_struck_is_not_written_on_by_the_short_way(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = ids.new_id()
    one.do_now(Put((record,), {"name": "Venue"}))
    meet(one, two)
    one.do_now(Strike("venue", record))
    two.do_now(Amend("venue", record, {"city": "Carson"}))
    meet(one, two)
    assert row(one, record)["struck"] is False
    assert sound(one)
    assert sound(two)


def test_what_follows_is_not_left_to_the_long_way(desk: Desk) -> None:
    like = structs.replace(likeness(desk), act=Act(ids.new_id(), "Put"))
    record = ids.new_id()
    page = chained(
        like,
        {"rec": record, "fields": {"event": EVENT, "name": "one", "roof": "open"}},
        {"rec": record, "fields": {"name": "two"}, "base": {"name": [(STRANGER, 1)]}},
    )

    def left(body: bytes) -> list[bytes]:
        came = {record: [decode(body)]}
        return desk.store.writer.local(lambda c: advance.write(c, "venue", came, 5, (10**9, ()))).result()

    assert left(page[0]) == []
    assert left(page[0]) == [record]
    assert left(page[1]) == []
    assert row(desk, record)["name"] == "two"


def test_of_a_record_whose_making_is_not_here_its_first_change_is_the_same_in_whatever_order_they_come(
    desk: Desk,
) -> None:
    like = likeness(desk)
    record = ids.new_id()
    later, earlier = (
        chained(structs.replace(like, hlc=like.hlc + stamp), {"rec": record, "fields": fields})[0]
        for stamp, fields in ((50, {"address": "1001 Stadium Drive"}), (10, {"note": "Gate 4"}))
    )
    other = structs.replace(decode(earlier), dev=b"y" * 16)
    take(desk, [later])
    take(desk, [encode(other)])
    assert desk.read_now(lambda c: rows.load(c, "venue", [record])[record].made_on) == other.dev
    assert sound(desk)


def test_a_record_whose_making_is_not_here_begins_with_what_brought_it_whatever_clocks_say(desk: Desk) -> None:
    like = likeness(desk)
    record = ids.new_id()
    fields = {"event": EVENT, "marking": "AMBER", "audience": "", "name": "Venue"}
    moved = chained(
        structs.replace(like, hlc=like.hlc + (9 << 16)),
        {"rec": record, "fields": fields, "op": Op.ENTER, "left": b"s" * 16, "base": {"event": [(STRANGER, 1)]}},
    )[0]
    earlier = structs.replace(
        decode(
            chained(structs.replace(like, hlc=like.hlc + (3 << 16)), {"rec": record, "fields": {"note": "Gate 4"}})[0]
        ),
        dev=b"y" * 16,
    )
    take(desk, [moved])
    take(desk, [encode(earlier)])
    assert desk.read_now(lambda c: rows.load(c, "venue", [record])[record].made_on) == STRANGER
    assert sound(desk)
