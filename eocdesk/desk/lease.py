"""The ends of this desk's rights while its hub is out of reach: looked at when it starts and while it runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

from eocdesk.models import Unavailable
from eocdesk.store import blobs, lease, lease_files, orphans
from eocdesk.store.kept import Store
from eocdesk.store.peers import Peer
from eocdesk.store.queries import attachments

OFTEN = 600.0
ORIGIN = "received"
AT_START, AT_ONCE = 4_000_000, 64_000_000
"""Bytes of attachments that are locked before a desk opens, and in one go while it runs: a close waits for that."""

_log = logging.getLogger(__name__)


def look(store: Store, ran: int = 0) -> bool:
    """Give up what this desk has no right to any more, and wipe it from its files; blocking. Whether anything left.

    `ran`: milliseconds this program has run since it last looked. Unavailable where it cannot be given up.
    """
    gone = _give_up(store, ran)
    lock(store)
    _wipe(store)
    return gone


def begin(store: Store) -> bool:
    """The same when a desk starts. It opens whatever becomes of this: more than that right hangs on it.

    Large attachments are locked later.
    """
    try:
        gone = _give_up(store, 0)
        lock(store, AT_START, AT_START)
        _wipe(store)
    except Unavailable as error:
        _log.info("the ends of this desk's rights cannot be looked at: %s", error)
    except Exception:  # noqa: BLE001  whatever it is, the desk opens
        _log.exception("the ends of this desk's rights could not be looked at")
    else:
        return gone
    return False


def _give_up(store: Store, ran: int) -> bool:
    if not store.readers.now(lease.endings):
        return False
    looking = partial(lease.look, ran=ran, had=_had)
    gone = store.writer.receive(looking, ORIGIN).result().ids
    orphans.sweep(store)
    return bool(gone)


def lock(store: Store, most: int | None = None, largest: int | None = None) -> bool:
    """Lock attachments that were given up before the hub had them, up to `most` bytes, none beyond `largest`; blocking.

    Whether more wait for the next time. Until then they lie as they did, sealed; no record names them.
    """
    waiting = store.readers.now(lease_files.to_lock)
    if not waiting:
        return False
    done = lease_files.lock(store.attachments, store.folder / blobs.FOLDER, waiting, most, largest)
    store.writer.local(partial(lease_files.note_locked, done=done)).result()
    orphans.sweep(store)
    return done.more


def _had(connection: Any, hub: Peer) -> frozenset[str]:
    return attachments.ever_at_hub(connection, hub.id, hub.epoch)


def _wipe(store: Store) -> None:
    if not store.readers.now(lease.to_wipe):
        return
    try:
        if store.writer.settle_log().result():
            store.writer.local(lease.wiped).result()
    except Unavailable as error:  # the disk is full, say: nobody can read it on the desk, the file is wiped later
        _log.info("what left this desk is still to be wiped from its file: %s", error)


async def stay(store: Store, gave_up: Callable[[], None] | None, every: float = OFTEN) -> None:
    """Look every ten minutes, by the time that passes and not by the clock, until cancelled."""
    loop = asyncio.get_running_loop()
    last = loop.time()
    try:
        await _turn(partial(_lock_all, store))  # what was too large when the desk started
        while True:
            await asyncio.sleep(every)
            ran, last = loop.time() - last, loop.time()
            await _turn(partial(_look, store, gave_up, int(ran * 1000)))
    finally:  # a desk that is closed every nine minutes gains no time
        with suppress(Unavailable):
            store.writer.local(partial(lease.note_ran, ran=int((loop.time() - last) * 1000))).result()


async def _turn(work: Callable[[], Awaitable[None]]) -> None:
    """What goes wrong in one is said; the next is in its time."""
    try:
        await work()
    except Unavailable as error:
        _log.info("the ends of this desk's rights cannot be looked at: %s", error)
    except Exception:  # noqa: BLE001  whatever it is, it is looked at again
        _log.exception("the ends of this desk's rights could not be looked at")


async def _look(store: Store, gave_up: Callable[[], None] | None, ran: int) -> None:
    gone = await asyncio.wrap_future(store.readers.run(_give_up, store, ran))
    await _turn(partial(_lock_all, store))
    await asyncio.wrap_future(store.readers.run(_wipe, store))
    if gone and gave_up is not None:
        await asyncio.wrap_future(store.readers.run(gave_up))


async def _lock_all(store: Store) -> None:
    while await asyncio.wrap_future(store.readers.run(lock, store, AT_ONCE)):
        pass
