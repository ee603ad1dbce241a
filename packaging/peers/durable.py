"""From the key to the disk of a desk whose hub is up, down, or swallows everything: it must make no difference."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.ui.bench.figures import Figure, quantile
from peers import desk_client
from peers.engines import DISPLAY, code, program
from peers.live import linked
from peers.processes import LOOPBACK, Server, free_port

MS = 1000
STATES = ("hub up", "hub down", "black hole")
ROUNDS = 3
BETWEEN_S = 0.02


def figures(entries: int) -> Iterator[Figure]:
    """p50 and p95 in each state, each beside the same with the hub down."""
    found = run(entries, ROUNDS)
    floor_is = "the same with the hub down"
    for state, times in found.items():
        for name, part in (("p50", 0.5), ("p95", 0.95)):
            value, floor = (quantile(one, part) * MS for one in (times, found["hub down"]))
            yield Figure("key to durable", f"{state}, {name}", value, "ms", None, floor, floor_is)


def run(entries: int, rounds: int) -> dict[str, list[float]]:
    """Seconds of each entry by state; `entries` in each of so many rounds."""
    found: dict[str, list[float]] = {state: [] for state in STATES}
    with TemporaryDirectory(prefix="eocdesk-durable-", ignore_cleanup_errors=True) as made, ExitStack() as stack:
        folder, port = Path(made), free_port()
        serve = [*program(), "--data", str(folder / "hub"), "serve", "--port", str(port)]
        with Server(serve, folder, port, DISPLAY) as server:
            word = code(folder, ["--data", str(folder / "hub"), "enrol-code"])
            desk = stack.enter_context(linked(folder, server.url, word))
        for _ in range(rounds):
            with Server(serve, folder, port, DISPLAY):
                found["hub up"] += keyed(desk, entries)
            found["hub down"] += keyed(desk, entries)
            with black_hole(port):
                found["black hole"] += keyed(desk, entries)
    return found


def keyed(desk: Desk, entries: int) -> list[float]:
    """Seconds of each entry, a short while apart, while the link does what it can."""
    pause = threading.Event()
    desk.link.wake(now=True)
    times = []
    for at in range(entries):
        begun = perf_counter()
        desk.do_now(LogEntry(desk_client.EVENT, f"Entry {at}"))
        times.append(perf_counter() - begun)
        pause.wait(BETWEEN_S)
    return times


@contextmanager
def black_hole(port: int) -> Iterator[None]:
    """A socket that takes every connection and never answers."""
    held: list[socket.socket] = []
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOOPBACK, port))
        listening.listen()

        def swallow() -> None:
            while True:
                try:
                    line, _ = listening.accept()
                except OSError:
                    return
                held.append(line)

        thread = threading.Thread(target=swallow, name="black hole", daemon=True)
        thread.start()
        try:
            yield
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for line in held:
                line.close()
