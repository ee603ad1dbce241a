"""The tables of a hub's people: what must never lie open in them has no column."""

from __future__ import annotations

from eocdesk.store.hub import people_tables
from eocdesk.store.hub.base import HUB


def test_no_table_keeps_a_code_or_a_private_key() -> None:
    assert {column.name for column in people_tables.CODE.columns}.isdisjoint({"code", "secret"})
    assert [column.name for column in people_tables.DEVICE.columns if "key" in column.name] == ["key"]  # the public one


def test_every_table_is_the_hubs_own() -> None:
    ours = {"hub_device", "hub_code", "hub_person", "hub_lock", "hub_spent", "hub_trail", "hub_line"}
    assert ours <= set(HUB.tables)
