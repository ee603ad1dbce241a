"""The hub's store as the server uses it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from eocdesk.models import Refused, Unavailable
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import Pen, let_in, push


def test_a_page_that_is_none_is_refused_at_once(hub: Hub) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        hub.commit(let_in(hub), [b"no change"], [])


def test_a_device_let_in_while_the_hub_runs_is_known_at_once(hub: Hub) -> None:
    pen, relay = Pen(), let_in(hub)
    page = [pen.write()]
    assert push(hub, relay, page, pen.end()).durable == []
    pen.let_in(hub)
    assert len(push(hub, relay, page, pen.end()).durable) == 1


def test_who_reads_cannot_write(hub: Hub) -> None:
    with pytest.raises(Unavailable), hub.reading() as connection:
        connection.execute(text("DELETE FROM hub_local"))


def test_a_transaction_that_fails_leaves_nothing(hub: Hub) -> None:
    def fail() -> None:
        with hub.writing() as connection:
            connection.execute(text("INSERT INTO hub_local (key, value) VALUES ('x', :v)"), {"v": b"1"})
            raise Refused("No.")

    with pytest.raises(Refused):
        fail()
    with hub.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM hub_local WHERE key = 'x'")).scalar_one() == 0
