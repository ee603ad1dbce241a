"""Files come whole over any line: what is there is not sent again, and what is not the file is not kept."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eocdesk.models.errors import Refused, Unavailable
from eocdesk.store.blobs import Attachments
from eocdesk.store.sealed_file import CHUNK
from eocdesk.sync import files
from eocdesk.sync.files import Asked, Carrier, MovedError, Pace, Told
from eocdesk.sync.meeting import SlowError

DATA = bytes(range(251)) * 4300  # more than a chunk
NAME = hashlib.sha256(DATA).hexdigest()


class Shelf:
    """A hub's side in memory; `cuts` are how many calls go well before each break, an answer lost with it or not."""

    def __init__(self, held: bytes = b"", cuts: list[tuple[int, bool]] | None = None) -> None:
        self.held = bytearray(held)
        self.whole = bool(held)
        self.came = 0
        self._cuts = cuts or []

    def _breaks(self) -> tuple[bool, bool]:
        if not self._cuts:
            return False, False
        left, after = self._cuts[0]
        if left:
            self._cuts[0] = left - 1, after
            return False, False
        self._cuts.pop(0)
        return not after, after

    async def ask(self, asked: Asked) -> Told:
        return Told(asked.bring, {})

    async def offset(self, name: str) -> tuple[int, bool]:
        assert name == NAME
        return len(self.held), self.whole

    async def put(self, name: str, offset: int, piece: bytes, *, last: bool) -> tuple[int, bool]:
        assert name == NAME
        before, after = self._breaks()
        if before:
            raise Unavailable("The line broke.")
        if offset != len(self.held):
            raise MovedError(len(self.held))
        self.held += piece
        self.came += len(piece)
        self.whole = last
        if after:
            raise SlowError("No answer in time.")
        return len(self.held), last

    @asynccontextmanager
    async def get(self, name: str, offset: int) -> AsyncIterator[AsyncIterator[bytes]]:
        assert name == NAME
        yield self._parts(offset)

    async def _parts(self, offset: int) -> AsyncIterator[bytes]:
        for at in range(offset, len(self.held), 65_536):
            before, after = self._breaks()
            if before:
                raise Unavailable("The line broke.")
            part = bytes(self.held[at : at + 65_536])
            self.came += len(part)
            yield part
            if after:
                raise Unavailable("The line broke.")


async def until(carrier: Carrier, *, bring: bool) -> None:
    """Again and again, as a desk does."""
    for _ in range(40):
        try:
            await (carrier.bring(NAME) if bring else carrier.fetch(NAME))
        except Unavailable:
            continue
        return
    raise AssertionError("it never came to an end")


CUTS = st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=6)


@settings(max_examples=25)  # each writes a file anew, piece by piece to the disk
@given(CUTS)
def test_a_file_is_brought_whole_over_a_line_that_breaks_and_nothing_of_it_twice(cuts: list[tuple[int, bool]]) -> None:
    with TemporaryDirectory() as folder:
        held = Attachments(Path(folder), bytes(32))
        held.keep_bytes(DATA)
        shelf = Shelf(cuts=cuts)
        asyncio.run(until(Carrier(held, shelf), bring=True))
    assert bytes(shelf.held) == DATA
    assert shelf.came == len(DATA)


@settings(max_examples=25)  # each writes a file anew, piece by piece to the disk
@given(CUTS)
def test_a_file_is_fetched_whole_over_a_line_that_breaks_and_nothing_of_it_twice(cuts: list[tuple[int, bool]]) -> None:
    with TemporaryDirectory() as folder:
        held = Attachments(Path(folder), bytes(32))
        shelf = Shelf(DATA, cuts)
        asyncio.run(until(Carrier(held, shelf), bring=False))
        assert held.read(NAME) == DATA
    assert shelf.came == len(DATA)


