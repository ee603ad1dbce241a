"""A long read is broken off where nobody waits for it any more, and the desk reads on."""

from __future__ import annotations

from threading import Event

import pytest
from sqlalchemy import Connection

from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.store.stopping import Stop, Stopped

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n WHERE ?"


def test_an_endless_read_ends_when_it_is_stopped_and_the_next_one_is_answered(desk: Desk) -> None:
    stop, begun = Stop(), Event()

    def endless(connection: Connection) -> int:
        begun.set()
        return int(connection.exec_driver_sql(ENDLESS, (1,)).scalar_one())

    asked = desk.store.readers.submit(stop.run, endless)
    assert begun.wait(10)
    while not asked.done():  # the interrupt may come before the statement does
        stop.set()
    with pytest.raises(Stopped):
        asked.result()
    assert desk.read_now(Stop().run, lambda connection: connection.exec_driver_sql("SELECT 7").scalar()) == 7


def test_what_was_stopped_before_it_began_never_begins(desk: Desk) -> None:
    stop, ran = Stop(), list[int]()
    stop.set()
    with pytest.raises(Stopped):
        desk.read_now(stop.run, lambda _connection: ran.append(1))
    assert ran == []


def test_a_read_that_fails_by_itself_fails_as_any_other(desk: Desk) -> None:
    with pytest.raises(Unavailable):
        desk.read_now(Stop().run, lambda connection: connection.exec_driver_sql("SELECT nothing FROM nowhere"))
