"""A hub process: it says so when it is ready, keeps strangers out of its line, and stops in order."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import zstandard

from eocdesk.models import Refused
from eocdesk.models.enrolment import pin_of
from eocdesk.server import run, tls
from eocdesk.server.settings import Settings
from eocdesk.store.hub import people_accounts
from eocdesk.store.hub.hub import Hub
from eocdesk.sync import pins
from eocdesk.sync.protocol import Pulled, unpack
from tests.kit.servers import Caller, Server, log_of, start


def test_it_answers_as_soon_as_it_says_so_and_leaves_its_data_whole(tmp_path: Path) -> None:
    first = start(tmp_path / "hub")
    try:
        assert first.client().get("/v1/health").status_code == 200
        with first.hub.reading() as c:
            found = people_accounts.account(c, people_accounts.FIRST)
        assert found is not None
        assert people_accounts.fits(first.phrase, found.phrase)
        desk = Caller(first)
        desk.sign_in()
        desk.say(text="before the stop")
    finally:
        first.hub.close()
        assert first.stop() == 0
    assert not list((tmp_path / "hub").glob("*-wal"))
    again = start(tmp_path / "hub")
    try:
        assert len(again.lines) == 1  # no second administrator, nobody's passphrase
        desk.server, desk.client = again, again.client()
        desk.sign_in()
        assert b"before the stop" in zstandard.decompress(desk.read().content, max_output_size=1 << 20)
    finally:
        again.close()
    assert log_of(tmp_path / "hub") == ""


def test_it_stops_in_time_with_desks_on_the_line(server: Server) -> None:
    desk = Caller(server)
    desk.sign_in()
    headers = {"Authorization": f"Bearer {desk.token}"}
    with desk.client.stream("GET", "/v1/events", headers=headers) as answer:
        lines = answer.iter_lines()
        assert next(lines) == ":"
        server.process.send_signal(signal.SIGTERM)
        assert [line for line in lines if line.startswith("data")] == []  # ended, not cut
        assert server.process.wait(5) == 0


def test_a_hub_that_was_put_back_says_so_to_its_desks_when_it_is_told_to(tmp_path: Path) -> None:
    hub = Hub.open(tmp_path / "hub")
    before = hub.epoch
    hub.close()
    server = start(tmp_path / "hub", "--restored")
    try:
        desk = Caller(server)
        desk.sign_in()
        told = unpack(desk.read().content, Pulled)
        assert told.epoch != before
        assert any("Leave --restored out from now on" in line for line in server.lines)
    finally:
        server.close()


def test_a_port_that_is_taken_and_an_address_that_is_none_are_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=f"Port {port} of 127.0.0.1 is taken"):
            run.serve(Settings(tmp_path, port=port), pytest.fail)
    for host in ("192.0.2.7", "no host of this world"):
        with pytest.raises(Refused, match="no address of this machine"):
            run.serve(Settings(tmp_path, host=host), pytest.fail)
    with pytest.raises(Refused, match="go together"):
        run.serve(Settings(tmp_path, key=Path("k.pem")), pytest.fail)
    assert list(tmp_path.iterdir()) == []


def test_off_loopback_it_speaks_tls_alone_with_the_certificate_that_codes_name(tmp_path: Path) -> None:
    server = start(tmp_path / "hub", "--host", "0.0.0.0")  # noqa: S104  what is tested
    try:
        port = server.lines[-1].split()[4].rpartition(":")[2]
        own = tls.own(tmp_path / "hub")
        assert own.fingerprint in server.lines[-1]
        assert pin_of(own.der) == pin_of(tls.served(tmp_path / "hub"))
        assert asyncio.run(health(port, pins.fingerprint(own.der))) == 200
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"http://127.0.0.1:{port}/v1/health", trust_env=False)
        other = tls.own(tmp_path / "another")
        with pytest.raises(httpx.ConnectError):
            asyncio.run(health(port, pins.fingerprint(other.der)))
    finally:
        server.close()


async def health(port: str, pin: str) -> int:
    async with httpx.AsyncClient(verify=pins.context(pin), trust_env=False) as client:
        return (await client.get(f"https://127.0.0.1:{port}/v1/health")).status_code


def test_a_certificate_that_is_supplied_is_served_and_named_by_codes(tmp_path: Path) -> None:
    supplied = tls.own(tmp_path / "elsewhere", ["127.0.0.1"])
    words = ("--certificate", str(supplied.file), "--key", str(supplied.key), "--verbose")
    server = start(tmp_path / "hub", *words)
    try:
        assert server.url.startswith("https://127.0.0.1:")
        assert tls.served(tmp_path / "hub") == supplied.der
        assert server.client().get("/v1/health").status_code == 200
    finally:
        server.close()
    lines = [json.loads(line) for line in log_of(tmp_path / "hub").splitlines()]
    told = next(line for line in lines if line.get("call") == "health")
    assert (told["status"], told["level"], told["address"]) == (200, "info", "127.0.0.1")


def test_a_database_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    words = ["--data", str(tmp_path), "serve", "--port", "0", "--database", "postgresql://nobody:secret@127.0.0.1:1/x"]
    told = subprocess.run([sys.executable, "-m", "eocdesk", *words], capture_output=True, text=True, check=False)
    assert told.returncode == 3
    assert told.stdout == ""
    assert told.stderr.startswith("eocdesk: The hub's database does not answer now")
    assert told.stderr.count("\n") == 1
    assert "secret" not in told.stderr


def test_an_answer_is_sent_at_once(tmp_path: Path) -> None:
    """Asyncio sets TCP_NODELAY on sockets named TCP alone; without it each answer waited 40 ms for the other side."""
    with run._listening(Settings(tmp_path, port=0)) as listening:
        assert listening.proto == socket.IPPROTO_TCP