def test_bytes_that_are_not_the_file_are_not_kept_and_come_anew(tmp_path: Path) -> None:
    held = Attachments(tmp_path, bytes(32))
    shelf = Shelf(DATA[:-1] + b"?")
    with pytest.raises(Refused, match="not those"):
        asyncio.run(Carrier(held, shelf).fetch(NAME))
    assert not held.holds(NAME)
    shelf.held[:] = DATA
    asyncio.run(Carrier(held, shelf).fetch(NAME))
    assert held.read(NAME) == DATA


def test_a_file_that_is_damaged_or_gone_here_holds_no_other_up(tmp_path: Path) -> None:
    held, shelf = Attachments(tmp_path, bytes(32)), Shelf()
    with pytest.raises(Refused, match="not on this desk"):
        asyncio.run(Carrier(held, shelf).bring(NAME))
    held.keep_bytes(DATA)
    path = held.path_of(NAME)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(Refused, match="damaged"):
        asyncio.run(Carrier(held, shelf).bring(NAME))
    assert not shelf.whole


def test_two_programs_that_bring_one_file_leave_it_to_each_other(tmp_path: Path) -> None:
    class Shared(Shelf):
        async def put(self, name: str, offset: int, piece: bytes, *, last: bool) -> tuple[int, bool]:
            self.held += DATA[len(self.held) : len(self.held) + 10]  # the other one was quicker, again
            return await super().put(name, offset, piece, last=last)

    held = Attachments(tmp_path, bytes(32))
    held.keep_bytes(DATA)
    with pytest.raises(Unavailable, match="on its way"):
        asyncio.run(Carrier(held, Shared()).bring(NAME))


def test_an_empty_file_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = hashlib.sha256(b"").hexdigest()
    monkeypatch.setitem(globals(), "NAME", empty)
    held = Attachments(tmp_path, bytes(32))
    held.keep_bytes(b"")
    shelf = Shelf()
    asyncio.run(Carrier(held, shelf).bring(empty))
    assert shelf.whole
    there = Attachments(tmp_path / "other", bytes(32))
    asyncio.run(Carrier(there, shelf).fetch(empty))
    assert there.read(empty) == b""


def test_pieces_shrink_on_a_slow_line_and_grow_again() -> None:
    pace = Pace()
    for _ in range(9):
        pace.heard(None)
    assert pace.size == files.LEAST
    pace.heard(files.QUICK + 1)  # it came through, and a larger one would not
    assert pace.size == files.LEAST
    for _ in range(9):
        pace.heard(0.1)
    assert pace.size == CHUNK


@pytest.mark.parametrize("bring", [True, False])
def test_what_is_more_urgent_goes_before_each_piece(tmp_path: Path, *, bring: bool) -> None:
    held, shelf = Attachments(tmp_path, bytes(32)), Shelf(b"" if bring else DATA)
    if bring:
        held.keep_bytes(DATA)
    reached: list[int] = []

    async def go() -> None:
        closed = asyncio.Event()

        async def gate() -> None:
            reached.append(shelf.came)
            await closed.wait()

        carrier = Carrier(held, shelf, gate=gate)
        carrying = asyncio.ensure_future(carrier.bring(NAME) if bring else carrier.fetch(NAME))
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(reached) == 1
        assert not carrying.done()
        closed.set()
        await carrying

    asyncio.run(go())
    assert reached[0] < len(DATA)


def test_a_hub_that_lost_the_end_of_what_it_had_gets_that_again(tmp_path: Path) -> None:
    class Forgetful(Shelf):
        async def put(self, name: str, offset: int, piece: bytes, *, last: bool) -> tuple[int, bool]:
            if offset > 500_000 and self.came < len(DATA):
                del self.held[1000:]  # its power went
                self.came = len(DATA)
            return await super().put(name, offset, piece, last=last)

    held, shelf = Attachments(tmp_path, bytes(32)), Forgetful()
    held.keep_bytes(DATA)
    asyncio.run(Carrier(held, shelf).bring(NAME))
    assert bytes(shelf.held) == DATA
