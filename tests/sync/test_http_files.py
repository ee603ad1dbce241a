"""Files over the wire to a real hub: a line that is cut, a hub that is full, one that answers nonsense."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Awaitable, Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest

from eocdesk.models.errors import Refused, Unavailable
from eocdesk.store.blobs import Attachments
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.files import Asked, Carrier, MovedError, Told
from eocdesk.sync.http import HttpPeer, Where
from eocdesk.sync.http_files import FullError, HttpFiles
from eocdesk.sync.meeting import SlowError
from tests.kit.hubs import Pen, push
from tests.kit.papers import document
from tests.kit.proxies import Line, Proxy
from tests.kit.ways import served
from tests.sync.conftest import Answer, Listener
from tests.sync.test_http import Doorkeeper, where

T = TypeVar("T")
DATA = secrets.token_bytes(3_000_000)
NAME = sha256(DATA).hexdigest()


class Cutting(Proxy):
    """Cut in the middle of what passes."""

    most: int | None = None

    def _hand_on(self, block: bytes, other: socket.socket) -> None:
        if self.most is not None and len(self.heard) > self.most:
            self.line = Line.CUT
        super()._hand_on(block, other)

    def mend(self) -> None:
        """Whole again; what was heard is forgotten."""
        self.line, self.most = Line.GOOD, None
        self.heard.clear()


@pytest.fixture
def line(file_hub: Hub) -> Iterator[Cutting]:
    with served(file_hub) as url:
        made = Cutting(url)
        yield made
        made.close()


class Desk:
    """A device with a disk, and its way to the hub."""

    def __init__(self, hub: Hub, url: str, folder: Path) -> None:
        self.pen = Pen()
        self.device = self.pen.let_in(hub)
        self.held = Attachments(folder, bytes(32))
        self._where = Where(url, "", hub.name, hub.id, self.pen.dev, self.pen.key)

    def do(self, doing: Callable[[HttpFiles, Carrier], Awaitable[T]]) -> T:
        async def go() -> T:
            async with HttpPeer(self._where, (2.0, 5.0)) as peer:
                files = HttpFiles(peer)
                return await doing(files, Carrier(self.held, files))

        return asyncio.run(go())


def test_a_file_goes_to_the_hub_and_on_over_a_line_that_is_cut_in_the_middle(
    file_hub: Hub, line: Cutting, tmp_path: Path
) -> None:
    one, two = (Desk(file_hub, line.url, tmp_path / name) for name in ("one", "two"))
    one.held.keep_bytes(DATA)
    push(file_hub, one.device, [document(one.pen, sha256=NAME)], one.pen.end())
    assert one.do(lambda files, _: files.ask(Asked([NAME], [NAME]))) == Told([NAME], {})

    line.most = 1_500_000
    with pytest.raises(Unavailable):
        one.do(lambda _, carrier: carrier.bring(NAME))
    line.mend()
    reach, whole = one.do(lambda files, _: files.offset(NAME))
    assert (reach > 500_000, whole) == (True, False)
    one.do(lambda _, carrier: carrier.bring(NAME))
    assert len(line.heard) < len(DATA) - reach + 100_000  # no more than was missing
    line.mend()
    line.most = 1_500_000
    with pytest.raises(Unavailable):
        two.do(lambda _, carrier: carrier.fetch(NAME))
    line.mend()
    two.do(lambda _, carrier: carrier.fetch(NAME))
    assert len(line.heard) < len(DATA) - 1_000_000
    assert two.held.read(NAME) == DATA


def hear(answer: Answer | None, doing: Callable[[HttpFiles], Awaitable[object]]) -> str:
    """The sentence where a hub answers every call about files so."""
    door = Doorkeeper()

    def told(path: str, headers: dict[str, str], body: bytes) -> Answer | None:
        return answer if "/files/" in path else door(path, headers, body)

    async def go() -> None:
        async with Listener(told).open() as url, HttpPeer(where(url), (0.5, 0.5)) as peer:
            await doing(HttpFiles(peer))

    with pytest.raises((Refused, Unavailable, MovedError)) as found:
        asyncio.run(go())
    return f"{found.type.__name__}: {found.value}"


async def _put(files: HttpFiles) -> object:
    return await files.put(NAME, 0, b"abc", last=False)


async def _get(files: HttpFiles) -> None:
    async with files.get(NAME, 0) as parts:
        async for _ in parts:
            pass


def test_what_a_hub_says_is_told_apart() -> None:
    full = (507, {}, b'{"sentence": "No room."}')
    assert hear(full, _put) == f"{FullError.__name__}: No room."
    assert hear((404, {}, b""), _get).startswith("Refused: Room 1 has nothing to do with")
    assert hear((409, {"Upload-Offset": "7"}, b""), _put).startswith("MovedError: 7 ")
    assert hear((408, {}, b""), _put).startswith(SlowError.__name__)
    assert hear((403, {}, b'{"sentence": "This desk was revoked."}'), _put) == "Refused: This desk was revoked."
    assert hear(None, _put).startswith(SlowError.__name__)


@pytest.mark.parametrize("doing", [_put, _get, lambda files: files.ask(Asked([], [])), lambda f: f.offset(NAME)])
def test_who_answers_in_the_hubs_place_is_not_believed(doing: Callable[[HttpFiles], Awaitable[object]]) -> None:
    page = (200, {"Content-Type": "text/html"}, b"<html>Sign in</html>")
    for answer in (page, (200, {}, b"nonsense"), (204, {"Upload-Offset": "many"}, b"")):
        assert hear(answer, doing).startswith("Unavailable")


def test_a_token_that_is_too_old_is_renewed_on_the_way() -> None:
    door = Doorkeeper()

    def told(path: str, headers: dict[str, str], body: bytes) -> Answer:
        if "/files/" in path and headers["authorization"] == "Bearer token 1":
            return 401, {}, b""
        return (204, {"Upload-Offset": "3"}, b"") if "/files/" in path else door(path, headers, body)

    async def go() -> tuple[int, bool]:
        async with Listener(told).open() as url, HttpPeer(where(url), (0.5, 0.5)) as peer:
            return await HttpFiles(peer).put(NAME, 0, b"abc", last=False)

    assert asyncio.run(go()) == (3, False)
    assert door.tokens == 2
