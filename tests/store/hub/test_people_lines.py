"""Names of one laptop go together; a copy of a disk that is put out takes along no desk that people still use."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, update

from eocdesk.models.right import Right
from eocdesk.store.hub import people, people_lines
from eocdesk.store.hub.people_tables import DEVICE

OFFICER = Right("watch officer")
FIRST, SECOND, THIRD = (letter * 16 for letter in (b"1", b"2", b"3"))
KEY = b"k" * 32
WHY = "left in a taxi"


def let_in(c: Connection, dev: bytes, *before: bytes, at: int, right: Right = OFFICER) -> None:
    """A desk of that name joins at that minute, and proves the names it had."""
    device = people.enrol(c, dev, KEY, KEY, f"Gate {dev[:1].decode()}", right, by="K. Mori")
    c.execute(update(DEVICE).where(DEVICE.c.dev == dev).values(since=at))
    for one in before:
        people.follow(c, device, one, KEY)


def heard(c: Connection, dev: bytes, at: int) -> None:
    c.execute(update(DEVICE).where(DEVICE.c.dev == dev).values(seen=at))


def out(c: Connection) -> set[bytes]:
    return {device.dev for device in people.devices(c) if device.revoked is not None}


@pytest.mark.parametrize("lost", [FIRST, SECOND, THIRD])
def test_a_laptop_that_joined_again_and_again_goes_under_all_its_names(c: Connection, lost: bytes) -> None:
    let_in(c, FIRST, at=1)
    heard(c, FIRST, 2)
    let_in(c, SECOND, FIRST, at=3)
    heard(c, SECOND, 4)
    let_in(c, THIRD, FIRST, SECOND, at=5)
    heard(c, THIRD, 6)
    people.revoke(c, lost, WHY, by="K. Mori")
    assert out(c) == {FIRST, SECOND, THIRD}


@pytest.mark.parametrize(("lost", "gone"), [(FIRST, {FIRST}), (SECOND, {FIRST, SECOND}), (THIRD, {FIRST, THIRD})])
def test_of_two_copies_of_a_disk_the_other_stays_and_the_name_they_had_goes(
    c: Connection, lost: bytes, gone: set[bytes]
) -> None:
    """Whichever joined first."""
    let_in(c, SECOND, FIRST, at=3)
    let_in(c, THIRD, FIRST, at=4)
    people.revoke(c, lost, WHY, by="K. Mori")
    assert out(c) == gone


@pytest.mark.parametrize(("lost", "gone"), [(FIRST, {FIRST}), (SECOND, {SECOND})])
def test_a_desk_that_is_at_work_beside_a_copy_of_it_stays_and_that_is_said(
    c: Connection, lost: bytes, gone: set[bytes]
) -> None:
    let_in(c, FIRST, at=1)
    let_in(c, SECOND, FIRST, at=3)
    heard(c, FIRST, 5)
    people.revoke(c, lost, WHY, by="K. Mori")
    assert out(c) == gone
    said = [(line.dev, line.sentence) for line in people.trail(c) if line.what == "stays"]
    assert [dev for dev, _ in said] == ([FIRST] if lost == SECOND else [])
    assert all("“Gate 1” stays" in words and "not in your hands" in words for _, words in said)


def test_rights_of_a_copy_are_not_those_of_the_desk_at_work_it_was_copied_from(c: Connection) -> None:
    let_in(c, FIRST, at=1, right=Right("supervisor"))
    let_in(c, SECOND, FIRST, at=3)
    heard(c, FIRST, 5)
    people.withdraw_right(c, SECOND, OFFICER, why="Done", by="K. Mori")
    assert [[right.role for right in one.rights] for one in people.devices(c)] == [["supervisor"], []]


def test_a_name_in_between_goes_with_the_copy_though_the_first_is_at_work(c: Connection) -> None:
    let_in(c, FIRST, at=1)
    let_in(c, SECOND, FIRST, at=2)
    let_in(c, THIRD, FIRST, SECOND, at=3)
    heard(c, FIRST, 4)
    assert people_lines.machine(c, THIRD) == ({SECOND, THIRD}, {FIRST})


def test_a_desk_that_has_no_other_name_goes_alone(c: Connection) -> None:
    let_in(c, FIRST, at=1)
    let_in(c, SECOND, at=2)
    assert people_lines.machine(c, FIRST) == ({FIRST}, set())
