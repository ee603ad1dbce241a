"""The hub over HTTP: who may call what, what it makes of nonsense, and that nothing leaks on the way."""

from __future__ import annotations

import json
import select
import socket
import stat
from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import msgspec
import psutil
import pytest
import zstandard

from eocdesk.models import clock
from eocdesk.models.ids import scope_id
from eocdesk.models.right import Right, Role
from eocdesk.server import metrics
from eocdesk.store import handing, signing
from eocdesk.store.handing import Handed
from eocdesk.store.hub import people
from eocdesk.sync.access import Asking, Join, Proof
from eocdesk.sync.protocol import Heads, Hello, Page, Pulled, Since, Taken, Welcome, pack, unpack
from eocdesk.sync.unlocking import Locked
from tests.kit.hubs import GREEN, OFFICER, PARTNER, RED
from tests.kit.servers import Caller, Server

HELLO = Hello((1,), b"d" * 16, "0", 1, 0)
POSTS = ("hello", "heads", "push", "pull", "enrol", "challenge", "token", "admin/devices", "admin/revoke")
OF_DEVICES: dict[str, msgspec.Struct | bytes] = {"hello": HELLO, "heads": b"", "push": Page([], []), "pull": Since()}
PRIVATE = b"Q7 canary words that are not for partners"


def _without(_: Caller) -> dict[str, str]:
    return {"Authorization": ""}


def _garbage(_: Caller) -> dict[str, str]:
    return {"Authorization": "Bearer " + "A" * 75}


def _cut(caller: Caller) -> dict[str, str]:
    return {"Authorization": f"Bearer {caller.token[:-1]}"}


@pytest.mark.parametrize("call", [*OF_DEVICES, "events"])
@pytest.mark.parametrize("spoil", [_without, _garbage, _cut])
def test_without_a_sound_token_no_call_of_a_device_is_answered(
    shared: Server, call: str, spoil: Callable[[Caller], dict[str, str]]
) -> None:
    caller = Caller(shared)
    caller.sign_in()
    headers = spoil(caller)
    told = (
        caller.client.get("/v1/events", headers=headers)
        if call == "events"
        else caller.ask(call, OF_DEVICES[call], **headers)
    )
    assert told.status_code == 401
    assert set(told.json()) == {"sentence"}


@pytest.mark.parametrize("role", [*Role])
def test_every_role_calls_what_desks_call_and_leads_nothing(shared: Server, role: Role) -> None:
    caller = Caller(shared, Right(role.value))
    caller.sign_in()
    for call, message in OF_DEVICES.items():
        assert caller.ask(call, message).status_code == 200, call
    with caller.client.stream("GET", "/v1/events", headers={"Authorization": f"Bearer {caller.token}"}) as told:
        assert told.status_code == 200
    order = json.dumps({"account": role.value, "passphrase": "", "device": caller.dev.hex(), "why": "because"})
    assert caller.ask("admin/revoke", order.encode()).status_code == 401  # a device's role leads no hub
    with shared.hub.reading() as c:
        known = people.device(c, caller.dev)
    assert known is not None
    assert known.revoked is None


def test_a_right_that_ended_lets_nothing_be_seen_or_written(shared: Server) -> None:
    writer, late = Caller(shared), Caller(shared, Right("watch officer", until=clock.now() - 1))
    writer.sign_in()
    late.sign_in()
    assert writer.say().status_code == 200
    assert unpack(late.read().content, Pulled).streams == []
    taken = unpack(late.say(text="written late").content, Taken)
    assert [one.n for one in taken.refused] == [1]
    assert b"written late" not in zstandard.decompress(writer.read().content, max_output_size=1 << 24)


