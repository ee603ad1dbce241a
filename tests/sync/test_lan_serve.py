"""Whatever is sent to a desk that offers itself, it answers in a sentence, reads no more than it must, and goes on."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable

import httpx
import pytest
import zstandard

from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.sync import http, lan_serve, pins
from eocdesk.sync.access import Asking, Challenge
from eocdesk.sync.lan import Knock
from eocdesk.sync.lan_host import Host
from eocdesk.sync.lan_serve import serving
from eocdesk.sync.protocol import MAX_MESSAGE, Since, pack

OPEN = ("knock", "greet", "challenge", "token")
PROVEN = ("hello", "push", "pull", "heads")


def asked(desk: Desk, *requests: tuple[str, bytes, str]) -> list[tuple[int, str]]:
    """(status, sentence) of each (call, body, token); the desk answers a knock after all of them."""

    async def go() -> list[tuple[int, str]]:
        host = Host(desk.store, "Room desk", exercise=False)
        async with serving(host, "127.0.0.1") as port:
            url = f"https://127.0.0.1:{port}"
            async with http.line(url, pins.fingerprint(host.certificate)) as line:
                told = []
                for call, body, token in requests:
                    headers = {"Authorization": f"Bearer {token}"} if token else {}
                    answer = await line.post(call, content=body, headers=headers)
                    told.append((answer.status_code, answer.json().get("sentence", "")))
                await http.ask(line, "it", "challenge", Asking(bytes(16)), Challenge)
                return told

    return asyncio.run(go())


def test_noise_nests_and_bombs_are_malformed_at_every_open_door(desk: Desk) -> None:
    bodies = [b"", b"\x00", os.urandom(200), pack(Since()), zstandard.compress(b"\x91" * 9_000)]
    bodies.append(zstandard.compress(bytes(MAX_MESSAGE * 2)))
    told = asked(desk, *((call, body, "") for call in OPEN for body in bodies))
    assert {status for status, _ in told} <= {400, 401}
    assert all(sentence.endswith(".") for _, sentence in told)
    assert not [sentence for _, sentence in told if "Traceback" in sentence or "/" in sentence]


def test_no_call_is_answered_without_a_token(desk: Desk) -> None:
    told = asked(desk, *((call, pack(Since()), token) for call in PROVEN for token in ("", "00" * 56)))
    assert {status for status, _ in told} == {401}


def test_what_is_larger_than_a_page_is_not_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lan_serve, "SMALL", 1000)
    assert asked(desk, ("knock", bytes(2000), ""))[0][0] == 413


def test_what_is_not_there_is_said(desk: Desk) -> None:
    assert asked(desk, ("nothing", b"", ""))[0] == (404, "A desk of the room answers no such call.")


def test_a_mistake_is_kept_in_the_log_and_no_word_of_it_goes_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_self: Host, _knock: Knock) -> None:
        raise ZeroDivisionError("Canary")

    monkeypatch.setattr(Host, "knock", broken)
    status, sentence = asked(desk, ("knock", pack(Knock(bytes(32))), ""))[0]
    assert status == 500
    assert "Canary" not in sentence
    assert "Canary" in caplog.text
    caplog.clear()


def test_a_port_that_is_taken_is_said_in_a_sentence(desk: Desk) -> None:
    async def go() -> None:
        host = Host(desk.store, "Room desk", exercise=False)
        async with serving(host, "127.0.0.1") as port, serving(host, "127.0.0.1", port):
            pass

    with pytest.raises(Unavailable, match="cannot offer itself"):
        asyncio.run(go())


def test_who_shows_another_certificate_is_not_spoken_to(desk: Desk) -> None:
    async def go() -> None:
        host = Host(desk.store, "Room desk", exercise=False)
        async with serving(host, "127.0.0.1") as port, http.line(f"https://127.0.0.1:{port}", "ab" * 32) as line:
            await line.post("knock", content=pack(Knock(bytes(32))))

    with pytest.raises(httpx.HTTPError):
        asyncio.run(go())


def test_the_desk_stops_answering_when_it_is_told_to(desk: Desk) -> None:
    async def go() -> Callable[[], object]:
        host = Host(desk.store, "Room desk", exercise=False)
        async with serving(host, "127.0.0.1") as port:
            pass
        with pytest.raises(OSError, match=r".+"):
            await asyncio.open_connection("127.0.0.1", port)
        return host.context

    assert asyncio.run(go())
