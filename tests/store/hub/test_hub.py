"""The hub's store as the server uses it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from eocdesk.models import Refused, Unavailable
from eocdesk.models.change import Piece
from eocdesk.models.ids import scope_id
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.reading import Cursor
from tests.kit.hubs import GREEN, Pen, let_in, pieces, pull, pull_all, push


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


def test_a_hub_put_back_to_an_older_state_is_made_whole_by_the_desks(tmp_path: Path) -> None:
    """One reader holds what three wrote; it begins again and brings the hub what that lost, with its own signatures."""
    hub = Hub.open(tmp_path / "hub")
    pens = [Pen() for _ in range(3)]
    devices = [pen.let_in(hub) for pen in pens]
    sent: list[Piece] = []
    cursors: dict[bytes, Cursor] = {}
    for round_ in range(3):
        if round_ == 1:
            hub.close()
            shutil.copytree(tmp_path / "hub", tmp_path / "backup")
            hub = Hub.open(tmp_path / "hub")
        for pen, device in zip(pens, devices, strict=True):
            page = [pen.write() for _ in range(2)]
            push(hub, device, page, pen.end())
            sent += page
    stretches = pull_all(hub, pens[0].dev, cursors)
    assert pieces(stretches) == sent
    hub.close()
    shutil.rmtree(tmp_path / "hub")
    shutil.copytree(tmp_path / "backup", tmp_path / "hub")
    hub = Hub.open(tmp_path / "hub")
    try:
        hub.renew_epoch()
        assert pull(hub, pens[0].dev, cursors).rewound == list(cursors)
        ends = {end.dev: end for one in stretches[scope_id(*GREEN)] for end in one.signed}
        told = push(hub, devices[0], sent, *ends.values())
        assert (told.refused, told.wanted) == ([], [])
        assert sorted(map(str, pieces(pull_all(hub, pens[1].dev)))) == sorted(map(str, sent))
    finally:
        hub.close()
