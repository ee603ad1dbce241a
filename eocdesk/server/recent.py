"""What was read for one desk a moment ago answers others with the same rights that ask the same: no commit between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from eocdesk.models.clock import Moment
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.reading import Read
from eocdesk.sync.protocol import Since

LASTS = 500
"""How long an answer serves others, ms: what is not told by a commit, as a right that ends, is seen so much later."""
MOST = 64
"""Answers kept: desks that are level ask the same, others each their own."""
LARGEST = 256
"""Changes of an answer that is kept."""

Key: TypeAlias = tuple[object, ...]


class Kept(NamedTuple):
    """What was read, who signed it, and when a device was let in or shut out last."""

    at: Moment
    read: Read
    signers: tuple[HubDevice, ...]
    newest: Moment


class Recent:
    """The answers since the last commit; used from any thread."""

    def __init__(self, hub: Hub) -> None:
        self._kept: dict[Key, Kept] = {}
        hub.heard.append(self._forget)

    def _forget(self, _grown: Mapping[bytes, int]) -> None:
        self._kept = {}

    @property
    def shelf(self) -> dict[Key, Kept]:
        """Where an answer is put that is read from now on: one that a commit overtakes is put where nobody looks."""
        return self._kept

    def get(self, device: HubDevice, since: Since, now: Moment) -> Kept | None:
        """What answers this question now."""
        kept = self._kept.get(_key(device, since))
        return kept if kept is not None and 0 <= now - kept.at < LASTS else None


def keep(shelf: dict[Key, Kept], device: HubDevice, since: Since, kept: Kept) -> None:
    """Have it answer others, unless it is large."""
    if sum(len(stretch.pieces) for stretch in kept.read.stretches) > LARGEST:
        return
    if len(shelf) >= MOST:
        shelf.clear()
    shelf[_key(device, since)] = kept


def _key(device: HubDevice, since: Since) -> Key:
    """All that the answer depends on besides the hub's log: a device's rights, not who it is."""
    early = None if since.early is None else frozenset(since.early.items())
    return device.rights, since.limit, frozenset(since.cursors.items()), early, tuple(since.leaving)
