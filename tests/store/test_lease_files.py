"""Attachments locked for a hub: nobody opens them here, and they come back as they were with the keys it gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.commands.documents import Attach
from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.store import handing, lease_files, signing
from eocdesk.store.lease_files import ROOM
from tests.kit.desks import EVENT

HUB = signing.new_key()
SCOPE = b"s" * 16
WORDS = b"the way of the motorcade"


@pytest.fixture
def folder(desk: Desk) -> Path:
    return desk.folder / "attachments"


def locked(desk: Desk, folder: Path) -> tuple[str, bytes]:
    """(name, key) of an attachment that lies locked."""
    name = desk.store.keep_bytes(WORDS * 100_000).result().sha256
    (sealed,), names = lease_files.lock(desk.store.attachments, folder, {name: SCOPE}, signing.public(HUB))
    desk.store.attachments.remove(name)
    assert names == (name,)
    found = handing.unseal(HUB, sealed)
    assert found is not None
    ((told, scope, key),) = found.keys
    assert (told, scope) == (name, SCOPE)
    return name, key


def test_it_comes_back_as_it_was_with_its_key_and_leaves_nothing_behind(desk: Desk, folder: Path) -> None:
    name, key = locked(desk, folder)
    assert not desk.store.attachments.holds(name)
    assert not any(WORDS in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert lease_files.unlock(desk.store.attachments, folder, {name: key}) == 1
    assert desk.store.attachment(name) == WORDS * 100_000
    assert list((folder / ROOM).iterdir()) == []
    assert lease_files.unlock(desk.store.attachments, folder, {name: key}) == 0, "it is there already"


def test_another_key_opens_nothing_and_harms_nothing(desk: Desk, folder: Path) -> None:
    name, key = locked(desk, folder)
    assert lease_files.unlock(desk.store.attachments, folder, {name: bytes(32)}) == 0
    assert lease_files.unlock(desk.store.attachments, folder, {name: key}) == 1


def test_what_is_not_here_is_not_locked(desk: Desk, folder: Path) -> None:
    assert lease_files.lock(desk.store.attachments, folder, {"a" * 64: SCOPE}, signing.public(HUB)) == ((), ())


def test_what_the_hub_has_or_lies_in_another_scope_is_not_owed(desk: Desk) -> None:
    for name, marking in (("a" * 64, "RED"), ("b" * 64, "RED"), ("c" * 64, "GREEN")):
        desk.do_now(Attach(EVENT, "plan.pdf", "application/pdf", 10, name))
        record = desk.read_now(
            lambda c, name=name: c.exec_driver_sql("SELECT id FROM document WHERE sha256 = ?", (name,)).scalar_one()
        )  # type: ignore[misc]

        desk.do_now(Amend("document", record, {"marking": marking}))
    scopes = desk.read_now(
        lambda c: {row[0] for row in c.exec_driver_sql("SELECT id FROM scope WHERE marking = 'RED'")}
    )
    assert set(desk.read_now(lease_files.owed, scopes, {"b" * 64})) == {"a" * 64}


def test_sealed_keys_wait_for_their_hub_until_it_opened_them(desk: Desk) -> None:
    one, other = b"h" * 16, b"i" * 16
    desk.store.writer.local(lambda c: lease_files.keep(c, one, [b"first", b"second"])).result()
    desk.store.writer.local(lambda c: lease_files.keep(c, other, [b"third"])).result()
    desk.store.writer.local(lambda c: lease_files.opened(c, b"first")).result()
    assert desk.read_now(lease_files.waiting, one) == [b"second"]
    assert desk.read_now(lease_files.waiting, other) == [b"third"]
