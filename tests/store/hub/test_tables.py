"""The hub's tables are the same on both databases, and a number is given once."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from eocdesk.models.ids import scope_id
from eocdesk.store.hub.base import HUB
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import GREEN, Pen, push


def test_every_table_is_there_with_every_column(hub: Hub) -> None:
    with hub.reading() as connection:
        there = inspect(connection)
        assert set(there.get_table_names()) == set(HUB.tables)
        for name, table in HUB.tables.items():
            assert {column["name"] for column in there.get_columns(name)} == {column.name for column in table.columns}


def test_no_number_of_a_scope_is_given_twice_whoever_tries(hub: Hub) -> None:
    pen = Pen()
    push(hub, pen.let_in(hub), [pen.write()], pen.end())
    again = text("INSERT INTO hub_change SELECT * FROM hub_change WHERE scope = :scope")
    with hub.writing() as connection, pytest.raises(IntegrityError):
        connection.execute(again, {"scope": scope_id(*GREEN)})
