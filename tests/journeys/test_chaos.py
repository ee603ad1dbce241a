"""Everything fails at once: hubs, their PostgreSQL, desks killed at random, a line that lies; nothing lost or twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, enrolment
from eocdesk.models.right import Right
from eocdesk.store import verify
from eocdesk.store.hub import people
from eocdesk.store.queries import events
from tests.kit import servers
from tests.kit.desks import EVENT, sound
from tests.kit.postgres import Cluster
from tests.kit.proxies import Line, Proxy, line_to

SEED, ROUNDS, A_ROUND = 28, 9, 12
LEVEL = 40
"""Meetings at most until all is calm again."""
DEAF = 200
WRITER = """
import sys
from pathlib import Path
from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk

desk = Desk(Path(sys.argv[1]))
desk.link.start()
while True:
    print(desk.do_now(LogEntry(desk.event.id, f"{sys.argv[2]} wrote")).value[1], flush=True)
    sys.stdin.readline()
"""


@dataclass
class Officer:
    """A desk in a process of its own that writes while it is linked, and what it was told is saved."""

    folder: Path
    name: str
    told: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None

    def write(self) -> None:
        """One entry; started again where it was killed."""
        if self.process is None:
            command = [sys.executable, "-c", WRITER, str(self.folder), self.name]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        else:
            assert self.process.stdin is not None
            self.process.stdin.write("\n")
            self.process.stdin.flush()
        assert self.process.stdout is not None
        number = self.process.stdout.readline().strip()
        assert number, f"{self.name} stopped by itself"
        self.told.append(number)

    def kill(self) -> None:
        """-9."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


@dataclass
class Hubs:
    """Two hub processes on one PostgreSQL, each behind a line of its own."""

    folder: Path
    address: str
    cluster: Cluster
    running: list[servers.Server]
    lines: list[Proxy]

    def kill(self, at: int) -> None:
        """-9, then another in its place, at the same port."""
        port = self.running[at].url.rpartition(":")[2]
        self.running[at].process.kill()
        self.running[at].close()
        self.running[at] = servers.start(self.folder, "--port", port, database=self.address)

    def crash(self) -> None:
        """PostgreSQL as if its machine had failed; then it is there again."""
        self.cluster.stop(signal.SIGQUIT)
        self.cluster.start()


@contextmanager
def hubs_on(folder: Path, address: str, cluster: Cluster) -> Iterator[Hubs]:
    with ExitStack() as stack:
        running = [servers.start(folder, database=address) for _ in range(2)]
        lines = [stack.enter_context(line_to(server.url)) for server in running]
        made = Hubs(folder, address, cluster, running, lines)
        try:
            yield made
        finally:
            for server in made.running:
                server.close()


def code(server: servers.Server) -> str:
    with server.hub.writing() as c:
        return enrolment.Code(people.make_code(c, Right("watch officer"), by="K. Mori")).text


def numbers(desk: Desk) -> Counter[str]:
    return Counter(entry.number for entry in desk.read_now(events.of_event, Entry, EVENT))


def until_level(desks: list[Desk]) -> bool:
    """Each meets until all hold the same and nothing waits."""
    for _ in range(LEVEL):
        met = [desk.link.meet_now() for desk in desks]
        if all(meeting.ok for meeting in met) and len({desk.read_now(verify.digest) for desk in desks}) == 1:
            return True
    return False


@pytest.mark.timeout(240)
def test_desks_hubs_and_postgresql_killed_at_random_behind_lines_that_lie_lose_nothing_and_double_nothing(
    tmp_path: Path, desks: Callable[[int], list[Desk]], postgres: str, cluster: Cluster
) -> None:
    rng = random.Random(SEED)  # noqa: S311
    made = desks(2)
    with hubs_on(tmp_path / "hub", postgres, cluster) as hubs:
        for desk, line in zip(made, hubs.lines, strict=True):
            desk.link.join_now(line.url, code(hubs.running[0]), desk.person)
        officers = [Officer(desk.folder, desk.person) for desk in made]
        evils: list[Callable[[], object]] = [
            lambda: rng.choice(officers).kill(),
            lambda: hubs.kill(rng.randrange(2)),
            hubs.crash,
            lambda: rng.choice(hubs.lines).hang_up(),
            *[lambda bad=bad: setattr(rng.choice(hubs.lines), "line", bad) for bad in Line],
        ]
        rng.shuffle(evils)
        try:
            for evil in evils[:ROUNDS]:
                for _ in range(A_ROUND):
                    for officer in officers:
                        officer.write()
                evil()
        finally:
            for officer in officers:
                officer.kill()
        for line in hubs.lines:
            line.line = Line.GOOD
            line.hang_up()
        assert until_level(made)
        told = Counter(number for officer in officers for number in officer.told)
        assert sum(told.values()) == len(told) == 2 * ROUNDS * A_ROUND, "no number was given twice"
        for desk in made:
            found = numbers(desk)
            assert set(found.values()) == {1}
            assert told.keys() <= found.keys()
            assert sound(desk)


def test_a_hub_that_hears_and_never_answers_is_not_felt_at_a_key(
    tmp_path: Path, desks: Callable[[int], list[Desk]]
) -> None:
    """A gesture's way leads to the disk and not to the link: all is durable though no meeting came to its end."""
    (desk,) = desks(1)
    server = servers.start(tmp_path / "hub")
    try:
        with line_to(server.url) as line:
            desk.link.join_now(line.url, code(server))
            assert desk.link.meet_now().ok
            line.line = Line.DEAF
            line.hang_up()
            over = threading.Event()
            desk.link.start(met=lambda _meeting: over.set())
            told = {desk.do_now(LogEntry(EVENT, f"Gate {n} closed")).value[1] for n in range(DEAF)}
            assert not over.is_set(), "all of it while the hub was silent"
            assert desk.link.standing().unsent == DEAF
            desk.link.stop()
            with beside(desk.folder) as again:
                assert told == set(numbers(again))
            line.line = Line.GOOD
            line.hang_up()
            assert desk.link.meet_now().sent == DEAF
    finally:
        server.close()


@contextmanager
def beside(folder: Path) -> Iterator[Desk]:
    """Another program on the same folder."""
    desk = Desk(folder)
    try:
        yield desk
    finally:
        desk.close()
