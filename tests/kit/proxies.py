"""A line on loopback between a desk and its hub: notes all that passes, and can be late, deaf, cut or closed."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from enum import StrEnum
from urllib.parse import urlsplit

import zstandard

_FRAME = re.compile(re.escape(b"\x28\xb5\x2f\xfd"))
_LATE_S = 0.05
_BLOCK = 1 << 16


class Line(StrEnum):
    """How the line is."""

    GOOD = "good"
    LATE = "late"  # each block waits a while
    DEAF = "deaf"  # takes everything and passes nothing on
    CUT = "cut"  # passes half a block on, then hangs up
    CLOSED = "closed"  # hangs up on whoever calls


class Proxy:
    """Passes on to one address; `line` may be changed at any time, also for connections that stand."""

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self.line = Line.GOOD
        self.heard = bytearray()
        """All that was said by both sides, in the order it came here."""
        self._there = (there.hostname or "", there.port or 0)
        self._gone = threading.Event()
        self._lock = threading.Lock()
        self._ends: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"{there.scheme}://127.0.0.1:{self._listening.getsockname()[1]}"
        self._threads = [self._run(self._answer)]

    def close(self) -> None:
        """Hang up on everybody and end."""
        self._gone.set()
        self.hang_up()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def hang_up(self) -> None:
        """Cut every connection that stands."""
        with self._lock:
            ends = tuple(self._ends)
        for end in ends:
            _end(end)

    def said(self) -> bytes:
        """What was heard, as it went and unpacked."""
        heard = bytes(self.heard)
        found = [heard]
        for frame in _FRAME.finditer(heard):
            with contextlib.suppress(zstandard.ZstdError):
                found.append(zstandard.ZstdDecompressor().decompressobj().decompress(heard[frame.start() :]))
        return b"\n".join(found)

    def _run(self, work: object, *args: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=args, name="proxy", daemon=True)  # type: ignore[arg-type]
        thread.start()
        return thread

    def _answer(self) -> None:
        while not self._gone.is_set():
            try:
                here, _ = self._listening.accept()
                there = socket.create_connection(self._there)
            except OSError:
                if self._gone.is_set():
                    return
                _end(here)  # nobody is there: as if the hub itself had hung up
                continue
            with self._lock:
                self._ends |= {here, there}
            if self.line is Line.CLOSED or self._gone.is_set():
                _end(here)
            self._threads += [self._run(self._pass, here, there), self._run(self._pass, there, here)]

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while block := one.recv(_BLOCK):
                self._hand_on(block, other)
        except OSError:
            pass
        finally:
            with self._lock:
                self._ends.discard(one)
            _end(one)
            _end(other)

    def _hand_on(self, block: bytes, other: socket.socket) -> None:
        with self._lock:
            self.heard += block
        if self.line is Line.LATE:
            self._gone.wait(_LATE_S)
        if self.line is Line.CUT:
            other.sendall(block[: len(block) // 2])
            raise ConnectionError
        if self.line is not Line.DEAF:
            other.sendall(block)


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextlib.contextmanager
def line_to(url: str) -> Iterator[Proxy]:
    """A line that is there meanwhile."""
    made = Proxy(url)
    try:
        yield made
    finally:
        made.close()
