"""Pages that a desk sealed for its hub when its right ended: opened here, then taken or kept back as any other."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TypeAlias

from eocdesk.models import clock
from eocdesk.models.card import Signed
from eocdesk.store import handing
from eocdesk.store.hub import people, reading
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.protocol import Page
from eocdesk.sync.unlocking import Locked, Unlocked

_log = logging.getLogger(__name__)


Keys: TypeAlias = Sequence[tuple[str, bytes, bytes]]
"""Of attachments: (SHA-256, scope, key)."""


def keys_of(hub_key: bytes, locked: Locked) -> Keys:
    """The keys that were sealed; none where it does not open. May take handing.LARGEST of memory."""
    found = handing.unseal(hub_key, locked.sealed)
    return () if found is None else found.keys


def unlocked(hub: Hub, dev: bytes, keys: Keys) -> Unlocked:
    """Of the keys those of scopes the device may see; blocks. Whoever holds a sealed key was its desk, or robbed it."""
    with hub.reading() as connection:
        device = people.device(connection, dev)
        rights = () if device is None or device.revoked is not None else device.rights
        seen = {bytes(row.id) for row in reading.visible(connection, rights, clock.now())}
    return Unlocked({name: key for name, scope, key in keys if scope in seen})


def opened(hub_key: bytes, page: Page) -> Page:
    """The page to be taken: this one, or what it brings sealed. What does not open is an empty page: nothing of it is
    told as durable, so the desk keeps it. May take handing.LARGEST of memory.
    """
    if not page.sealed:
        return page
    found = handing.unseal(hub_key, page.sealed[0])
    if found is None:
        _log.info("a sealed page does not open with this hub's key")
        nothing: list[Signed] = []
        return Page([], nothing)
    return Page(found.pieces, found.signed)
