"""What a blackout did is counted from the log itself; a change that went missing is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import drills
from tests.kit.desks import EVENT, meet
from tests.kit.joined import holds_all, joined


def test_what_was_written_came_and_met_is_told_apart(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    both = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    quiet = one.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    meet(one, two)
    then = one.read_now(drills.before)
    one.do_now(LogEntry(EVENT, "Written in the dark"))
    one.do_now(Amend("venue", both, {"city": "Inglewood", "capacity": 1}))
    two.do_now(Amend("venue", both, {"city": "LA", "note": "x"}))
    two.do_now(Amend("venue", quiet, {"city": "Pasadena"}))
    meet(one, two)
    found = one.read_now(drills.since, then, one.device)
    assert (found.written, found.made) == (2, (("entry", 1),))
    assert (found.received, found.merged, found.conflicts) == (2, 1, 1)


def test_a_dispute_from_before_is_not_the_blackouts(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    both = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    meet(one, two)
    for desk, city in ((one, "A"), (two, "B")):
        desk.do_now(Amend("venue", both, {"city": city}))
    meet(one, two)
    then = one.read_now(drills.before)
    assert len(then.conflicts) == 1
    assert one.read_now(drills.since, then, one.device).conflicts == 0


def test_the_proof_holds_while_all_is_there_and_counts_what_the_hub_has(desk: Desk) -> None:
    then = desk.read_now(drills.before)
    desk.do_now(LogEntry(EVENT, "Written in the dark"))
    joined(desk)
    found = desk.read_now(drills.proof, then, desk.device)
    assert found.is_whole
    assert (found.now - found.before, found.acknowledged) == (1, 0)
    holds_all(desk)
    found = desk.read_now(drills.proof, then, desk.device)
    assert found.acknowledged == found.own


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE change SET hash = x'00' WHERE seq = (SELECT max(seq) FROM change)",
        "DELETE FROM change WHERE seq = (SELECT min(seq) FROM change)",
    ],
    ids=["rewritten", "gone"],
)
def test_a_change_that_is_gone_or_rewritten_breaks_the_proof(desk: Desk, sql: str) -> None:
    desk.do_now(LogEntry(EVENT, "One"))
    then = desk.read_now(drills.before)
    assert desk.read_now(drills.proof, then, desk.device).is_whole
    desk.store.writer.local(lambda connection: connection.exec_driver_sql(sql)).result()
    assert not desk.read_now(drills.proof, then, desk.device).is_whole
