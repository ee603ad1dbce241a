"""This program's own driver: five fields a record, one act for many, a meeting that failed is not passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from peers import desk_client, workload
from peers.processes import free_port

from eocdesk.desk.desk import Desk
from eocdesk.models import Incident, Refused, fields_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "desk")
    made.do_now(desk_client.games())
    return made


def test_each_record_is_one_change_and_each_act_a_thousand(desk: Desk) -> None:
    rows = desk_client.rows_of(workload.records(1500))
    before = desk.read_now(_changes)
    desk_client.written(desk, rows)
    changes, acts = (now - then for now, then in zip(desk.read_now(_changes), before, strict=True))
    assert (changes, acts) == (1500, 2)
    desk_client.written(desk, [(record, {"status": desk_client.CLOSED}) for record, _ in rows[:10]])
    assert desk.read_now(desk_client.held) == (1500, 10)
    desk.close()


def test_the_records_of_the_bench_fit_the_incidents_of_the_desk() -> None:
    [(_, values)] = desk_client.rows_of(workload.records(1))
    assert set(values) <= set(fields_of(Incident))
    assert len(values) == 1 + len(workload.FIELDS)


def test_a_desk_that_is_let_in_by_nobody_is_no_figure(desk: Desk) -> None:
    with pytest.raises(Refused, match="code"):
        desk_client.Linked(desk, f"http://127.0.0.1:{free_port()}", "NONSENSE")
    desk.close()


def _changes(connection: object) -> tuple[int, int]:
    told = connection.exec_driver_sql("SELECT count(*), count(DISTINCT act) FROM change").one()
    return told[0], told[1]
