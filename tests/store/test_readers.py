"""Reads run beside the writer, see whole acts, and fail in a sentence."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Connection

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from tests.kit.desks import EVENT


def count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM venue").scalar_one())


def test_a_long_read_sees_one_moment_while_the_desk_writes_on(desk: Desk) -> None:
    began, go_on = threading.Event(), threading.Event()

    def long(connection: Connection) -> tuple[int, int]:
        first = count(connection)
        began.set()
        assert go_on.wait(10)
        return first, count(connection)

    reading = desk.store.readers.submit(long)
    assert began.wait(10)
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    assert desk.read_now(count) == 1
    go_on.set()
    assert reading.result(10) == (0, 0)


def test_a_query_that_cannot_be_answered_is_unavailable_and_the_next_one_is_answered(desk: Desk) -> None:
    with pytest.raises(Unavailable, match="did not answer"):
        desk.read_now(lambda connection: connection.exec_driver_sql("SELECT * FROM nowhere"))
    with pytest.raises(Unavailable):
        desk.store.readers.submit(lambda connection: connection.exec_driver_sql("SELECT")).result(10)
    assert desk.read_now(count) == 0


def test_a_mistake_in_a_query_is_not_dressed_up_as_bad_luck(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        desk.store.readers.submit(lambda _: 1 / 0).result(10)


def test_long_work_that_needs_no_database_runs_off_the_callers_thread(desk: Desk) -> None:
    here = threading.get_ident()
    assert desk.store.readers.run(threading.get_ident).result(10) != here


def test_closing_lets_what_runs_finish_and_drops_what_waits(desk: Desk) -> None:
    began, go_on = threading.Event(), threading.Event()

    def long(_: Connection) -> str:
        began.set()
        assert go_on.wait(10)
        return "whole"

    running = [desk.store.readers.submit(long) for _ in range(2)]
    waiting = desk.store.readers.submit(long)
    assert began.wait(10)
    closing = threading.Thread(target=desk.store.readers.close)
    closing.start()
    while not waiting.cancelled():
        pass
    go_on.set()
    closing.join(10)
    assert [future.result() for future in running] == ["whole", "whole"]
