"""Real hub processes on loopback, and devices that speak to them over HTTP without a desk around them."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec
import pytest

from eocdesk.models.card import Signed
from eocdesk.models.change import Piece
from eocdesk.models.right import Labels, Right
from eocdesk.server import tls
from eocdesk.store import signing
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.access import Asking, Challenge, Proof, Token, proof_of
from eocdesk.sync.protocol import Page, Since, pack, unpack
from tests.kit.hubs import GREEN, OFFICER, Pen

S = TypeVar("S", bound=msgspec.Struct)

STOPPED_S = 20
_PHRASE = re.compile(r"passphrase (\S+)$", re.MULTILINE)


@dataclass
class Server:
    """A hub process and a second hand on its data, as the command line has it."""

    folder: Path
    process: subprocess.Popen[str]
    lines: list[str]
    """What it printed until it listened, the address last."""
    hub: Hub
    _clients: list[httpx.Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it listens."""
        found = re.search(r"listens on (\S+)", self.lines[-1])
        assert found is not None
        return found.group(1)

    @property
    def phrase(self) -> str:
        """The first administrator's passphrase; of a first start only."""
        found = _PHRASE.search("\n".join(self.lines))
        assert found is not None
        return found.group(1)

    def client(self) -> httpx.Client:
        """A client that believes its certificate alone."""
        verify: Any = False
        if self.url.startswith("https"):
            import ssl  # noqa: PLC0415

            verify = ssl.create_default_context(cadata=ssl.DER_cert_to_PEM_cert(tls.served(self.folder)))
        made = httpx.Client(base_url=self.url, verify=verify, trust_env=False, timeout=20)
        self._clients.append(made)
        return made

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop; its exit code."""
        for client in self._clients:
            client.close()
        self._clients.clear()
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(STOPPED_S)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            for pipe in (self.process.stdout, self.process.stderr):
                if pipe is not None:
                    pipe.close()

    def close(self) -> None:
        """Stop it and let go of its data."""
        self.stop()
        self.hub.close()


def start(folder: Path, *words: str, database: str | None = None) -> Server:
    """A hub of that folder, once it listens."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    log = folder.with_name(f"{folder.name}.log").open("a")
    more = ["--database", database] if database else []
    command = [sys.executable, "-m", "eocdesk", "--data", str(folder), "serve", "--port", "0", *more, *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    log.close()
    lines = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line.strip())
        if "listens on" in line:
            return Server(folder, process, lines, Hub.open(folder, database))
    pytest.fail(f"the hub did not start: {log_of(folder)[-1500:]}")


def log_of(folder: Path) -> str:
    """What the hubs of that folder wrote on standard error."""
    return folder.with_name(f"{folder.name}.log").read_text("utf-8")


class Caller(Pen):
    """A device that speaks to a hub process."""

    def __init__(self, server: Server, right: Right | None = OFFICER, name: str = "Desk") -> None:
        super().__init__()
        self.server = server
        self.client = server.client()
        self.token = ""
        if right is not None:
            self.let_in(server.hub, right, name)

    def ask(self, call: str, message: msgspec.Struct | bytes, **headers: str) -> httpx.Response:
        """POST a message, or bytes as they are; with the token where there is one."""
        data = message if isinstance(message, bytes) else pack(message)
        if self.token and "Authorization" not in headers:
            headers["Authorization"] = f"Bearer {self.token}"
        return self.client.post(f"/v1/{call}", content=data, headers=headers)

    def told(self, call: str, message: msgspec.Struct, kind: type[S]) -> S:
        """The answer to a call that is answered."""
        answer = self.ask(call, message)
        assert answer.status_code == 200, answer.text
        return unpack(answer.content, kind)

    def prove(self) -> httpx.Response:
        """Sign a fresh challenge."""
        nonce = self.told("challenge", Asking(self.dev), Challenge).nonce
        signature = signing.sign(self.key, proof_of(self.server.hub.id, nonce))
        return self.ask("token", Proof(self.dev, nonce, signature))

    def sign_in(self) -> Token:
        """With a token from now on."""
        answer = self.prove()
        assert answer.status_code == 200, answer.text
        token = unpack(answer.content, Token)
        self.token = token.token
        return token

    def push(self, pieces: list[Piece], *signed: Signed) -> httpx.Response:
        """Hand a page in."""
        return self.ask("push", Page(pieces, list(signed)))

    def say(self, labels: Labels = GREEN, text: str = "Gate 3 closed") -> httpx.Response:
        """Write one entry and hand it in."""
        return self.push([self.entry(labels, text)], self.end(labels))

    def read(self) -> httpx.Response:
        """Everything from the start."""
        return self.ask("pull", Since())

    def revoke(self, why: str = "left in a taxi") -> None:
        """Have it shut out, as the command line does."""
        with self.server.hub.writing() as c:
            people.revoke(c, self.dev, why, by="K. Mori")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A hub process of its own, over plain HTTP."""
    made = start(tmp_path / "hub")
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One hub process for all tests of a module, who leave it as they would like to find it."""
    made = start(tmp_path_factory.mktemp("shared") / "hub")
    yield made
    made.close()
