"""A way through the loopback that counts the bytes it carries: what a meeting costs on the wire."""

from __future__ import annotations

import asyncio
import threading
from types import TracebackType
from typing import Self

from peers.processes import LOOPBACK

_AT_ONCE = 1 << 16


class Wire:
    """Listens on a port of its own and passes everything on to another; `carried` is the bytes of both directions."""

    def __init__(self, target: int) -> None:
        self.carried = 0
        self.port = 0
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._over = asyncio.Event()
        self._open: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._run, name="wire", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._up.wait()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _: BaseException | None, _at: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._carry, LOOPBACK, 0)
        self.port = int(server.sockets[0].getsockname()[1])
        self._up.set()
        await self._over.wait()
        server.close()
        await asyncio.sleep(0)  # a line just taken gets its task
        while len(asyncio.all_tasks()) > 1:  # each hears of its end and leaves
            for writer in tuple(self._open):
                writer.transport.abort()
            await asyncio.sleep(0.001)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            there, to_there = await asyncio.open_connection(LOOPBACK, self._target)
            self._open.add(to_there)
            await asyncio.gather(self._pass(reader, to_there), self._pass(there, writer))
            self._open.discard(to_there)
        except OSError:
            return  # nobody is there: the caller hears it by being hung up on
        finally:
            writer.close()
            self._open.discard(writer)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One direction, until its sender has nothing more."""
        try:
            while data := await reader.read(_AT_ONCE):
                self.carried += len(data)
                writer.write(data)
                await writer.drain()
        except OSError:
            return  # either side hung up: the other hears of it
        finally:
            writer.close()
