"""Attachments locked for a hub: nobody opens them here, and they come back as they were with the keys it gives."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from eocdesk.commands.documents import Attach
from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.store import handing, lease_files, named_bytes, orphans, peers, signing
from eocdesk.store.lease_files import ROOM, ToLock
from tests.kit.desks import EVENT
from tests.kit.joined import HUB_ID, joined

HUB = signing.new_key()
SCOPE = b"s" * 16
WORDS = b"the way of the motorcade"


@pytest.fixture
def folder(desk: Desk) -> Path:
    return desk.folder / "attachments"


def kept(desk: Desk, data: bytes) -> ToLock:
    return ToLock(HUB_ID, desk.store.keep_bytes(data).result().sha256, SCOPE)


def locked(desk: Desk, folder: Path) -> tuple[str, bytes]:
    """(name, key) of an attachment that lies locked."""
    one = kept(desk, WORDS * 100_000)
    done = lease_files.lock(desk.store.attachments, folder, [one])
    desk.store.attachments.remove(one.name)
    ((told, key),) = done.keys
    assert told == one
    return one.name, key


def left(desk: Desk) -> set[str]:
    return {one.name for one in desk.read_now(lease_files.to_lock)}


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


def test_one_that_cannot_be_locked_holds_no_other_up(desk: Desk, folder: Path) -> None:
    sound, damaged, stuck, gone = (kept(desk, data) for data in (WORDS, WORDS * 2, WORDS * 3, WORDS * 4))
    path = desk.store.attachments.path_of(damaged.name)
    path.write_bytes(path.read_bytes()[:-1])
    lease_files._place(desk.store.attachments, folder, stuck.name).mkdir(parents=True)
    desk.store.attachments.remove(gone.name)
    done = lease_files.lock(desk.store.attachments, folder, [gone, stuck, damaged, sound])
    assert [one for one, _ in done.keys] == [sound]
    assert (done.damaged, done.failed, done.gone, done.more) == ([damaged], [stuck], [gone], False)
    assert not list((folder / ROOM).glob("*.draft")), "nothing half written lies about"


def test_a_large_one_waits_for_its_time(desk: Desk, folder: Path) -> None:
    some = [kept(desk, WORDS * count) for count in (10, 1000, 20, 30)]
    at_start = lease_files.lock(desk.store.attachments, folder, some, 1500, 1500)
    assert [one for one, _ in at_start.keys] == [some[0], some[2]]
    assert at_start.more
    first = lease_files.lock(desk.store.attachments, folder, some[1:], 1500)
    assert ([one for one, _ in first.keys], first.more) == ([some[1]], True), "one at least, else it never would be"


def test_what_waits_stays_until_its_key_is_kept_and_what_is_damaged_is_owed_as_it_is(desk: Desk, folder: Path) -> None:
    joined(desk, HUB_ID, key=signing.public(HUB))
    one, damaged, stuck = kept(desk, WORDS), kept(desk, WORDS * 2), kept(desk, WORDS * 3)
    names = {each.name: SCOPE for each in (one, damaged, stuck)}
    run = desk.store.writer.local
    run(partial(lease_files.note, hub=HUB_ID, names=names)).result()
    run(partial(named_bytes.owe, names=[one.name])).result()
    run(partial(named_bytes.note, names=set(names))).result()
    assert orphans.sweep(desk.store) == 0
    path = desk.store.attachments.path_of(damaged.name)
    path.write_bytes(path.read_bytes()[:-1])
    lease_files._place(desk.store.attachments, folder, stuck.name).mkdir(parents=True)
    for _ in range(2):
        waiting = desk.read_now(lease_files.to_lock)
        done = lease_files.lock(desk.store.attachments, folder, waiting)
        run(partial(lease_files.note_locked, done=done)).result()
        assert left(desk) == {stuck.name}
        assert desk.read_now(named_bytes.owed) == [damaged.name]
    assert orphans.sweep(desk.store) == 1
    assert [desk.holds(each.name) for each in (one, damaged, stuck)] == [False, True, True]
    (sealed,) = desk.read_now(lease_files.waiting, HUB_ID)
    found = handing.unseal(HUB, sealed)
    assert found is not None
    assert [(name, scope) for name, scope, _ in found.keys] == [(one.name, SCOPE)]
    said = [attempt.sentence for attempt in desk.read_now(peers.attempts)]
    assert len(said) == len(set(said)) == 2, "each is said once"
    assert all("1 attachment of it that Room hub has not cannot be locked" in each for each in said)


def test_what_records_name_again_or_the_hub_has_or_nobody_opens_any_more_is_not_locked(desk: Desk) -> None:
    joined(desk, HUB_ID, key=signing.public(HUB))
    names = {letter * 64: SCOPE for letter in "abc"}
    desk.store.writer.local(partial(lease_files.note, hub=HUB_ID, names=names)).result()
    desk.do_now(Attach(EVENT, "plan.pdf", "application/pdf", 10, "a" * 64))
    desk.store.writer.local(partial(lease_files.forgive, names=["b" * 64])).result()
    assert left(desk) == {"c" * 64}
    joined(desk, HUB_ID, state=peers.REVOKED)
    assert left(desk) == set()


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
