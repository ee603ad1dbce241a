"""Bytes go with the last record that names them, and not before; those of refused words stay with their author."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.store import named_bytes, orphans, withdraw
from eocdesk.store.blobs import FOLDER
from eocdesk.store.incoming import Incoming
from eocdesk.store.queries import attachments
from tests.kit.joined import HUB_ID, refused


def attach(desk: Desk, data: bytes, marking: str = "AMBER") -> tuple[bytes, bytes, str]:
    """The record, its scope and the name of its bytes, which a hub has too."""
    record = asyncio.run(desk.attach_bytes("Gate 3.jpg", data)).value
    desk.do_now(Amend("document", record, {"marking": marking}))
    asked = "SELECT id, scope, sha256 FROM document WHERE id = ?"
    row = desk.read_now(lambda c: c.exec_driver_sql(asked, (record,)).one())
    at_hub = partial(attachments.note_at_hub, hub=HUB_ID, epoch=b"", names=[row.sha256], now=1)
    desk.store.writer.local(at_hub).result()
    return row.id, row.scope, row.sha256


def give_up(desk: Desk, scope: bytes) -> None:
    desk.store.writer.receive(partial(withdraw.purge, scopes=[scope]), "received").result()


def test_bytes_go_with_the_last_record_that_names_them(desk: Desk) -> None:
    _, red, shared = attach(desk, b"shared", "RED")
    _, green, _ = attach(desk, b"shared", "GREEN")
    _, _, alone = attach(desk, b"alone", "RED")
    assert orphans.sweep(desk.store) == 0
    give_up(desk, red)
    assert orphans.sweep(desk.store) == 1
    assert (desk.store.attachments.holds(shared), desk.store.attachments.holds(alone)) == (True, False)
    give_up(desk, green)
    assert orphans.sweep(desk.store) == 1
    assert not desk.store.attachments.holds(shared)
    assert [path for path in (desk.folder / FOLDER).rglob("*") if path.is_file()] == []
    assert orphans.sweep(desk.store) == 0


def test_bytes_of_words_that_the_hub_refused_are_kept_for_their_author(desk: Desk) -> None:
    record, scope, sha256 = attach(desk, b"mine")
    refused(desk, record, "No right to write there.")
    desk.store.writer.local(lambda c: named_bytes.note_scope(c, scope)).result()
    desk.store.writer.local(lambda c: c.exec_driver_sql("DELETE FROM document")).result()
    assert orphans.sweep(desk.store) == 0
    assert desk.store.attachments.read(sha256) == b"mine"


def test_what_cannot_be_deleted_now_is_the_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _, scope, sha256 = attach(desk, b"alone")
    give_up(desk, scope)

    def busy(_name: str) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patch:
        patch.setattr("eocdesk.store.blobs.Attachments.remove", lambda _self, name: busy(name))
        assert orphans.sweep(desk.store) == 0
    assert "cannot be deleted yet" in caplog.text
    caplog.clear()
    assert orphans.sweep(desk.store) == 1
    assert not desk.store.attachments.holds(sha256)


def test_what_is_nowhere_else_is_owed_to_the_hub_and_goes_then(desk: Desk) -> None:
    _, scope, known = attach(desk, b"the hub has it")
    unknown = asyncio.run(desk.attach_bytes("Gate 4.jpg", b"nobody has it")).value
    desk.do_now(Amend("document", unknown, {"marking": "GREEN"}))
    asked = "SELECT scope, sha256 FROM document WHERE id = ?"
    green, alone = desk.read_now(lambda c: tuple(c.exec_driver_sql(asked, (unknown,)).one()))
    give_up(desk, scope)
    give_up(desk, green)
    assert orphans.sweep(desk.store) == 1
    assert (desk.holds(known), desk.holds(alone)) == (False, True)
    assert desk.read_now(named_bytes.owed) == [alone]
    desk.store.writer.local(partial(named_bytes.forgive, names=[alone])).result()
    assert orphans.sweep(desk.store) == 1
    assert not desk.holds(alone)


def test_what_only_began_to_arrive_goes_too(desk: Desk) -> None:
    _, scope, sha256 = attach(desk, b"alone")
    desk.store.attachments.remove(sha256)
    with Incoming(desk.store.attachments, sha256) as arriving:
        arriving.add(b"al")
    give_up(desk, scope)
    assert orphans.sweep(desk.store) == 1
    assert [path for path in (desk.folder / FOLDER).rglob("*") if path.is_file()] == []
