"""Attachments travel: brought after a meeting, fetched by the others, gone where the right to them is gone."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from eocdesk.cli import main
from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.desk.fetching import Carried
from eocdesk.models import Unavailable, enrolment
from eocdesk.models.right import Right
from eocdesk.store import verify
from eocdesk.store.blobs import FOLDER
from eocdesk.store.hub import people
from tests.kit import servers
from tests.kit.servers import Server
from tests.kit.ways import Room

Desks = Callable[[int], list[Desk]]
SOON = 30
MB = 1_000_000


def joined(hub: Room | Server, *made: Desk, roles: tuple[str, ...] = ()) -> None:
    for desk, role in zip(made, roles or ("watch officer",) * len(made), strict=True):
        with hub.hub.writing() as c:
            code = enrolment.Code(people.make_code(c, Right(role), by="K. Mori")).text
        desk.link.join_now(hub.url, code)
        once(desk)


def attach(desk: Desk, data: bytes, name: str = "Gate 3.jpg") -> tuple[bytes, str]:
    """The document's id, and the name of its bytes."""
    record: bytes = asyncio.run(desk.attach_bytes(name, data)).value
    asked = "SELECT sha256 FROM document WHERE id = ?"
    return record, str(desk.read_now(lambda c: c.exec_driver_sql(asked, (record,)).scalar_one()))


def once(desk: Desk) -> Carried:
    meeting = desk.link.meet_now()
    assert meeting.ok, meeting.sentence
    assert desk.link.carried.trouble == ""
    return desk.link.carried


def kept(desk: Desk, sha256: str) -> bytes:
    return asyncio.run(desk.kept_file(sha256))


def files(folder: Path) -> list[Path]:
    return [path for path in (folder / FOLDER).rglob("*") if path.is_file()]


def test_a_small_file_comes_by_itself_and_a_large_one_when_somebody_opens_it(room: Room, desks: Desks) -> None:
    one, two = desks(2)
    joined(room, one, two)
    (_, small), (_, large) = attach(one, os.urandom(200_000)), attach(one, os.urandom(6 * MB), "Film.mp4")
    heard: list[frozenset[tuple[str, bytes]]] = []
    two.bus.listen(lambda notice: heard.append(notice.ids))
    assert once(one) == Carried(brought=2)
    assert once(two) == Carried(fetched=1)
    assert kept(two, small) == kept(one, small)
    assert any({kind for kind, _ in ids} == {"document"} for ids in heard)  # so that panes look again
    with pytest.raises(Unavailable, match="It is fetched from"):
        kept(two, large)
    assert once(two) == Carried(fetched=1)
    assert kept(two, large) == kept(one, large)
    assert once(two) == once(one) == Carried()
    assert two.read_now(lambda c: verify.attachments(c, two.folder)) == []


def test_linked_desks_hand_files_on_while_they_are_at_work(room: Room, desks: Desks) -> None:
    one, two = desks(2)
    joined(room, one, two)
    came = threading.Event()
    _, sha256 = attach(one, os.urandom(300_000))
    two.bus.listen(lambda _notice: came.set() if two.store.attachments.holds(sha256) else None)
    for desk in (one, two):
        desk.link.start()
    assert came.wait(SOON)
    assert kept(two, sha256) == kept(one, sha256)
    for desk in (one, two):
        desk.link.stop()


def test_who_reads_an_event_only_gets_no_file_above_its_marking(room: Room, desks: Desks) -> None:
    officer, liaison = desks(2)
    joined(room, officer, liaison, roles=("watch officer", "liaison"))
    _, seen = attach(officer, b"for all" * 999)
    secret, hidden = attach(officer, b"for few" * 999)
    officer.do_now(Amend("document", secret, {"marking": "RED"}))
    once(officer)
    assert once(liaison).fetched == 1
    assert liaison.store.attachments.holds(seen)
    assert not liaison.store.attachments.holds(hidden)
    # A desk that knows a file's hash, and names it, learns and gets nothing by that.
    data = b"for few" * 999
    attach(liaison, data)
    liaison.store.attachments.remove(hidden)
    once(liaison)
    once(officer)
    assert once(liaison).fetched == 0
    assert not liaison.store.attachments.holds(hidden)


