"""Pages that a desk sealed for its hub when its right ended: opened here, then taken or kept back as any other."""

from __future__ import annotations

import logging

from eocdesk.models.card import Signed
from eocdesk.store import handing
from eocdesk.sync.protocol import Page

_log = logging.getLogger(__name__)


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