def test_a_revoked_desk_may_hand_in_and_is_told_to_forget(shared: Server) -> None:
    lost, other = Caller(shared), Caller(shared)
    other.sign_in()
    lost.sign_in()
    lost.say(text="before")
    lost.revoke()
    for _ in range(2):  # with the token it had, and with a new one
        assert lost.ask("hello", HELLO).status_code == 200
        taken = unpack(lost.say(text="written by the finder").content, Taken)
        assert taken.order == "purge"
        pulled = unpack(lost.read().content, Pulled)
        assert (pulled.order, pulled.streams) == ("purge", [])
        assert unpack(lost.ask("heads", b"").content, Heads).scopes == {}
        told = lost.client.get("/v1/events", headers={"Authorization": f"Bearer {lost.token}"})
        assert told.status_code == 403
        assert lost.sign_in().order == "purge"
    seen = zstandard.decompress(other.read().content, max_output_size=1 << 24)
    assert b"before" in seen
    assert b"the finder" not in seen


def test_what_a_partner_reads_holds_no_word_it_may_not_see(shared: Server) -> None:
    officer, partner = Caller(shared), Caller(shared, PARTNER)
    officer.sign_in()
    partner.sign_in()
    officer.say(RED, PRIVATE.decode())
    officer.say(GREEN, "for all")
    for answer in (partner.read(), partner.ask("heads", b"")):
        plain = zstandard.decompress(answer.content, max_output_size=1 << 24)
        assert PRIVATE not in plain
        assert scope_id(*RED) not in plain
    assert PRIVATE in zstandard.decompress(officer.read().content, max_output_size=1 << 24)


BOMB = zstandard.compress(bytes(200_000_000))
NONSENSE = {
    "nothing": b"",
    "letters": b"GET / HTTP/1.1",
    "zeros": bytes(1000),
    "another message": pack(Welcome(1, b"", "", b"", "", 1, 1, 0)),
    "cut off": pack(Page([b"x" * 9000], []))[:-4],
    "a bomb": BOMB,
    "nested": b"{" + b'"a":[' * 10_000,
    "msgpack alone": msgspec.msgpack.encode([1, 2, 3]),
    "deep msgpack": zstandard.compress(b"\x91" * 100_000),
    "not utf-8": b'{"dev": "\xff\xfe"}',
}


@pytest.mark.parametrize("call", POSTS)
def test_nonsense_is_answered_with_a_sentence_wherever_it_comes(shared: Server, call: str) -> None:
    caller = Caller(shared)
    caller.sign_in()
    hub = psutil.Process(shared.process.pid)
    for what, body in NONSENSE.items():
        if (call, what) == ("heads", "nothing"):
            continue
        told = caller.ask(call, body)
        if call == "heads":
            assert told.status_code == 200  # it asks nothing, so nothing is read
            continue
        assert told.status_code == 400, what
        assert set(told.json()) == {"sentence"}
        assert "Traceback" not in told.text
    assert hub.memory_info().rss < 500_000_000
    assert caller.ask("hello", HELLO).status_code == 200


