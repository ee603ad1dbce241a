"""Pages that a desk sealed for its hub when its right ended: opened here, then taken or kept back as any other."""

from __future__ import annotations

import logging

from eocdesk.models import clock
from eocdesk.models.card import Signed
from eocdesk.store import handing
from eocdesk.store.hub import people, reading
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.protocol import Page
from eocdesk.sync.unlocking import Locked, Unlocked

_log = logging.getLogger(__name__)


def unlocked(hub: Hub, dev: bytes, locked: Locked) -> Unlocked:
    """Of the keys those of scopes the device may see; blocks. Whoever holds a sealed key was its desk, or robbed it."""
    found = handing.unseal(hub.key, locked.sealed)
    if found is None:
        return Unlocked({})
    with hub.reading() as connection:
        device = people.device(connection, dev)
        rights = () if device is None or device.revoked is not None else device.rights
        seen = {bytes(row.id) for row in reading.visible(connection, rights, clock.now())}
    return Unlocked({name: key for name, scope, key in found.keys if scope in seen})


def opened(hub_key: bytes, page: Page) -> Page:
    """The page to be taken: this one, or what it brings sealed. What does not open is an empty page: nothing of it is
    told as durable, so the desk keeps it.
    """
    if not page.sealed:
        return page
    found = handing.unseal(hub_key, page.sealed[0])
    if found is None:
        _log.info("a sealed page does not open with this hub's key")
        nothing: list[Signed] = []
        return Page([], nothing)
    return Page(found.pieces, found.signed)
