"""The engines that keep copies in step: how each is fetched, served and driven, and one round of one of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from peers import fetched, workload
from peers.fetched import Node
from peers.processes import LOOPBACK, Driver, FailedError, Server, free_port
from peers.wire import Wire

HERE = Path(__file__).resolve().parent
READY = "ready"
"""The step before the first: what a driver does until then is its set-up."""
STEPS = ("write", "push", "pull", "edit", "edit push", "edit pull", "no-op")
"""What each driver does, in this order: written by one, sent, fetched by the other; one field of each edited, again."""
CHECK = "check"
EVERY = 10**9
DISPLAY: Mapping[str, str] = {"QT_QPA_PLATFORM": "offscreen", "EOCDESK_NO_KEYRING": "1"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one round."""

    name: str
    count: int
    seconds: float
    carried: int | None = None
    """Bytes both ways; None where the round did not go through the counting way."""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is up, and what a driver is told besides its address."""

    port: int
    more: tuple[str, ...] = ()


class Engine(Protocol):
    """What is measured."""

    name: str
    about: str
    """What a reader of the table must know of it, in a few words."""

    most: int
    """More records than that it is not given."""

    def fetch(self, home: Path) -> None:
        """Have everything ready below `home`; AbsentError where that cannot be."""

    def served(self, folder: Path) -> Iterator[Served | None]:
        """Its server while a round lasts (a context manager's body); None where it has none."""

    def words(self, folder: Path, url: str, file: Path) -> list[str]:
        """How its driver is started."""

    def variables(self) -> Mapping[str, str]:
        """What its driver finds in its environment."""


@dataclass(slots=True)
class Script:
    """An engine in JavaScript: packages of npm, a Node.js, and scripts beside this file."""

    name: str
    about: str
    packages: tuple[str, ...]
    client: str
    most: int = EVERY
    version: str = ""  # of another Node.js than the build's
    home: Path = field(default_factory=Path)
    node: Node = field(default_factory=lambda: Node(Path()))

    def fetch(self, home: Path) -> None:
        """Node.js and the packages."""
        self.node = (
            fetched.node(home / f"node-{self.version}", self.version) if self.version else fetched.built_in_node()
        )
        self.home = home / self.client.partition("_")[0].partition(".")[0]
        self.node.install(self.home, self.packages)

    def served(self, folder: Path) -> Iterator[Served | None]:
        """None: what comes from here has no server."""
        del folder
        yield None

    def words(self, folder: Path, url: str, file: Path) -> list[str]:
        """The script with its arguments."""
        return [str(self.node.program), str(HERE / self.client), str(folder), url, str(file)]

    def variables(self) -> Mapping[str, str]:
        """Where the packages are."""
        return {"PEER_HOME": str(self.home)}


class Pouch(Script):
    """PouchDB with its own server."""

    def served(self, folder: Path) -> Iterator[Served | None]:
        """express-pouchdb."""
        port = free_port()
        words = [str(self.node.program), str(HERE / "pouch_server.js"), str(folder), str(port)]
        with Server(words, folder, port, self.variables()):
            yield Served(port)


class Actual(Script):
    """Actual with its own server, which wants a password first."""

    def served(self, folder: Path) -> Iterator[Served | None]:
        """Actual's sync server."""
        port, data = free_port(), folder / "server"
        data.mkdir()
        where = {"ACTUAL_DATA_DIR": str(data), "ACTUAL_HOSTNAME": LOOPBACK, "ACTUAL_PORT": str(port)}
        packages = self.home / "node_modules" / "@actual-app" / "sync-server"
        words = [str(self.node.program), str(packages / "build" / "bin" / "actual-server.js")]
        with Server(words, folder, port, {**where, "NODE_ENV": "production"}) as server:
            asked = urllib.request.Request(  # noqa: S310  our own server, on the loopback
                f"{server.url}/account/bootstrap",
                json.dumps({"password": "bench-word"}).encode(),
                {"Content-Type": "application/json"},
            )
            with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310  likewise
                answer.read()
            yield Served(port)


@dataclass(slots=True)
class Anki:
    """Anki's collection and its sync server, both in Rust."""

    version: str = "26.9.3"
    name: str = "Anki"
    about: str = "Rust; its own sync server"
    most: int = EVERY
    python: Path = field(default_factory=Path)

    def fetch(self, home: Path) -> None:
        """An environment with Anki in it."""
        self.python = fetched.environment(home / "anki", (f"anki=={self.version}",))

    def served(self, folder: Path) -> Iterator[Served | None]:
        """Anki's own server."""
        port = free_port()
        where = {"SYNC_USER1": "bench:bench", "SYNC_BASE": str(folder / "server"), "SYNC_HOST": LOOPBACK}
        words = [str(self.python), "-m", "anki.syncserver"]
        with Server(words, folder, port, {**where, "SYNC_PORT": str(port), "RUST_LOG": "error"}):
            yield Served(port)

    def words(self, folder: Path, url: str, file: Path) -> list[str]:
        """Its driver."""
        return [str(self.python), str(HERE / "anki_client.py"), str(folder), f"{url}/", str(file)]

    def variables(self) -> Mapping[str, str]:
        """Nothing."""
        return {}


@dataclass(slots=True)
class Desk:
    """This program: `eocdesk serve` and two desks that joined it."""

    name: str
    about: str
    address: Callable[[], str] | None = None
    """An empty database of a PostgreSQL, anew at each call; None: the hub keeps a file."""

    most: int = EVERY

    def fetch(self, home: Path) -> None:
        """It is here."""
        del home

    def served(self, folder: Path) -> Iterator[Served | None]:
        """The hub, and a code for each desk."""
        port = free_port()
        hub = ["--data", str(folder / "hub")]
        where = ["--database", self.address()] if self.address else []
        with Server([*program(), *hub, "serve", "--port", str(port), *where], folder, port, self.variables()):
            codes = (code(folder, [*hub, "enrol-code", *where]) for _ in range(2))
            yield Served(port, tuple(codes))

    def words(self, folder: Path, url: str, file: Path) -> list[str]:
        """Its driver."""
        return [sys.executable, str(HERE / "desk_client.py"), str(folder), url, str(file)]

    def variables(self) -> Mapping[str, str]:
        """No display and no keyring."""
        return DISPLAY


def program() -> list[str]:
    """The command line of this program."""
    return [sys.executable, "-m", "eocdesk"]


def code(folder: Path, words: list[str]) -> str:
    """A one-time code of a hub: the last word printed; FailedError where there is none."""
    done = subprocess.run(
        [*program(), *words], cwd=folder, env=variables_of(DISPLAY), capture_output=True, text=True, check=False
    )
    if done.returncode or not done.stdout.split():
        raise FailedError(f"no enrolment code: {done.stderr.strip()[-400:]}")
    return done.stdout.split()[-1]


def variables_of(more: Mapping[str, str]) -> dict[str, str]:
    """This process's environment and more."""
    return {**os.environ, **more}


def round_of(engine: Engine, folder: Path, count: int, *, counted: bool = False) -> list[Step]:
    """One round in an empty folder; FailedError where a step fails or what arrived is not what was sent."""
    file = workload.written(folder, min(count, engine.most))
    with contextmanager(engine.served)(folder) as served:
        way = Wire(served.port) if counted and served else nullcontext(None)
        with way as wire:
            port = wire.port if wire else served.port if served else 0
            words = [*engine.words(folder, f"http://{LOOPBACK}:{port}", file), *(served.more if served else ())]
            with Driver(words, folder, engine.variables()) as driver:
                return list(_steps(driver, wire, min(count, engine.most)))


def _steps(driver: Driver, wire: Wire | None, count: int) -> Iterator[Step]:
    for name in (READY, *STEPS):
        before = wire.carried if wire else 0
        told = driver.step()
        carried = wire.carried - before if wire else None
        if told.get("step") != name:
            raise FailedError(f"the driver did “{told.get('step')}” when “{name}” was due")
        if name != READY:
            yield Step(name, int(told["count"]), float(told["seconds"]), carried)
    held = driver.step()
    if (held.get("held"), held.get("edited")) != (count, count):
        raise FailedError(f"of {count:,} records {held.get('held')} arrived, {held.get('edited')} with the edit")


def all_engines(postgres: Callable[[], str] | None) -> list[Engine]:
    """Everything that is measured, this program first; `postgres` gives an empty database at each call."""
    mine: list[Engine] = [Desk("eocdesk", "hub on a file, encrypted; chains and signatures verified")]
    if postgres is not None:
        mine.append(Desk("eocdesk, PostgreSQL", "hub on PostgreSQL, fsync on", postgres))
    return [
        *mine,
        Pouch(
            "PouchDB",
            "leveldb at both ends, express-pouchdb",
            ("pouchdb@9.0.0", "express-pouchdb@4.2.0", "express@4.21.2"),
            "pouch_client.js",
        ),
        Anki(),
        Actual(
            "Actual",
            "a record is 9 field messages; no more than 1,000 of them",
            ("@actual-app/api@26.9.0", "@actual-app/sync-server@26.9.0"),
            "actual_client.mjs",
            1000,
            "22.20.0",  # better-sqlite3 12 aborts on Node.js 24.19 and later; its 13 ends that
        ),
        Script(
            "cr-sqlite",
            "WebAssembly, in memory, no network: changes read and applied",
            ("@vlcn.io/crsqlite-wasm@0.16.0",),
            "crsqlite.js",
        ),
    ]