def test_a_file_leaves_the_desk_that_lost_the_right_to_its_record(room: Room, desks: Desks) -> None:
    officer, liaison = desks(2)
    joined(room, officer, liaison, roles=("watch officer", "liaison"))
    record, sha256 = attach(officer, os.urandom(100_000))
    _, other = attach(officer, os.urandom(100_000))
    once(officer)
    once(liaison)
    assert liaison.store.attachments.holds(sha256)
    officer.do_now(Amend("document", record, {"marking": "RED"}))
    once(officer)
    once(liaison)
    assert not liaison.store.attachments.holds(sha256)
    assert officer.store.attachments.holds(sha256)
    assert liaison.store.attachments.holds(other)
    assert len(files(liaison.folder)) == 1


def test_a_file_that_only_its_author_has_is_brought_before_it_goes(room: Room, desks: Desks) -> None:
    officer, liaison = desks(2)
    joined(room, officer, liaison, roles=("watch officer", "liaison"))
    record, sha256 = attach(liaison, os.urandom(100_000))
    assert asyncio.run(liaison.link.meet()).ok  # its words are sent, its bytes are not yet
    once(officer)
    officer.do_now(Amend("document", record, {"marking": "RED"}))
    once(officer)
    once(liaison)
    assert not liaison.holds(sha256)
    assert once(officer).fetched == 1
    assert officer.holds(sha256)


def test_a_desk_that_is_put_out_keeps_no_file(room: Room, desks: Desks) -> None:
    officer, lost = desks(2)
    joined(room, officer, lost)
    attach(officer, os.urandom(100_000))
    once(officer)
    once(lost)
    assert files(lost.folder)
    with room.hub.writing() as c:
        people.revoke(c, lost.device, "left in a taxi", by="K. Mori")
    lost.link.meet_now()
    assert files(lost.folder) == []


def test_a_hub_killed_while_a_file_comes_in_goes_on_with_it(tmp_path: Path, desks: Desks) -> None:
    one, two = desks(2)
    server = servers.start(tmp_path / "hub")
    try:
        joined(server, one, two)
        _, sha256 = attach(one, os.urandom(12 * MB))
        port, coming = server.url.rpartition(":")[2], server.folder / FOLDER / "incoming"
        killing = threading.Thread(target=_kill_when, args=(server, coming))
        killing.start()
        meeting = one.link.meet_now()
        killing.join()
        assert meeting.ok
        assert one.link.carried.trouble
        (part,) = coming.iterdir()
        reach = part.stat().st_size
        server.close()
        server = servers.start(tmp_path / "hub", "--port", port)
        assert once(one) == Carried(brought=1)
        assert reach > MB
        asyncio.run(two.link.want(sha256))
        assert once(two) == Carried(fetched=1)
        assert kept(two, sha256) == kept(one, sha256)
    finally:
        server.close()


def _kill_when(server: Server, coming: Path) -> None:
    """Once some of a file is there."""
    beat = threading.Event()
    while not any(part.stat().st_size > 2 * MB for part in coming.glob("*")):
        beat.wait(0.002)
    server.process.kill()


def test_a_hub_that_lost_its_files_gets_them_back(room: Room, desks: Desks) -> None:
    one, two = desks(2)
    joined(room, one, two)
    _, sha256 = attach(one, os.urandom(100_000))
    once(one)
    for file in files(room.hub.folder):
        file.unlink()
    assert once(two) == Carried(to_fetch=1)  # it turns out that it is gone
    room.hub.renew_epoch()  # as who puts back a backup does
    assert once(one) == Carried(brought=1)
    assert once(two) == Carried(fetched=1)
    assert kept(two, sha256) == kept(one, sha256)


def test_the_command_line_carries_files_and_says_so(
    room: Room, desks: Desks, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = desks(2)
    joined(room, one, two)
    attach(one, os.urandom(100_000))
    for desk, said in ((one, "1 attachment brought."), (two, "1 attachment fetched.")):
        assert main(["--data", str(desk.folder), "sync", "--once"]) == 0
        assert said in capsys.readouterr().out
    assert main(["--data", str(one.folder), "sync", "--once", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["attachments"]
    assert told == {"brought": 0, "fetched": 0, "to_bring": 0, "to_fetch": 0, "trouble": ""}
