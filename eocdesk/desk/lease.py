"""The ends of this desk's rights while its hub is out of reach: looked at when it starts and while it runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from eocdesk.models import Unavailable
from eocdesk.store import blobs, lease, lease_files, orphans
from eocdesk.store.kept import Store
from eocdesk.store.peers import Peer
from eocdesk.store.queries import attachments

OFTEN = 600.0
ORIGIN = "received"

_log = logging.getLogger(__name__)


def look(store: Store, ran: int = 0) -> bool:
    """Give up what this desk has no right to any more, and wipe it from its files; blocking. Whether anything left.

    `ran`: milliseconds this program has run since it last looked. Unavailable where it cannot be given up.
    """
    if not store.readers.now(_concerned):
        return False
    lock = partial(_lock, store=store)
    gone = store.writer.receive(partial(lease.look, ran=ran, lock=lock), ORIGIN).result().ids
    orphans.sweep(store)
    if store.readers.now(lease.to_wipe):
        try:
            if store.writer.settle_log().result():
                store.writer.local(lease.wiped).result()
        except Unavailable as error:  # the disk is full, say: nobody can read it on the desk, the file is wiped later
            _log.info("what left this desk is still to be wiped from its file: %s", error)
    return bool(gone)


def _lock(connection: Any, hub: Peer, scopes: Collection[bytes], store: Store) -> lease_files.Locked:
    had = attachments.ever_at_hub(connection, hub.id, hub.epoch)
    names = lease_files.owed(connection, scopes, had)
    return lease_files.lock(store.attachments, store.folder / blobs.FOLDER, names, hub.key)


def _concerned(connection: Any) -> bool:
    return bool(lease.endings(connection) or lease.to_wipe(connection))


async def stay(store: Store, gave_up: Callable[[], None] | None, every: float = OFTEN) -> None:
    """Look every ten minutes, by the time that passes and not by the clock, until cancelled."""
    loop = asyncio.get_running_loop()
    last = loop.time()
    while True:
        await asyncio.sleep(every)
        ran, last = loop.time() - last, loop.time()
        try:
            if await asyncio.wrap_future(store.readers.run(look, store, int(ran * 1000))) and gave_up is not None:
                await asyncio.wrap_future(store.readers.run(gave_up))
        except Unavailable as error:
            _log.info("the ends of this desk's rights cannot be looked at: %s", error)
