"""The committer: nothing acknowledged is lost, no page stops another, and it outlives its database."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Future
from pathlib import Path

import pytest
from sqlalchemy import text

from eocdesk.models import Refused, Unavailable
from eocdesk.models.change import decode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.store.hub.committer import Committed
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.reading import Cursor
from tests.kit.hubs import AMBER, GREEN, RED, Pen, pieces, pull, pull_all, push
from tests.kit.postgres import Cluster

SCOPE = scope_id(*GREEN)
CHILD = """
import sys
from pathlib import Path
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import GREEN, AMBER, Pen, push

folder, address, rounds, size = Path(sys.argv[1]), sys.argv[2] or None, int(sys.argv[3]), int(sys.argv[4])
hub = Hub.open(folder, address)
pen = Pen()
device = pen.let_in(hub)
print("ready", pen.dev.hex(), flush=True)
sys.stdin.readline()
for n in range(rounds):
    labels = AMBER if n % 3 == 2 else GREEN
    page = [pen.write(labels) for _ in range(size)]
    told = push(hub, device, page, pen.end(labels))
    ((scope, dev, last),) = told.durable
    print("durable", scope.hex(), last, flush=True)
hub.close()
"""


def start(folder: Path, address: str | None, rounds: int, size: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", CHILD, str(folder), address or "", str(rounds), str(size)]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd())


def read(child: subprocess.Popen[str]) -> list[str]:
    assert child.stdout is not None
    return child.stdout.readline().split()


def go(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("go\n")
    child.stdin.flush()


def end(child: subprocess.Popen[str]) -> str:
    """What it said to the end."""
    said, _ = child.communicate(timeout=60)
    return said


def test_a_hub_killed_while_it_commits_loses_nothing_it_acknowledged(hub_address: str | None, tmp_path: Path) -> None:
    acknowledged: dict[tuple[bytes, bytes], int] = {}
    for kill_after in (3, 17) if hub_address is None else (11,):
        child = start(tmp_path / "hub", hub_address, 500, 2)
        _, dev = read(child)
        go(child)
        lines = [read(child) for _ in range(kill_after)]
        child.kill()
        rest = end(child).splitlines(keepends=True)
        for _, scope, n in lines + [line.split() for line in rest if line.endswith("\n")]:
            acknowledged[bytes.fromhex(scope), bytes.fromhex(dev)] = int(n)
    hub = Hub.open(tmp_path / "hub", hub_address)
    try:
        pen = Pen()
        pen.let_in(hub)
        found = pull_all(hub, pen.dev)
        held: dict[tuple[bytes, bytes], int] = {}
        for scope, some in found.items():
            for piece in [piece for one in some for piece in one.pieces]:
                assert isinstance(piece, bytes)
                change = decode(piece)
                assert change.n == held.get((scope, change.dev), 0) + 1
                held[scope, change.dev] = change.n
        assert {key: n for key, n in acknowledged.items() if held.get(key, 0) < n} == {}
        push(hub, pen.let_in(hub), [pen.write()], pen.end())
    finally:
        hub.close()


def test_hubs_on_one_postgresql_commit_at_once_and_a_poller_misses_nothing(postgres: str, tmp_path: Path) -> None:
    """The cursor race of sync.md 1e: two processes and two hubs of this one, while another follows by its cursor."""
    rounds, size = 25, 3
    children = [start(tmp_path / f"hub{n}", postgres, rounds, size) for n in range(2)]
    for child in children:
        assert read(child)[0] == "ready"
    hubs = [Hub.open(tmp_path / f"own{n}", postgres) for n in range(2)]
    pens = [Pen(), Pen()]
    devices = [pen.let_in(hub) for pen, hub in zip(pens, hubs, strict=True)]
    for child in children:
        go(child)
    asked: list[Future[Committed]] = []
    for _ in range(rounds):
        for hub, pen, device in zip(hubs, pens, devices, strict=True):
            asked.append(hub.commit(device, [pen.write() for _ in range(size)], [pen.end()]))
    cursors: dict[bytes, Cursor] = {}
    seen: list[bytes] = []
    while any(child.poll() is None for child in children) or not all(one.done() for one in asked):
        seen += follow(hubs[0], pens[0].dev, cursors)
    seen += follow(hubs[0], pens[0].dev, cursors)
    for child in children:
        assert end(child).count("durable") == rounds
    for hub in hubs:
        hub.close()
    changes = [decode(body) for body in seen]
    assert len(changes) == 4 * rounds * size
    assert len({(one.scope, one.dev, one.n) for one in changes}) == len(changes)
    assert sum(seq for seq, _ in cursors.values()) == len(changes), "a number was given to nothing"


def follow(hub: Hub, dev: bytes, cursors: dict[bytes, Cursor]) -> list[bytes]:
    read = pull(hub, dev, cursors)
    assert (read.rewound, read.revoked) == ([], [])
    for one in read.stretches:
        assert one.first == cursors.get(one.scope, (0, b""))[0] + 1
        cursors[one.scope] = (one.first + len(one.pieces) - 1, one.hash)
    return [piece for one in read.stretches for piece in one.pieces if isinstance(piece, bytes)]


def test_a_connection_cut_in_the_middle_loses_and_doubles_nothing(postgres: str, tmp_path: Path) -> None:
    hub, other = Hub.open(tmp_path / "hub", postgres), Hub.open(tmp_path / "other", postgres)
    pen = Pen()
    device = pen.let_in(hub)
    cut = text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'eocdesk hub'"
        " AND datname = current_database() AND pid <> pg_backend_pid()"
    )
    sent, asked = [], []
    for _ in range(60):
        page = [pen.write() for _ in range(2)]
        sent += page
        asked.append(hub.commit(device, page, [pen.end()]))
        if len(asked) % 15 == 0:
            with other.writing() as connection:
                connection.execute(cut)
    told = [one.exception(60) or one.result() for one in asked]
    good = [one for one in told if isinstance(one, Committed)]
    assert all(isinstance(one, Committed | Unavailable) for one in told)
    assert len(good) > 0
    push(hub, device, sent, pen.end())
    assert pieces(pull_all(other, pen.dev)) == sent
    hub.close()
    other.close()


def test_the_committer_outlives_its_database(cluster: Cluster, postgres: str, tmp_path: Path) -> None:
    hub = Hub.open(tmp_path / "hub", postgres)
    pen = Pen()
    device = pen.let_in(hub)
    push(hub, device, [pen.write()], pen.end())
    cluster.stop()
    page = [pen.write()]
    try:
        with pytest.raises(Unavailable, match="does not answer"):
            push(hub, device, page, pen.end())
        with pytest.raises(Unavailable, match="does not answer"):
            pull(hub, pen.dev)
    finally:
        cluster.start()
    assert push(hub, device, page, pen.end()).durable == [(SCOPE, pen.dev, 2)]
    assert len(pieces(pull_all(hub, pen.dev))) == 2
    assert hub.waiting == 0
    hub.close()


FORBID = {
    "sqlite": "CREATE TRIGGER forbid BEFORE INSERT ON hub_change WHEN NEW.kind = 'poison' "
    "BEGIN SELECT RAISE(ABORT, 'no'); END",
    "postgresql": "ALTER TABLE hub_change ADD CHECK (kind <> 'poison')",
}


def test_a_page_the_database_cannot_take_stops_no_other(hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    with hub.writing() as connection:
        connection.exec_driver_sql(FORBID[connection.dialect.name])
    pens = [Pen() for _ in range(6)]
    devices = [pen.let_in(hub, name=f"Desk {n}") for n, pen in enumerate(pens)]
    asked = []
    for n, (pen, device) in enumerate(zip(pens, devices, strict=True)):
        kind = "poison" if n == 3 else "incident"
        asked.append(hub.commit(device, [pen.write(kind=kind)], [pen.end()]))
    told = [one.exception(30) or one.result() for one in asked]
    assert [type(one) for one in told] == [Committed] * 3 + [Refused] + [Committed] * 2
    assert "a page of “Desk 3”" in caplog.text
    caplog.clear()
    assert len(pieces(pull_all(hub, pens[0].dev))) == 5


def test_two_hubs_that_write_the_same_scopes_in_other_orders_both_end(postgres: str, tmp_path: Path) -> None:
    hubs = [Hub.open(tmp_path / f"hub{n}", postgres) for n in range(2)]
    pens = [Pen() for _ in range(2)]
    devices = [pen.let_in(hub) for pen, hub in zip(pens, hubs, strict=True)]
    asked = []
    for n in range(20):
        for hub, pen, device in zip(hubs, pens, devices, strict=True):
            order = (GREEN, AMBER, RED) if (n + hubs.index(hub)) % 2 else (RED, AMBER, GREEN)
            page = [pen.write(labels, rec=new_id()) for labels in order]
            asked.append(hub.commit(device, page, [pen.end(labels) for labels in order]))
    assert all(len(one.result(60).durable) == 3 for one in asked)
    for hub in hubs:
        hub.close()


def test_a_closed_hub_takes_what_was_handed_in_and_nothing_more(file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub)
    asked = [file_hub.commit(device, [pen.write()], [pen.end()]) for _ in range(30)]
    file_hub.close()
    assert all(one.done() and one.result().durable for one in asked)
    with pytest.raises(Unavailable, match="closing"):
        file_hub.commit(device, [pen.write()], [pen.end()])


def test_who_brings_more_than_can_wait_is_told_to_come_again(file_hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eocdesk.store.hub.committer.MOST_WAITING", 3)
    pen = Pen()
    device = pen.let_in(file_hub)
    page = [pen.write() for _ in range(4)]
    with file_hub.writing():  # the file is locked: the committer waits
        first = file_hub.commit(device, page, [pen.end()])
        with pytest.raises(Unavailable, match="tried again"):
            file_hub.commit(device, page, [pen.end()])
    assert first.result(30).durable == [(SCOPE, pen.dev, 4)]
