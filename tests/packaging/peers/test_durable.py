"""Key to durable in small: entries go to the disk whatever becomes of the hub; a black hole takes and never answers."""

from __future__ import annotations

import socket

import pytest
from peers import durable
from peers.processes import LOOPBACK, free_port, listens


def test_entries_are_durable_in_every_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "ROUNDS", 1)
    monkeypatch.setattr(durable, "BETWEEN_S", 0.001)
    told = list(durable.figures(3))
    assert [figure.what for figure in told] == [f"{s}, {p}" for s in durable.STATES for p in ("p50", "p95")]
    assert all(figure.value > 0 for figure in told)
    assert all(figure.floor == down.value for figure, down in zip(told[:2], told[2:4], strict=True))


def test_a_black_hole_takes_every_line_and_says_nothing() -> None:
    port = free_port()
    with durable.black_hole(port):
        with socket.create_connection((LOOPBACK, port)) as line:
            line.sendall(b"hello")
            line.settimeout(0.1)
            with pytest.raises(TimeoutError):
                line.recv(1)
        assert listens(port)
    assert not listens(port)
