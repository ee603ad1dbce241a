"""A hub's database is made once, keeps who the hub is, and is refused where it cannot be right."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from eocdesk.models import Unavailable
from eocdesk.models.errors import Damaged
from eocdesk.store.hub import opening, people
from eocdesk.store.hub.base import SCHEMA
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import Pen, let_in, pieces, pull_all, push


def test_a_hub_is_the_same_after_it_was_closed(hub_address: str | None, tmp_path: Path) -> None:
    found = []
    for name in ("The hub", "Another name"):
        hub = Hub.open(tmp_path / "hub", hub_address, name)
        found.append((hub.id, hub.key, hub.name, hub.epoch))
        hub.close()
    assert found[0] == found[1]
    assert [len(part) for part in found[0]] == [16, 32, len("The hub"), 16]


def test_a_file_moved_elsewhere_is_the_same_hub_in_another_epoch(tmp_path: Path) -> None:
    hub = Hub.open(tmp_path / "hub")
    before = hub.epoch
    hub.close()
    (tmp_path / "hub").rename(tmp_path / "restored")
    again = Hub.open(tmp_path / "restored")
    assert again.id == hub.id
    assert again.epoch != before
    again.close()


def test_what_a_hub_decides_after_it_was_put_back_counts_for_more_than_what_it_forgot(
    hub_address: str | None, tmp_path: Path
) -> None:
    """Desks hold cards of decisions that the older state does not know."""
    hub = Hub.open(tmp_path, hub_address)
    device = let_in(hub)
    hub.renew_epoch()
    with hub.writing() as connection:
        assert people.revoke(connection, device.dev, "lost", by="K. Mori").serial > device.serial + 1000
    hub.close()


def test_an_epoch_renewed_is_kept(hub_address: str | None, tmp_path: Path) -> None:
    hub = Hub.open(tmp_path / "hub", hub_address)
    before = hub.epoch
    hub.renew_epoch()
    renewed = hub.epoch
    hub.close()
    again = Hub.open(tmp_path / "hub", hub_address)
    assert before != renewed == again.epoch
    again.close()


OLDER = (
    "DROP TABLE hub_line",
    "DROP TABLE hub_ahead",
    "DROP TABLE hub_file",
    "DROP TABLE hub_file_read",
    "DROP TABLE hub_file_kept",
    "ALTER TABLE hub_device DROP COLUMN serial",
    "DROP INDEX hub_change_rec",
    "CREATE INDEX hub_change_rec ON hub_change (rec)",
)
"""What the first shape had not."""


def test_a_database_of_the_first_shape_comes_up_and_goes_on(hub_address: str | None, tmp_path: Path) -> None:
    hub = Hub.open(tmp_path / "hub", hub_address)
    pen = Pen()
    device = pen.let_in(hub)
    push(hub, device, [pen.entry(text="Gate 4 closed")], pen.end())
    with hub.writing() as connection:
        for statement in OLDER:
            connection.exec_driver_sql(statement)
        opening.put(connection, "schema", 1)
    hub.close()
    again = Hub.open(tmp_path / "hub", hub_address)
    with again.reading() as connection:
        found = people.device(connection, pen.dev)
    assert found is not None
    assert found.serial == 0
    assert len(pieces(pull_all(again, pen.dev))) == 1
    told = push(again, found, [pen.entry(text="Gate 5 closed")], pen.end())
    assert not told.refused
    assert len(pieces(pull_all(again, pen.dev))) == 2
    with again.reading() as connection:
        assert opening.get(connection, "schema") == SCHEMA
    again.close()


def test_a_database_of_a_newer_eocdesk_is_refused(hub_address: str | None, tmp_path: Path) -> None:
    hub = Hub.open(tmp_path / "hub", hub_address)
    with hub.writing() as connection:
        opening.put(connection, "schema", SCHEMA + 1)
    hub.close()
    with pytest.raises(Unavailable, match=f"hub schema {SCHEMA + 1}"):
        Hub.open(tmp_path / "hub", hub_address)


def test_the_file_is_readable_to_nobody_without_the_key(tmp_path: Path) -> None:
    hub = Hub.open(tmp_path / "hub")
    hub.close()
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / "hub" / opening.FILE).execute("SELECT * FROM hub_local")
    (tmp_path / "hub" / "key.json").rename(tmp_path / "key.json")
    with pytest.raises(Unavailable, match=r"key\.json is missing"):
        Hub.open(tmp_path / "hub")
    Hub.open(tmp_path / "other").close()
    (tmp_path / "other" / "key.json").rename(tmp_path / "hub" / "key.json")
    with pytest.raises(Damaged, match="does not open"):
        Hub.open(tmp_path / "hub")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://hub@127.0.0.1/x", "keeps its log in PostgreSQL"),
        ("not an address", "is not an address"),
        ("postgresql://hub@127.0.0.1:1/x", "does not answer"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_in_words(address: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=sentence):
        Hub.open(tmp_path, address)


def test_two_processes_that_make_the_tables_at_once_end_up_as_one_hub(postgres: str, tmp_path: Path) -> None:
    hubs: list[Hub] = []
    threads = [
        threading.Thread(target=lambda n=n: hubs.append(Hub.open(tmp_path / f"hub{n}", postgres))) for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hubs) == 3
    assert len({(hub.id, hub.key, hub.epoch) for hub in hubs}) == 1
    for hub in hubs:
        hub.close()
