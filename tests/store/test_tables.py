"""The tables beside the records hold to what makes the log one."""

from __future__ import annotations

import pytest

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.models.ids import NIL
from eocdesk.store import changelog
from tests.kit.desks import EVENT, sound


@pytest.mark.parametrize(
    "twice",
    [
        (
            "INSERT INTO change (chain, n, rec, act, kind, at, hash, body) "
            "SELECT chain, n, rec, act, kind, at, hash, body FROM change LIMIT 1"
        ),
        "INSERT INTO chain (scope, dev, n, hash) SELECT scope, dev, n, hash FROM chain LIMIT 1",
        "INSERT INTO scope (id, event, marking, audience) SELECT id, event, marking, audience FROM scope LIMIT 1",
    ],
)
def test_the_database_itself_takes_no_dot_no_chain_and_no_scope_twice(desk: Desk, twice: str) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    with pytest.raises(Unavailable, match="UNIQUE"):
        desk.store.writer.local(lambda connection: connection.exec_driver_sql(twice)).result()
    assert sound(desk)


def test_the_changes_of_a_record_and_of_an_act_are_found_by_index(desk: Desk) -> None:
    by_record, by_act = "SELECT body FROM change WHERE rec = x'00'", "SELECT body FROM change WHERE act = x'00'"
    for index, asked in (("change_rec", by_record), ("change_act", by_act)):
        plan = desk.read_now(lambda c, sql=asked: c.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").fetchall())
        assert index in str(plan)


def test_where_records_went_is_noted_as_they_move_and_as_an_old_desk_comes_up(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    first = desk.read_now(changelog.of_record, record)[0][0].scope
    desk.do_now(Amend("venue", record, {"marking": "RED"}))
    then = desk.read_now(changelog.of_record, record)[-1][0].scope
    moves = "SELECT scope, to_scope FROM departed WHERE rec = ? ORDER BY to_scope"
    assert desk.read_now(lambda c: c.exec_driver_sql(moves, (record,)).fetchall()) == [(first, NIL), (first, then)]
    assert sound(desk)
