"""A file that came in is named once, at its entry, and marked as strictly as anything in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.command import Work
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.keeping import keep
from eocdesk.commands.reading import Whole
from eocdesk.commands.records import Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Document
from eocdesk.store.queries import attachments, conflicts, events
from tests.kit.desks import EVENT, bodies, meet

SHA = "ab" * 32


class Keep:
    """Keep a file at an entry."""

    title = "Keep"

    def __init__(self, marking: str, *, bare: bool = False, entry: bytes | None = None) -> None:
        self.whole = Whole(SHA, 10, "application/stix+json", marking, bare)
        self.entry = entry

    def do(self, work: Work) -> str:
        return keep(work, EVENT, "bundle.json", self.whole, self.entry)


def held(desk: Desk) -> Document:
    ((_, record),) = desk.read_now(attachments.naming, SHA)
    found = desk.read_now(events.record, Document, record)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("marking", "bare", "kept"),
    [
        ("GREEN", False, "GREEN"),
        ("GREEN", True, "AMBER"),
        ("", True, "AMBER"),
        ("RED", True, "RED"),
        ("", False, "AMBER"),
    ],
)
def test_it_is_marked_as_its_strictest_part_and_as_the_event_where_a_part_is_not(
    desk: Desk, marking: str, *, bare: bool, kept: str
) -> None:
    entry = desk.do_now(LogEntry(EVENT, "Import")).value[0]
    said = desk.do_now(Keep(marking, bare=bare, entry=entry)).value
    one = held(desk)
    assert (one.marking, one.entry, one.name, one.sha256, one.size) == (kept, entry, "bundle.json", SHA, 10)
    assert f"TLP:{kept}" in said


def test_again_it_changes_nothing_but_for_a_stricter_marking(desk: Desk) -> None:
    desk.do_now(Keep("GREEN"))
    size = len(bodies(desk))
    assert "kept already" in desk.do_now(Keep("GREEN")).value
    desk.do_now(Keep("CLEAR"))
    assert (len(bodies(desk)), held(desk).marking) == (size, "GREEN")
    desk.do_now(Keep("RED"))
    assert held(desk).marking == "RED"


def test_two_desks_that_read_it_apart_agree_on_it(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    meet(one, other)
    for desk in (one, other):
        desk.do_now(Keep("GREEN", entry=desk.do_now(LogEntry(EVENT, "Import")).value[0]))
    meet(one, other)
    for desk in (one, other):
        assert len(desk.read_now(attachments.naming, SHA)) == 2
        assert "kept already" in desk.do_now(Keep("GREEN")).value
        assert desk.read_now(conflicts.count) == 0


def test_one_that_was_struck_stays_so(desk: Desk) -> None:
    desk.do_now(Keep("GREEN"))
    desk.do_now(Strike("document", held(desk).id))
    assert "left so" in desk.do_now(Keep("GREEN")).value
    assert held(desk).struck
