"""The strip says how this desk stands, from what it holds and from nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.desk import backups, exercise
from eocdesk.desk.desk import Desk
from eocdesk.desk.status import ALONE, status
from tests.kit.desks import EVENT, bodies, make_desk, meet


def test_a_new_desk_has_no_backup_no_conflict_and_no_entry_and_says_so(desk: Desk) -> None:
    found = asyncio.run(status(desk))
    assert (found.link, found.conflicts, found.newest_entry, found.backup) == (ALONE, 0, None, None)
    assert (found.key, found.exercise, found.marking) == ("Key in a file of the data folder", False, "AMBER")
    assert found.changes == len(bodies(desk))


def test_it_follows_what_is_written_and_saved(desk: Desk) -> None:
    desk.do_now(LogEntry(EVENT, "Gate 4 opened", happened=1_847_630_000_000, marking="RED"))
    backups.make(desk.store, desk.settings)
    found = asyncio.run(status(desk))
    assert found.newest_entry == 1_847_630_000_000
    assert found.backup == backups.kept(desk.folder, desk.settings)[0].made
    assert found.marking == "RED", "the strictest of anything held"


def test_conflicts_are_counted_by_field(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    meet(one, two)
    one.do_now(Amend("venue", record, {"name": "A", "city": "A"}))
    two.do_now(Amend("venue", record, {"name": "B", "city": "B"}))
    meet(one, two)
    assert asyncio.run(status(one)).conflicts == 2


def test_an_exercise_says_so(tmp_path: Path) -> None:
    exercise.mark(tmp_path / "desk")
    desk = make_desk(tmp_path / "desk")
    assert asyncio.run(status(desk)).exercise
    desk.close()