@pytest.mark.parametrize("call", POSTS)
@pytest.mark.parametrize("told", ["by its length", "in chunks"])
def test_a_body_without_end_is_cut_off(shared: Server, call: str, told: str) -> None:
    caller = Caller(shared)
    caller.sign_in()
    if call == "heads":
        return
    size = (40 if call == "push" else 5 if call == "pull" else 1) * 1024 * 1024
    headers = {"Authorization": f"Bearer {caller.token}"}
    body = bytes(size) if told == "by its length" else (bytes(65536) for _ in range(size // 65536))
    try:
        answer = caller.client.post(f"/v1/{call}", content=body, headers=headers)
    except httpx.TransportError:  # the hub hung up while the rest was still being sent
        pass
    else:
        assert answer.status_code == 413
        assert set(answer.json()) == {"sentence"}
    assert Caller(shared).client.get("/v1/health").status_code == 200


def test_addresses_ways_and_versions_a_hub_does_not_know(shared: Server) -> None:
    client = shared.client()
    assert client.get("/v1/nothing").status_code == 404
    assert client.get("/").status_code == 404
    assert client.get("/v1/push").status_code == 405
    assert client.put("/v1/pull").status_code == 405
    told = client.post("/v1/challenge", content=pack(Asking(b"d" * 16)), headers={"eoc-proto": "9"})
    assert told.status_code == 426
    for answer in (told, client.get("/v1/%00"), client.post("/v1/admin/nothing", content=b"{}")):
        assert "sentence" in answer.json()


def test_health_tells_what_a_watch_needs_and_counts_nothing(shared: Server) -> None:
    told = shared.client().get("/v1/health")
    assert told.status_code == 200
    assert set(told.json()) == {"version", "protocol", "database"}
    assert told.json()["database"] == "ok"


def test_figures_are_told_to_who_shows_the_word_and_to_nobody_for_asking_from_here(shared: Server) -> None:
    """Behind a balancer of this machine everybody does."""
    client, desk = shared.client(), Caller(shared)
    desk.sign_in()
    word = (shared.folder / metrics.TOKEN).read_text()
    assert stat.S_IMODE((shared.folder / metrics.TOKEN).stat().st_mode) == 0o600
    told = client.get("/metrics", headers={"Authorization": f"Bearer {word}"})
    assert 'eocdesk_requests_total{call="token",status="200"}' in told.text
    for shown in ("", "Bearer", f"Bearer {word}x", f"Bearer {desk.token}", "Bearer \u00e9"):
        assert client.get("/metrics", headers={"Authorization": shown.encode("latin-1")}).status_code == 403
    assert client.get("/metrics").status_code == 403


def test_joining_with_another_s_id_or_half_a_key_is_refused(shared: Server) -> None:
    held = Caller(shared)
    with shared.hub.writing() as c:
        code = people.make_code(c, OFFICER, by="K. Mori")
    for join in (Join(code, held.dev, b"x" * 32, b"b" * 32, ""), Join(code, b"", b"", b"", "")):
        assert held.ask("enrol", join).status_code == 403
    assert held.ask("token", Proof(held.dev, b"", b"")).status_code == 401


def test_a_desk_that_sends_page_beside_page_leaves_room_for_the_others(shared: Server) -> None:
    greedy, other = Caller(shared), Caller(shared)
    greedy.sign_in()
    other.sign_in()
    address = urlsplit(shared.url)
    head = (
        f"POST /v1/push HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {greedy.token}\r\n"
        f"Content-Length: {30 * 1024 * 1024}\r\n\r\n"
    )
    with ExitStack() as stack:
        lines = []
        for _ in range(3):
            line = stack.enter_context(socket.create_connection((address.hostname, address.port or 0), timeout=20))
            line.sendall(head.encode())
            lines.append(line)
        ready, _, _ = select.select(lines, [], [], 20)
        assert ready[0].recv(65536).startswith(b"HTTP/1.1 429"), "of three pages begun one is too many"
        assert other.say().status_code == 200


def test_what_a_sealed_page_unpacks_to_is_counted_of_a_desk_s_share(shared: Server) -> None:
    caller = Caller(shared)
    caller.sign_in()
    sealed = handing.seal(
        signing.public(shared.hub.key), Handed([caller.entry(text="written in between")], [caller.end()])
    )
    asked: dict[str, msgspec.Struct] = {"push": Page([], [], sealed=[sealed]), "unlock": Locked(sealed)}
    address = urlsplit(shared.url)
    head = (
        f"POST /v1/push HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {caller.token}\r\n"
        f"Content-Length: {17 * 1024 * 1024}\r\n\r\n"
    )
    told: dict[str, int] = {}
    for _ in range(10):  # a hub that others ask much may turn the long pages themselves away: then they hold nothing
        with ExitStack() as stack:
            for _ in range(2):
                line = stack.enter_context(socket.create_connection((address.hostname, address.port or 0), timeout=20))
                line.sendall(head.encode())
            told = {call: _until(caller, call, message, 429) for call, message in asked.items()}
        if set(told.values()) == {429}:
            break
    assert told == {"push": 429, "unlock": 429}
    assert {_until(caller, call, message, 200) for call, message in asked.items()} == {200}
    assert b"written in between" in zstandard.decompress(caller.read().content, max_output_size=1 << 24)


def _until(caller: Caller, call: str, message: msgspec.Struct, status: int) -> int:
    """What it is answered in the end: others' pages begin and end a little beside it."""
    told = 0
    for _ in range(50):
        told = caller.ask(call, message).status_code
        if told == status:
            break
    return told
