"""The counting way: everything passes, both directions are counted, whoever hangs up is heard."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from peers.processes import LOOPBACK, free_port
from peers.wire import Wire


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that answers twice what it is told, until the line ends."""
    with socket.create_server((LOOPBACK, 0)) as listening:

        def answer() -> None:
            line, _ = listening.accept()
            with line:
                while data := line.recv(1 << 16):
                    line.sendall(data * 2)

        thread = threading.Thread(target=answer)
        thread.start()
        yield int(listening.getsockname()[1])
        thread.join()


def read(line: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += line.recv(1 << 16)
    return data


def ended(line: socket.socket) -> bool:
    line.settimeout(20)
    try:
        return line.recv(1) == b""
    except ConnectionResetError:
        return True


def test_what_passes_is_whole_and_counted_both_ways(echo: int) -> None:
    told = bytes(range(256)) * 4000
    with Wire(echo) as wire, socket.create_connection((LOOPBACK, wire.port)) as line:
        line.sendall(told[:1000])
        assert read(line, 2000) == told[:1000] * 2
        assert wire.carried == 3000
        sender = threading.Thread(target=line.sendall, args=(told,))
        sender.start()
        assert len(read(line, 2 * len(told))) == 2 * len(told)
        sender.join()
        assert wire.carried == 3000 + 3 * len(told)


def test_a_line_still_open_does_not_hold_up_the_end(echo: int) -> None:
    with Wire(echo) as wire:
        line = socket.create_connection((LOOPBACK, wire.port))
        line.sendall(b"a")
        assert read(line, 2) == b"aa"
    with line:
        assert ended(line)


def test_where_nobody_listens_the_caller_is_hung_up_on() -> None:
    with Wire(free_port()) as wire, socket.create_connection((LOOPBACK, wire.port)) as line:
        assert ended(line)
