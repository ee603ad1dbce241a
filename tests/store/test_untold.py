"""A leaving is a riddle until the stay is here that it ended."""

from __future__ import annotations

from sqlalchemy import Connection

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models.change import Why, encode
from eocdesk.store import changelog, untold
from eocdesk.store.changelog import Logged
from tests.kit.desks import EVENT


def test_a_leaving_is_untold_while_the_stay_that_it_ended_is_not_held(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    desk.do_now(Amend("venue", record, {"marking": "RED"}))

    def told(connection: Connection) -> list[set[bytes]]:
        ((making, at), *_) = changelog.of_record(connection, record)
        chain = changelog.chain_of(connection, making.scope, making.dev)
        found = [untold.records(connection)]
        changelog.blank(connection, [(chain.id, making.n, encode(making))], Why.WITHDRAWN)
        found.append(untold.records(connection))  # its stay was held when the leaving came
        changelog.note_moves_again(connection, [record])
        found.append(untold.records(connection))
        words = Logged(chain.id, making, chain.hash, encode(making))
        changelog.fill(connection, [words], at)
        return [*found, untold.records(connection)]

    assert desk.store.writer.local(told).result() == [set(), set(), {record}, set()]
